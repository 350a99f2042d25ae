import type { IncomingMessage } from 'node:http';
import type { PersonId } from '../../core/kernel/ids';
import { type Answer, json, refusal, UNAUTHORIZED } from '../ingest/answer';
import { checkMessage, type Knock, presentedToken } from '../ingest/door';
import { readBody } from '../ingest/read-body';
import { readJson } from '../ingest/read-json';
import type { WrongTokens } from '../ingest/wrong-tokens';
import type { Clock, Gate, Queries, Tokens } from '../ports';
import { channelAnswer } from './channels';
import { isCommandName, readCommand } from './commands';
import { explainAnswer } from './explain';
import { factJson } from './fact-json';
import { answerBeat, heartbeatOf } from './heartbeats';
import { incidentJson, pageJson } from './incident-json';
import { keepAnswer } from './keep';
import { listQuery, onlyKnown } from './list-query';
import { metricsText } from './metrics';
import { mutesAnswer } from './mutes';
import { readinessAnswer } from './readiness';
import { type RotaCalls, rotaAnswer } from './rota';
import { sourceJson } from './source-json';

export type ApiDeps = {
  readonly rota: () => RotaCalls;
  readonly gate: Gate;
  readonly queries: Queries;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly wrongTokens: WrongTokens;
  readonly me: PersonId;
};

type Call = {
  readonly deps: ApiDeps;
  readonly query: URLSearchParams;
  /** Reads the body as JSON; an empty one is `{}`. */
  readonly body: () => Promise<{ readonly value: unknown } | { readonly answer: Answer | null }>;
};

/** A place of the API. All of docs/openapi.yaml but the senders' routes, which are formats. */
type Place = {
  readonly method: 'GET' | 'POST';
  /** All methods that are answered at this address, where there is more than one. */
  readonly methods?: readonly string[];
  readonly open: boolean;
  readonly answer: (call: Call) => Answer | null | Promise<Answer | null>;
};

const HEALTHZ: Place = {
  method: 'GET',
  open: true,
  // Says nothing else to whoever asks (reliability D23).
  answer: () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'ok' }),
};

const METRICS: Place = {
  method: 'GET',
  open: false,
  answer: ({ deps }) => ({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: metricsText(deps.queries.figures(), deps.wrongTokens.total),
  }),
};

const INCIDENTS: Place = {
  method: 'GET',
  open: false,
  answer: ({ deps, query }) => {
    const read = listQuery(query, ['open', 'acknowledged', 'resolved', 'all'], 'all');
    if (!read.ok) return refusal(400, read.error);
    return listing(() => {
      const { incidents, next } = deps.queries.incidents(read.value);
      return { incidents: incidents.map(incidentJson), next };
    });
  },
};

const PAGES: Place = {
  method: 'GET',
  open: false,
  answer: ({ deps, query }) => {
    const read = listQuery(query, [], '');
    if (!read.ok) return refusal(400, read.error);
    return listing(() => {
      const { pages, next } = deps.queries.pages(read.value);
      return { pages: pages.map(pageJson), next };
    });
  },
};

const SOURCES: Place = {
  method: 'GET',
  open: false,
  answer: ({ deps, query }) => {
    const unknown = onlyKnown(query, []);
    return unknown ? refusal(400, unknown) : json(200, { sources: deps.queries.sources().map(sourceJson) });
  },
};

const PLACES: ReadonlyMap<string, Place> = new Map([
  ['/healthz', HEALTHZ],
  ['/metrics', METRICS],
  ['/api/v1/incidents', INCIDENTS],
  ['/api/v1/pages', PAGES],
  ['/api/v1/sources', SOURCES],
]);

function placeAt(path: string, method = 'GET'): Place | null {
  const fixed = PLACES.get(path);
  if (fixed) return fixed;
  const called =
    calledPlace(rotaAnswer, path, method) ??
    calledPlace(keepAnswer, path, method) ??
    calledPlace(channelAnswer, path, method) ??
    calledPlace(explainAnswer, path, method) ??
    calledPlace(mutesAnswer, path, method) ??
    calledPlace(readinessAnswer, path, method);
  if (called) return called;
  const m = /^\/api\/v1\/incidents\/([^/]{1,300})(?:\/([a-z-]{1,30}))?$/.exec(path);
  const id = m && decoded(m[1] as string);
  if (!m || id === null) return null;
  const act = m[2];
  if (act === undefined) return oneIncident(id);
  return isCommandName(act) ? commandOn(id, act) : null;
}

/** A place where a screen's call is answered; asked in a way it does not answer, the one that says which it does. */
function calledPlace(answerOf: typeof rotaAnswer, path: string, method: string): Place | null {
  const methods = ['GET', 'POST'].filter((each) => answerOf(each, path) !== null);
  const chosen = methods.includes(method) ? method : methods[0];
  const answer = chosen === undefined ? null : answerOf(chosen, path);
  if (!answer) return null;
  return {
    method: chosen === 'POST' ? 'POST' : 'GET',
    methods,
    open: false,
    answer: async ({ deps, query, body }) => {
      const given = chosen === 'POST' ? await body() : { value: {} };
      if ('answer' in given) return given.answer;
      return answer({ rota: deps.rota(), now: deps.clock.now(), query, value: given.value });
    },
  };
}

export function isApiPath(path: string): boolean {
  return placeAt(path) !== null || heartbeatOf(path) !== null;
}

/**
 * Answers one request of the API, after the door let it in. Everything but /healthz needs the engine's own token:
 * the tokens of senders may send and nothing else.
 * @returns null when the caller went away.
 * @throws NotStored
 */
export async function answerApi(
  request: IncomingMessage,
  knock: Knock,
  path: string,
  query: URLSearchParams,
  deps: ApiDeps,
  goOn: () => void,
): Promise<Answer | null> {
  const heartbeat = heartbeatOf(path);
  if (heartbeat !== null) {
    const beat = deps.rota()['heartbeat.beat'];
    return answerBeat(request, knock, heartbeat, query, { ...deps, beat }, goOn);
  }
  const place = placeAt(path, knock.method);
  if (!place) return refusal(404, 'there is nothing at this address');
  const message = checkMessage(knock, place.method, true);
  if (message?.status === 405) {
    const methods = place.methods ?? [place.method];
    return refusal(405, `only ${methods.join(' and ')} ${methods.length > 1 ? 'are' : 'is'} answered here`, {
      Allow: methods.join(', '),
    });
  }
  if (message) return refusal(message.status, message.error);
  if (!place.open) {
    const { token, wrong } = presentedToken(knock, query);
    if (wrong || token === null || !deps.tokens.isEngineToken(token)) {
      deps.wrongTokens.count(path.startsWith('/api/') ? '/api/v1' : path);
      return UNAUTHORIZED;
    }
  }
  goOn();
  return place.answer({ deps, query, body: () => bodyOf(request) });
}

const oneIncident = (id: string): Place => ({
  method: 'GET',
  open: false,
  answer: ({ deps, query }) => {
    const unknown = onlyKnown(query, []);
    if (unknown) return refusal(400, unknown);
    const found = deps.queries.incident(id);
    if (!found) return NO_SUCH_INCIDENT;
    const { incident, facts, pages } = found;
    return json(200, { ...incidentJson(incident), facts: facts.map(factJson), pages: pages.map(pageJson) });
  },
});

const NO_SUCH_INCIDENT = refusal(404, 'there is no such incident');

const commandOn = (id: string, act: Parameters<typeof readCommand>[0]): Place => ({
  method: 'POST',
  open: false,
  answer: async ({ deps, query, body }) => {
    const unknown = onlyKnown(query, []);
    if (unknown) return refusal(400, unknown);
    const given = await body();
    if ('answer' in given) return given.answer;
    const read = readCommand(act, given.value, {
      me: deps.me,
      team: deps.queries.team(),
      now: deps.clock.now(),
    });
    if (!read.ok) return refusal(400, read.error);
    if (!deps.queries.incident(id)) return NO_SUCH_INCIDENT;
    const { refused } = await deps.gate.command([id], read.value.command, read.value.actor);
    const [no] = refused;
    const after = deps.queries.incident(id);
    if (no) return refusal(409, after?.incident.status === 'resolved' ? 'It is resolved already.' : no.why);
    return after ? json(200, incidentJson(after.incident)) : NO_SUCH_INCIDENT;
  },
});

/** A cursor that is none of ours is the caller's mistake. */
function listing(read: () => object): Answer {
  try {
    return json(200, read());
  } catch (error) {
    if (error instanceof RangeError) return refusal(400, '"cursor" is not one of ours');
    throw error;
  }
}

async function bodyOf(request: IncomingMessage): ReturnType<Call['body']> {
  const body = await readBody(request);
  if (!body.ok) return { answer: body.why === 'aborted' ? null : refusal(413, 'the body is too large') };
  if (body.bytes.length === 0) return { value: {} };
  const read = readJson(body.bytes);
  return read.ok ? { value: read.value } : { answer: refusal(400, read.error) };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
