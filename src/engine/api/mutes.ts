import type { z } from 'zod';
import type { Input } from '../../contract/bridge';
import { calls } from '../../contract/calls';
import { parseDuration } from '../../core/time/duration';
import { type Instant, parseInstant, printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { fieldWords } from './field-words';
import { onlyKnown } from './list-query';
import type { RotaCall } from './rota';

type Answering = (call: RotaCall) => Promise<Answer>;

/** Silences and maintenance over HTTP, by method and path; the calls of the screen are asked. */
export function mutesAnswer(method: string, path: string): Answering | null {
  const fixed = FIXED.get(`${method} ${path}`);
  const m = /^\/api\/v1\/(silences|maintenance)\/([^/]{1,300})\/end$/.exec(path);
  const id = m && method === 'POST' ? decoded(m[2] as string) : null;
  const answer = fixed ?? (m && id !== null ? ending(m[1] as 'silences' | 'maintenance', id) : null);
  if (!answer) return null;
  return async (call) => {
    const unknown = onlyKnown(call.query, []);
    return unknown ? refusal(400, unknown) : answer(call);
  };
}

const FIXED: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  [
    'GET /api/v1/silences',
    async ({ rota }) => {
      const silences = await rota['silences.list']({});
      return json(200, {
        silences: silences.map(({ by, start, end, ...rest }) => ({
          ...rest,
          by: by.id,
          start: printInstant(start),
          end: printInstant(end),
        })),
      });
    },
  ],
  [
    'GET /api/v1/maintenance',
    async ({ rota }) => {
      const windows = await rota['maintenance.list']({});
      return json(200, {
        maintenance: windows.map(({ by, start, end, services, ...rest }) => ({
          ...rest,
          services: services.map((service) => service.id),
          by: by?.id ?? null,
          start: start === null ? null : printInstant(start),
          end: end === null ? null : printInstant(end),
        })),
      });
    },
  ],
  [
    'POST /api/v1/silences',
    ({ rota, value, now }) => make(calls['silence.make'].input, value, now, rota['silence.make']),
  ],
  [
    'POST /api/v1/maintenance',
    ({ rota, value, now }) => make(calls['maintenance.start'].input, value, now, rota['maintenance.start']),
  ],
]);

function ending(what: 'silences' | 'maintenance', id: string): Answering {
  return async ({ rota, value }) => {
    if (!isObject(value) || Object.keys(value).length > 0)
      return refusal(400, 'the body must be empty, or {}');
    const done = await (what === 'silences' ? rota['silence.end']({ id }) : rota['maintenance.end']({ id }));
    return json(done.ok ? 200 : 409, done);
  };
}

const TIMES = new Set(['start', 'end']);

/** `for` (`30m`) counts from `start`, or from now, and stands in place of `end`. */
async function make<Name extends 'silence.make' | 'maintenance.start', I extends z.ZodType<Input<Name>>>(
  shape: I,
  value: unknown,
  now: Instant,
  handler: (input: z.output<I>) => Promise<{ ok: boolean }> | { ok: boolean },
): Promise<Answer> {
  if (!isObject(value)) return refusal(400, 'the body must be an object');
  const given: Record<string, unknown> = { ...value };
  for (const name of TIMES)
    if (typeof given[name] === 'string') given[name] = parseInstant(given[name]) ?? given[name];
  if (given['for'] !== undefined) {
    if (given['end'] !== undefined) return refusal(400, 'give either "for" or "end"');
    if (typeof given['for'] !== 'string') return refusal(400, '"for" must be text');
    const length = parseDuration(given['for']);
    if (!length.ok) return refusal(400, `"for": ${length.error}`);
    delete given['for'];
    given['end'] = (typeof given['start'] === 'number' ? given['start'] : now) + length.value;
  } else if (given['end'] === undefined) return refusal(400, 'give either "for" or "end"');
  const read = shape.safeParse(given);
  if (!read.success) return refusal(400, fieldWords(read.error, value, TIMES));
  const done = await handler(read.data);
  return json(done.ok ? 201 : 409, done);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
