import type { EngineHandlers } from '../../contract/bridge';
import { fairnessOf, partIn } from '../../core/fairness/fairness';
import { ledgerOf } from '../../core/fairness/ledger';
import { DAY, HOUR } from '../../core/time/duration';
import { holidaysIn } from '../holidays/holidays';
import { fairnessViewOf } from '../views/fairness';
import type { HandlerParts } from './parts';

type Calls = 'fairness.get';

const MOST_DAYS = 800;
/** Pages so long before the span may be the burst that one in it belongs to. */
const BURST = HOUR;

export function fairnessHandlers(
  parts: Pick<HandlerParts, 'rota' | 'reader' | 'names' | 'clock' | 'state'>,
): Pick<EngineHandlers, Calls> {
  return {
    'fairness.get': async ({ from, to, schedules }) => {
      const span = { start: from, end: to };
      if (from >= to) throw new Error('The span ends before it begins.');
      if (to - from > MOST_DAYS * DAY) throw new Error(`The span is longer than ${MOST_DAYS} days.`);
      const rota = parts.rota.current();
      const unknown = schedules.find((id) => !rota.schedules.some((schedule) => schedule.id === id));
      if (unknown !== undefined) throw new Error(`There is no schedule "${unknown}".`);

      const now = parts.clock.now();
      const past = from < now;
      const reader = parts.reader();
      const interruptions = past ? (reader?.reached(from - BURST, Math.min(to, now + 1)) ?? []) : [];
      const part = partIn(rota, schedules, span, parts.state.team.timeZone);
      const known = part.people.filter(({ id }) => !part.strangers.includes(id));
      const holidays = await holidaysIn(known, span);
      const names = parts.names();
      const notes: string[] = [];
      if (past && reader)
        notes.push(
          `Interruptions are the pages that reached somebody through this desktop, ${names.person(names.me).name}'s; others' are known on theirs.`,
        );
      if (past && !reader) notes.push('The store cannot be read now: interruptions are not counted.');
      return fairnessViewOf({
        span,
        fairness: fairnessOf(part, span, holidays.of, interruptions),
        pagesOf: past && reader ? [names.me] : [],
        strangers: part.strangers,
        ledger: ledgerOf(rota.acts.trades),
        holidays,
        names,
        notes,
      });
    },
  };
}
