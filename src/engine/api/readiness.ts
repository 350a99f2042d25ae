import { calls } from '../../contract/calls';
import type { DrillView, ReadinessView } from '../../contract/readiness/readiness-views';
import { printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { fieldWords } from './field-words';
import { onlyKnown } from './list-query';
import type { RotaCall } from './rota';

type Answering = (call: RotaCall) => Promise<Answer>;

const NONE: ReadonlySet<string> = new Set();

/** "Am I pageable?", drills, and the heartbeats there are; a beat itself is in heartbeats.ts: it has senders' tokens. */
export function readinessAnswer(method: string, path: string): Answering | null {
  const id = /^\/api\/v1\/drills\/([\w-]{1,100})$/.exec(path)?.[1];
  const answer = id === undefined ? FIXED.get(`${method} ${path}`) : method === 'GET' ? oneDrill(id) : null;
  if (!answer) return null;
  return async (call) => {
    const unknown = onlyKnown(call.query, []);
    return unknown ? refusal(400, unknown) : answer(call);
  };
}

const FIXED: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  [
    'GET /api/v1/readiness',
    async ({ rota }) => json(200, readinessJson(await rota['readiness.get']({ fresh: true }))),
  ],
  [
    'GET /api/v1/drills',
    async ({ rota }) => {
      const { monthly, nextAt, drills, trouble } = await rota['drill.list']({});
      return json(200, { monthly, next: time(nextAt), trouble, drills: drills.map(drillJson) });
    },
  ],
  [
    'POST /api/v1/drills',
    async ({ rota, value }) => {
      const read = calls['drill.start'].input.safeParse(value);
      if (!read.success) return refusal(400, fieldWords(read.error, value, NONE));
      return json(201, drillJson(await rota['drill.start'](read.data)));
    },
  ],
  [
    'GET /api/v1/heartbeats',
    async ({ rota }) => {
      const { heartbeats } = await rota['heartbeat.list']({});
      return json(200, {
        heartbeats: heartbeats.map(({ lastHeardAt, dueAt, ...rest }) => ({
          ...rest,
          lastHeard: time(lastHeardAt),
          due: time(dueAt),
        })),
      });
    },
  ],
]);

function oneDrill(id: string): Answering {
  return async ({ rota }) => {
    const drill = await rota['drill.get']({ id });
    return drill ? json(200, drillJson(drill)) : refusal(404, 'there is no such drill');
  };
}

function readinessJson({ at, light, line, checks, ahead }: ReadinessView): object {
  return {
    at: printInstant(at),
    light,
    line,
    checks: checks.map(({ id, group, title, state, says, since }) => ({
      id,
      group,
      title,
      state,
      says,
      since: time(since),
    })),
    gaps: ahead.schedules.flatMap(({ id, spans }) =>
      spans
        .filter(({ kind }) => kind === 'nobody')
        .map(({ start, end }) => ({ schedule: id, start: printInstant(start), end: printInstant(end) })),
    ),
  };
}

function drillJson({ startedAt, endedAt, channels, ...rest }: DrillView): object {
  return { ...rest, started: printInstant(startedAt), ended: time(endedAt), channels };
}

function time(at: number | null): string | null {
  return at === null ? null : printInstant(at);
}
