import type { IncomingMessage } from 'node:http';
import type { EngineHandlers } from '../../contract/bridge';
import { type Answer, json, NOT_STORED, refusal, UNAUTHORIZED } from '../ingest/answer';
import { checkMessage, type Knock, presentedToken } from '../ingest/door';
import { readBody } from '../ingest/read-body';
import type { WrongTokens } from '../ingest/wrong-tokens';
import type { Tokens } from '../ports';

export type BeatDeps = {
  readonly beat: EngineHandlers['heartbeat.beat'];
  readonly tokens: Tokens;
  readonly wrongTokens: WrongTokens;
};

const ROUTE = '/api/v1/heartbeats/';

/** The heartbeat that a path names; null for another path. */
export function heartbeatOf(path: string): string | null {
  if (!path.startsWith(ROUTE) || path.length === ROUTE.length || path.includes('/', ROUTE.length))
    return null;
  try {
    return decodeURIComponent(path.slice(ROUTE.length)).slice(0, 300);
  } catch {
    return null;
  }
}

/**
 * A job calls: `POST /api/v1/heartbeats/<id>`, with the token of any sender or the engine's own. The body is let be, so
 * it may say anything as JSON, or nothing. Answered when it is on the disk; 503 where it could not be kept.
 * @returns null when the caller went away
 */
export async function answerBeat(
  request: IncomingMessage,
  knock: Knock,
  id: string,
  query: URLSearchParams,
  deps: BeatDeps,
  goOn: () => void,
): Promise<Answer | null> {
  const message = checkMessage(knock, 'POST', true);
  if (message)
    return refusal(message.status, message.error, message.status === 405 ? { Allow: 'POST' } : undefined);
  const { token, wrong } = presentedToken(knock, query);
  if (wrong || token === null || deps.tokens.senderOf(token) === null) {
    deps.wrongTokens.count('/api/v1/heartbeats');
    return UNAUTHORIZED;
  }
  goOn();
  const body = await readBody(request);
  if (!body.ok) return body.why === 'aborted' ? null : refusal(413, 'the body is too large');
  try {
    const { heard, known } = await deps.beat({ id });
    if (heard) return json(200, { heard: id });
    const names =
      known.length === 0 ? 'the team file names none' : `there are ${known.slice(0, 50).join(', ')}`;
    return refusal(404, `there is no heartbeat "${id.slice(0, 60)}"; ${names}`);
  } catch {
    return NOT_STORED;
  }
}
