import { z } from 'zod';
import type { EngineHandlers } from '../../contract/bridge';
import { calls } from '../../contract/calls';
import { err, ok, type Result } from '../../core/kernel/result';
import { DAY } from '../../core/time/duration';
import { type Instant, parseInstant, printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { onlyKnown } from './list-query';

/** The calls of a screen that the API answers as well: there is one way to do a thing. */
export type RotaCalls = Pick<
  EngineHandlers,
  | 'rota.get'
  | 'rota.who'
  | 'override.make'
  | 'override.remove'
  | 'away.set'
  | 'away.remove'
  | 'trade.list'
  | 'trade.offer'
  | 'trade.accept'
  | 'trade.decline'
  | 'trade.withdraw'
  | 'trade.undo'
  | 'notice.list'
>;

export type RotaCall = {
  readonly rota: RotaCalls;
  readonly now: Instant;
  readonly query: URLSearchParams;
  /** The body as JSON. */
  readonly value: unknown;
};

type Answering = (call: RotaCall) => Promise<Answer>;

/** What the API knows of the rota, by method and path; ids of acts stand in the path where one is meant. */
export function rotaAnswer(method: string, path: string): Answering | null {
  const fixed = FIXED.get(`${method} ${path}`);
  if (fixed) return fixed;
  const m = /^\/api\/v1\/(trades|overrides|away)\/([^/]{1,120})\/([a-z]{1,20})$/.exec(path);
  if (!m || method !== 'POST') return null;
  const make = ON_ONE.get(`${m[1]} ${m[3]}`);
  const id = decoded(m[2] as string);
  return make && id !== null ? make(id) : null;
}

/** Whether a path is one of the rota's, whatever the method. */
export function rotaMethods(path: string): readonly string[] {
  return ['GET', 'POST'].filter((method) => rotaAnswer(method, path) !== null);
}

const FIXED: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ['GET /api/v1/rota', readRota],
  [
    'GET /api/v1/oncall',
    async ({ rota, query }) => {
      const unknown = onlyKnown(query, []);
      if (unknown) return refusal(400, unknown);
      const duties = await rota['rota.who']({});
      return json(200, {
        oncall: duties.map(({ schedule, person, until, because }) => ({
          schedule,
          person: person?.id ?? null,
          until: until === null ? null : text(until),
          because,
        })),
      });
    },
  ],
  [
    'GET /api/v1/trades',
    async ({ rota }) => json(200, { trades: (await rota['trade.list']({})).map(inTexts) }),
  ],
  [
    'GET /api/v1/notices',
    async ({ rota }) => json(200, { notices: (await rota['notice.list']({})).map(inTexts) }),
  ],
  [
    'POST /api/v1/trades',
    ({ rota, value }) => act(calls['trade.offer'].input, value, rota['trade.offer'], 201),
  ],
  [
    'POST /api/v1/overrides',
    ({ rota, value }) => act(calls['override.make'].input, value, rota['override.make'], 201),
  ],
  ['POST /api/v1/away', ({ rota, value }) => act(calls['away.set'].input, value, rota['away.set'], 201)],
]);

const ON_ONE: ReadonlyMap<string, (id: string) => Answering> = new Map<string, (id: string) => Answering>([
  [
    'trades accept',
    (trade) =>
      ({ rota, value }) =>
        act(calls['trade.accept'].input, withField(value, { trade }), rota['trade.accept'], 200),
  ],
  [
    'trades decline',
    (trade) =>
      ({ rota, value }) =>
        act(calls['trade.decline'].input, withField(value, { trade }), rota['trade.decline'], 200),
  ],
  [
    'trades withdraw',
    (trade) =>
      ({ rota, value }) =>
        act(calls['trade.withdraw'].input, withField(value, { trade }), rota['trade.withdraw'], 200),
  ],
  [
    'trades undo',
    (trade) =>
      ({ rota, value }) =>
        act(calls['trade.undo'].input, withField(value, { trade }), rota['trade.undo'], 200),
  ],
  [
    'overrides remove',
    (id) =>
      ({ rota, value }) =>
        act(calls['override.remove'].input, withField(value, { id }), rota['override.remove'], 200),
  ],
  [
    'away remove',
    (id) =>
      ({ rota, value }) =>
        act(calls['away.remove'].input, withField(value, { id }), rota['away.remove'], 200),
  ],
]);

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

async function readRota({ rota, query, now }: RotaCall): Promise<Answer> {
  const unknown = onlyKnown(query, ['from', 'to', 'schedule']);
  if (unknown) return refusal(400, unknown);
  const from = time(query.get('from'), now);
  const to = time(query.get('to'), (from.ok ? from.value : now) + 28 * DAY);
  if (!from.ok) return refusal(400, `"from" ${from.error}`);
  if (!to.ok) return refusal(400, `"to" ${to.error}`);
  if (to.value <= from.value) return refusal(400, '"to" must lie after "from"');
  if (to.value - from.value > 400 * DAY) return refusal(400, 'at most 400 days can be asked for at a time');
  const schedules = query.getAll('schedule');
  const view = await rota['rota.get']({ from: from.value, to: to.value, schedules });
  const missing = schedules.find((id) => !view.schedules.some((row) => row.id === id));
  if (missing !== undefined) return refusal(404, `there is no schedule "${missing.slice(0, 60)}"`);
  return json(200, {
    schedules: view.schedules.map(({ id, name, timeZone, shifts }) => ({
      id,
      name,
      timeZone,
      shifts: shifts.map(inTexts),
    })),
  });
}

function time(given: string | null, otherwise: Instant): Result<Instant, string> {
  if (given === null) return ok(otherwise);
  const at = parseInstant(given);
  return at === null ? err('is no instant; write for example 2026-03-02T09:00:00Z') : ok(at);
}

/** Does what a screen's call does: a refusal is 409, what is not understood 400. Instants may be RFC 3339 texts. */
async function act<I extends z.ZodType>(
  shape: I,
  value: unknown,
  handler: (input: z.output<I>) => Promise<object> | object,
  status: number,
): Promise<Answer> {
  const read = shape.safeParse(inNumbers(value));
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue?.path.join('.') ?? '';
    return refusal(400, `${where === '' ? '' : `"${where}": `}${issue?.message ?? 'not understood'}`);
  }
  const answer = (await handler(read.data)) as { ok?: boolean };
  return json(answer.ok === false ? 409 : status, inTexts(answer));
}

function withField(value: unknown, field: object): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value, ...field }
    : field;
}

const TIMES = new Set(['start', 'end', 'at', 'offeredAt', 'expiresAt', 'until']);

/** Instants of an answer as text, by the names that hold them. */
function inTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      TIMES.has(key) && typeof held === 'number' ? text(held) : inTexts(held),
    ]),
  );
}

function inNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      TIMES.has(key) && typeof held === 'string' ? (parseInstant(held) ?? held) : inNumbers(held),
    ]),
  );
}

function text(at: Instant): string {
  return printInstant(at);
}
