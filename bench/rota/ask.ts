import { NO_CALENDARS } from '../../src/core/schedule/calendars';
import { onCallAt } from '../../src/core/schedule/on-call-at';
import { shiftsOf } from '../../src/core/schedule/resolve';
import { NO_ROTA } from '../../src/core/schedule/rota';
import type { Schedule } from '../../src/core/schedule/schedule';
import { madeUpSchedule } from './made-up';
import type { Asked } from './rota';

/* Run by rota.ts in a process of its own: asks one kind of question and sends back how long it took. */

const START = Date.UTC(2026, 0, 1);
const years = (n: number) => ({ start: START, end: Date.UTC(2026 + n, 0, 1) });
const [what, times] = [process.argv[2] as string, Number(process.argv[3])];

function rotas(count: number, began?: string): Asked[] {
  return [1, 5].map((length) => {
    const span = years(length);
    const schedules = Array.from({ length: count }, (_, n) => madeUpSchedule(n, span, began));
    let shifts = 0;
    const took = measured(() => {
      shifts = 0;
      for (const one of schedules) shifts += shiftsOf(one, one.overrides, NO_CALENDARS, span).length;
    });
    const many = count === 1 ? '1 schedule' : `${count} schedules`;
    const since = began === undefined ? '' : `, layers since ${began.slice(0, 4)}`;
    return { what: `${many}, ${length === 1 ? '1 year' : `${length} years`}${since}`, took, shifts };
  });
}

function who(): Asked[] {
  const one: Schedule = madeUpSchedule(0, years(1));
  const rota = { ...NO_ROTA, schedules: [one], acts: { ...NO_ROTA.acts, overrides: one.overrides } };
  const bare = { ...one, overrides: [] };
  let at = START;
  const took = measured(() => {
    at += 7_919_000;
    onCallAt(rota, bare, at);
  });
  return [{ what: 'who is on call at an instant, since and until when', took, shifts: 1 }];
}

function measured(ask: () => void): number[] {
  return Array.from({ length: times + 1 }, () => {
    const from = performance.now();
    ask();
    return performance.now() - from;
  });
}

const counts: Readonly<Record<string, number>> = {
  'one schedule': 1,
  'ten schedules': 10,
  'a hundred schedules': 100,
};
const count = counts[what];
const answer = count !== undefined ? rotas(count) : what === 'since 1990' ? rotas(1, '1990-01-01') : who();
process.send?.(answer);
