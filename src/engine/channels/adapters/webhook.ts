import { createHmac } from 'node:crypto';
import { SECOND } from '../../../core/time/duration';
import { askService, type ServiceAnswers } from '../ask-service';
import type { ChannelField, ChannelType } from '../channel-type';
import { ANSWERED, CA_FILE, checkFields, valueOf } from '../fields';
import { messageJson } from '../message-json';

const FIELDS: readonly ChannelField[] = [
  {
    key: 'url',
    title: 'Address',
    hint: 'Where the message is posted to.',
    kind: 'url',
    needed: true,
  },
  {
    key: 'secret',
    title: 'Signing secret',
    hint: 'whsec_ and 24 to 64 random bytes in base64, for example whsec_ and what “openssl rand -base64 32” prints.',
    kind: 'secret',
    needed: true,
  },
  {
    key: 'authorization',
    title: 'Authorization',
    hint: 'Only where the receiver wants one: the whole header, for example Bearer abc.',
    kind: 'secret',
    needed: false,
  },
  CA_FILE,
  ANSWERED,
];

const ANSWERS: ServiceAnswers = {
  service: 'the webhook',
  fields: FIELDS,
  // "A webhook delivery is considered successful if it was responded to with a 2xx status code".
  took: (reply) => `HTTP ${reply.status}`,
  words: (reply) => (reply.text.trimStart().startsWith('<') ? '' : reply.text),
  advice: {
    401: 'does it have the same signing secret, and a clock that is right?',
    403: 'does it have the same signing secret, and a clock that is right?',
    404: 'look at the address',
    410: 'it wants nothing any more; take this channel away, or enter another address',
  },
};

/**
 * Any program that listens: the message as JSON, signed as Standard Webhooks says
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Signature scheme"):
 * HMAC-SHA256 over `id.timestamp.body`, in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.
 * The id is the message's key: a receiver that knows it already has the message.
 */
export const webhook: ChannelType = {
  type: 'webhook',
  title: 'Webhook',
  about: 'Signed JSON to an address of your own. Needs a program that listens there.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 120, longest: 8000 },
  check: (values) =>
    checkFields(FIELDS, values, {
      secret: (secret) =>
        keyOf(secret) === null ? 'a signing secret is whsec_ and 24 to 64 random bytes in base64' : null,
    }),
  async send(message, setup, deps) {
    const key = keyOf(valueOf(setup.values, 'secret'));
    if (key === null)
      return { state: 'refused', detail: 'the signing secret is not whsec_ and 24 to 64 bytes in base64' };
    const now = deps.clock.now();
    const body = messageJson(message, now);
    // A full stop in the id would make the signed text ambiguous.
    const id = `msg_${message.key.replace(/[^A-Za-z0-9_-]/g, '-')}`;
    const timestamp = String(Math.floor(now / SECOND));
    return askService(
      {
        method: 'POST',
        url: valueOf(setup.values, 'url'),
        authorization: valueOf(setup.values, 'authorization') || null,
        body,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
        },
      },
      ANSWERS,
      setup,
      deps,
    );
  },
};

/** The bytes of a signing secret; null where it is none. Strictly base64: receivers would not read what is nearly that. */
function keyOf(secret: string): Buffer | null {
  const base64 = secret.replace(/^whsec_/, '');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 && bytes.length >= 24 && bytes.length <= 64 ? bytes : null;
}
