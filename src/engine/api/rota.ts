import type { z } from 'zod';
import type { EngineHandlers } from '../../contract/bridge';
import { calls } from '../../contract/calls';
import { err, ok, type Result } from '../../core/kernel/result';
import { DAY } from '../../core/time/duration';
import { type Instant, parseInstant, printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { fieldWords, INSTANT_HINT } from './field-words';
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
  | 'channels.list'
  | 'channels.test'
  | 'keep.get'
  | 'keep.backUp'
  | 'keep.restore'
  | 'keep.stageExport'
  | 'readiness.get'
  | 'drill.list'
  | 'drill.get'
  | 'drill.start'
  | 'heartbeat.list'
  | 'heartbeat.beat'
  | 'explain.labels'
  | 'explain.pasted'
  | 'explain.incident'
  | 'silences.list'
  | 'silence.make'
  | 'silence.end'
  | 'maintenance.list'
  | 'maintenance.start'
  | 'maintenance.end'
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
  if (fixed) return path === '/api/v1/rota' ? fixed : withoutParameters(fixed);
  const m = /^\/api\/v1\/(trades|overrides|away)\/([^/]{1,120})\/([a-z]{1,20})$/.exec(path);
  if (!m || method !== 'POST') return null;
  const make = ON_ONE.get(`${m[1]} ${m[3]}`);
  const id = decoded(m[2] as string);
  return make && id !== null ? withoutParameters(make(id)) : null;
}

function withoutParameters(answer: Answering): Answering {
  return async (call) => {
    const unknown = onlyKnown(call.query, []);
    return unknown ? refusal(400, unknown) : answer(call);
  };
}

const FIXED: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ['GET /api/v1/rota', readRota],
  [
    'GET /api/v1/oncall',
    async ({ rota }) => {
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
  ['trades accept', onOne(calls['trade.accept'].input, 'trade', (rota) => rota['trade.accept'])],
  ['trades decline', onOne(calls['trade.decline'].input, 'trade', (rota) => rota['trade.decline'])],
  ['trades withdraw', onOne(calls['trade.withdraw'].input, 'trade', (rota) => rota['trade.withdraw'])],
  ['trades undo', onOne(calls['trade.undo'].input, 'trade', (rota) => rota['trade.undo'])],
  ['overrides remove', onOne(calls['override.remove'].input, 'id', (rota) => rota['override.remove'])],
  ['away remove', onOne(calls['away.remove'].input, 'id', (rota) => rota['away.remove'])],
]);

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

async function readRota({ rota, query, now }: RotaCall): Promise<Answer> {
  // A schedule may be named several times, everything else once.
  const once = new URLSearchParams([...query].filter(([name]) => name !== 'schedule'));
  const unknown = onlyKnown(once, ['from', 'to']);
  if (unknown) return refusal(400, unknown);
  const from = time(query.get('from'), now);
  const to = time(query.get('to'), (from.ok ? from.value : now) + 28 * DAY);
  if (!from.ok) return refusal(400, `"from" ${from.error}`);
  if (!to.ok) return refusal(400, `"to" ${to.error}`);
  if (to.value <= from.value) return refusal(400, '"to" must lie after "from"');
  if (to.value - from.value > 400 * DAY) return refusal(400, 'at most 400 days can be asked for at a time');
  const schedules = [...new Set(query.getAll('schedule'))].filter((id) => id !== '');
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

/** An empty parameter is one that is not there. */
function time(given: string | null, otherwise: Instant): Result<Instant, string> {
  if (given === null || given === '') return ok(otherwise);
  const at = parseInstant(given);
  return at === null ? err(`is not ${INSTANT_HINT}`) : ok(at);
}

/** Does what a screen's call does: a refusal is 409, what is not understood 400. Instants may be RFC 3339 texts. */
async function act<I extends z.ZodType>(
  shape: I,
  value: unknown,
  handler: (input: z.output<I>) => Promise<object> | object,
  status: number,
): Promise<Answer> {
  const read = shape.safeParse(inNumbers(value));
  if (!read.success) return refusal(400, fieldWords(read.error, value, TIMES));
  const answer = (await handler(read.data)) as { ok?: boolean };
  return json(answer.ok === false ? 409 : status, inTexts(answer));
}

/** An act on what the path names: its id is no field of the body. */
function onOne<I extends z.ZodType>(
  shape: I,
  field: string,
  handlerOf: (rota: RotaCalls) => (input: z.output<I>) => Promise<object> | object,
): (id: string) => Answering {
  return (id) =>
    async ({ rota, value }) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refusal(400, 'the body must be an object');
      if (Object.hasOwn(value, field))
        return refusal(400, `"${field}" stands in the address, not in the body`);
      return act(shape, { ...value, [field]: id }, handlerOf(rota), 200);
    };
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
