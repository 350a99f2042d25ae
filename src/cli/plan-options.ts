import type { PlanRequest } from '../contract/rota/plan-views';
import type { Result } from '../core/kernel/result';
import { readTeamCall } from './team-command';
import { asMoment } from './when';

export type PlanOptions = {
  readonly path: string;
  readonly schedule: string | undefined;
  /** null: everybody. */
  readonly people: string[] | null;
  readonly request: Omit<PlanRequest, 'schedule' | 'people'>;
  readonly json: boolean;
  readonly write: boolean;
};

/** Reads the command line of `watchbill plan`. @returns the options, or a sentence that says what is wrong */
export function readPlanOptions(argv: readonly string[]): Result<PlanOptions, string> {
  return readTeamCall(argv, OPTIONS, ({ path, values }) => {
    const { from, to, turn } = values;
    if (from === undefined || to === undefined || turn === undefined)
      throw new Error(
        `${from === undefined ? '--from <time>' : to === undefined ? '--to <time>' : '--turn <turn>'} is needed`,
      );
    return {
      path,
      schedule: values.schedule,
      people: values.people === undefined ? null : listed(values.people),
      request: {
        start: asMoment(from),
        end: asMoment(to),
        turn,
        minRest: amount('--min-rest', values['min-rest'], 0, 2000),
        maxPerWeek: amount('--max-per-week', values['max-per-week'], 0, 168),
        weights: weights(values.weight),
        pastLoad: !values['no-past'],
        wishes: [...wishes('refuse', values.refuse), ...wishes('prefer', values.prefer)],
        timeLimit: amount('--time-limit', values['time-limit'], 1, 600),
      },
      json: values.json,
      write: values.write,
    };
  });
}

const OPTIONS = {
  schedule: { type: 'string' },
  people: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  turn: { type: 'string' },
  'min-rest': { type: 'string', default: '11' },
  'max-per-week': { type: 'string', default: '0' },
  weight: { type: 'string', multiple: true, default: [] },
  refuse: { type: 'string', multiple: true, default: [] },
  prefer: { type: 'string', multiple: true, default: [] },
  'no-past': { type: 'boolean', default: false },
  'time-limit': { type: 'string', default: '30' },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
} satisfies Parameters<typeof readTeamCall>[1];

function amount(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Error(`${option} "${text}" must be a number from ${least} to ${most}`);
}

function weights(given: readonly string[]): PlanRequest['weights'] {
  const all = { nights: 1, weekends: 1, holidays: 2 };
  for (const part of given.flatMap(listed)) {
    const [key = '', value = ''] = part.split('=');
    if (!(key in all)) throw new Error(`--weight "${part}": write nights=2, weekends=1 or holidays=3`);
    all[key as keyof typeof all] = amount(`--weight ${key}`, value, 0, 100);
  }
  return all;
}

function wishes(kind: 'prefer' | 'refuse', given: readonly string[]): PlanRequest['wishes'] {
  return given.flatMap(listed).map((part) => {
    const at = part.indexOf(':');
    if (at < 1 || at === part.length - 1)
      throw new Error(`--${kind} "${part}": write a person and a day, ada:2026-12-25 or ada:fri`);
    return { person: part.slice(0, at), kind, day: part.slice(at + 1) };
  });
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
