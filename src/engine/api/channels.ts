import { SECOND } from '../../core/time/duration';
import { printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { onlyKnown } from './list-query';
import type { RotaCall } from './rota';

type Answering = (call: RotaCall) => Promise<Answer>;

/**
 * How whoever sits here is reached, and a test of one channel, over HTTP. Channels are set up on screen or in the
 * terminal: their secrets do not come this way.
 */
export function channelAnswer(method: string, path: string): Answering | null {
  const id = /^\/api\/v1\/channels\/([a-z0-9][a-z0-9._-]{0,59})\/test$/.exec(path)?.[1];
  const answer =
    id !== undefined && method === 'POST'
      ? test(id)
      : `${method} ${path}` === 'GET /api/v1/channels'
        ? list
        : null;
  if (!answer) return null;
  return async (call) => {
    const unknown = onlyKnown(call.query, []);
    if (unknown) return refusal(400, unknown);
    if (method === 'POST' && !isEmpty(call.value)) return refusal(400, 'the body must be empty, or {}');
    return answer(call);
  };
}

const list: Answering = async ({ rota }) => {
  const { channels, local, rules, problem } = await rota['channels.list']({});
  return json(200, {
    problem,
    local,
    channels: channels.map(({ id, type, title, problem: wrong, last, test: tested }) => ({
      id,
      type,
      title,
      problem: wrong,
      last: last && { state: last.state, at: printInstant(last.at), detail: last.detail },
      test: tested && { ...tested, took: tested.took / SECOND, at: printInstant(tested.at) },
    })),
    rules: rules.map(({ channel, after, urgency }) => ({ channel, after: after / SECOND, urgency })),
  });
};

function test(id: string): Answering {
  return async ({ rota }) => {
    const { channels } = await rota['channels.list']({});
    if (!channels.some((channel) => channel.id === id)) return refusal(404, 'there is no such channel');
    const tested = await rota['channels.test']({ id });
    // A script that sees nothing but the status must not take a refusal for an arrival.
    return json(tested.state === 'delivered' ? 200 : 502, {
      ...tested,
      took: tested.took / SECOND,
      at: printInstant(tested.at),
    });
  };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
