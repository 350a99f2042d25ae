import type { IncomingMessage } from 'node:http';
import type { Gate, Log, Tokens } from '../ports';
import type { Presented } from './door';
import type { Format } from './format';
import { readBody } from './read-body';
import { redact } from './redact';

/**
 * Keeps what a sender of ours sent as something else than JSON: it wanted to page, and only a person can set it right
 * (reliability D14). Whoever has no token in header or address is told no more than that the type is wrong, and
 * nothing of it is kept: a web page can send such requests too.
 * @param why what is wrong, as it is answered
 * @throws NotStored
 */
export async function keepWrongType(
  format: Format,
  request: IncomingMessage,
  presented: Presented,
  why: string,
  deps: { readonly gate: Gate; readonly tokens: Tokens; readonly log: Log; readonly goOn: () => void },
): Promise<void> {
  const source = presented.wrong || presented.token === null ? null : deps.tokens.senderOf(presented.token);
  if (source === null) return;
  deps.goOn();
  const body = await readBody(request);
  if (!body.ok && body.why === 'aborted') return;
  deps.log.warn('a payload could not be read', { source, format: format.id, reason: why });
  await deps.gate.quarantine({
    source,
    format: format.id,
    reason: why,
    body: redact(body.ok ? body.bytes : body.head, [presented.token ?? '']),
  });
}
