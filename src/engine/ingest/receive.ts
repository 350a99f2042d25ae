import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Alert, oneLine } from '../../core/alert/alert';
import { makeLabels } from '../../core/alert/labels';
import { type SourceId, WATCHBILL_SOURCE } from '../../core/kernel/ids';
import type { Clock, Gate, Log, Tokens } from '../ports';
import { type Answer, json, refusal, UNAUTHORIZED } from './answer';
import type { Presented } from './door';
import type { Format } from './format';
import { MAX_BODY, readBody } from './read-body';
import { checkDepth, readDeepJson, readJson } from './read-json';
import { redact } from './redact';
import type { WrongTokens } from './wrong-tokens';

export type Receiving = {
  readonly gate: Gate;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly wrongTokens: WrongTokens;
  /** Tells a sender that waits for `100 Continue` to send its body. */
  readonly goOn: () => void;
};

/**
 * Takes one request of a sender, after the door let it in: whose is it, what does it say, is it stored. Answers 2xx
 * only when all of it is durable; what nobody can read is kept as a dead letter first (reliability P1, D6, D8).
 * @returns null when the sender went away.
 * @throws NotStored
 */
export async function receive(
  format: Format,
  request: IncomingMessage,
  presented: Presented,
  deps: Receiving,
): Promise<Answer | null> {
  const unauthorized = () => {
    deps.wrongTokens.count(format.route);
    return UNAUTHORIZED;
  };
  let source: SourceId | null = null;
  if (presented.wrong) return unauthorized();
  if (presented.token !== null) source = deps.tokens.senderOf(presented.token);
  if (source === null && (presented.token !== null || !format.tokenIn)) return unauthorized();

  deps.goOn();
  const body = await readBody(request);
  if (!body.ok && body.why === 'aborted') return null;
  const bytes = body.ok ? body.bytes : body.head;
  const parsed = body.ok ? (format.skim ? readDeepJson(bytes) : readJson(bytes)) : null;

  // The token may stand in the body itself (PagerDuty's routing key), even in one that is broken or too long.
  const inside =
    source !== null
      ? null
      : parsed?.ok
        ? format.tokenIn?.(parsed.value)
        : format.tokenInText?.(bytes.toString('latin1'));
  if (source === null) source = deps.tokens.senderOf(inside ?? '');
  if (source === null) return unauthorized();

  const sender = source;
  const setAside = (reason: string) =>
    deps.gate.quarantine({
      source: sender,
      format: format.id,
      reason,
      body: redact(bytes, [presented.token ?? '', inside ?? '']),
    });
  const unreadable = async (status: 400 | 413, reasons: readonly string[], kept: string) => {
    deps.log.warn('a payload could not be read', { source: sender, format: format.id, reason: kept });
    await setAside(kept);
    return format.refuse ? json(status, format.refuse(reasons)) : refusal(status, reasons.join('; '));
  };

  if (parsed === null) {
    await deps.gate.accept([{ kind: 'alertSent', alert: tooLargeAlert(sender, format) }]);
    return unreadable(
      413,
      [`the body is larger than ${LIMIT}`],
      `a payload from ${sender} was too large to read (over ${LIMIT})`,
    );
  }
  if (!parsed.ok) return unreadable(400, [parsed.error], parsed.error);
  const at = deps.clock.now();
  const gist = format.skim?.(parsed.value, sender) ?? null;
  if (gist && format.taken) {
    if (gist.rank.length > 0)
      await deps.gate.acceptBody({ at, source: sender, format: format.id, body: bytes, gist, inputs: null });
    return format.taken;
  }
  const tooDeep = format.skim ? checkDepth(bytes) : null;
  if (tooDeep !== null) return unreadable(400, [tooDeep], tooDeep);
  const reading = format.read(parsed.value, {
    source: sender,
    receivedAt: at,
    newKey: randomUUID,
  });
  if (!reading.ok) return unreadable(400, [reading.error], reading.error);

  const { inputs, refused, answer } = reading.value;
  if (inputs.length > 0) await deps.gate.accept(inputs);
  if (refused.length > 0) return unreadable(400, firstOf(refused), firstOf(refused).join('; '));
  return json(answer.status, answer.body);
}

const LIMIT = `${MAX_BODY / 1024} KB`;

/** Somebody may have wanted to page and could not: that is an incident of its own (reliability D6). */
function tooLargeAlert(source: SourceId, format: Format): Alert {
  return {
    source: WATCHBILL_SOURCE,
    dedupKey: `too-large:${source}`,
    event: 'firing',
    title: oneLine(`A payload from ${source} was too large to read`),
    description: `It was larger than ${LIMIT} and is not known to us; its beginning is kept among the payloads that could not be read. Make the sender send fewer alerts at a time.`,
    severity: 'warning',
    labels: makeLabels([
      ['sender', source],
      ['format', format.id],
    ]),
    annotations: [],
    links: [],
    runbook: '',
    startsAt: null,
    expiresAt: null,
    suppression: null,
  };
}

/** The first ten, and how many more. */
function firstOf(reasons: readonly string[]): readonly string[] {
  return reasons.length <= 10 ? reasons : [...reasons.slice(0, 10), `and ${reasons.length - 10} more`];
}
