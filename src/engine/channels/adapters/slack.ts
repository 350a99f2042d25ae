import { askService, type ServiceAnswers } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { ANSWERED, addressProblem, checkFields, valueOf } from '../fields';
import { cut, plainLine, plainLines } from '../text';

/** https://docs.slack.dev/reference/block-kit/blocks/header-block and .../section-block. Characters. */
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3000;

const FIELDS: readonly ChannelField[] = [
  {
    key: 'url',
    title: 'Webhook address',
    hint: 'Of an app with an incoming webhook: https://hooks.slack.com/services/… Whoever has it can post there.',
    kind: 'secret',
    needed: true,
  },
  ANSWERED,
];

const NEW_ONE = 'make a new incoming webhook and enter its address';

const ANSWERS: ServiceAnswers = {
  service: 'Slack',
  fields: FIELDS,
  took: (reply) => (reply.text.trim() === 'ok' ? 'ok' : null),
  words: (reply) => (reply.text.trimStart().startsWith('<') ? '' : reply.text),
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, "Handling errors"
  advice: {
    401: NEW_ONE,
    403: `the app may not post there any more; ${NEW_ONE}`,
    404: `the webhook was taken away; ${NEW_ONE}`,
    410: `its channel was archived; ${NEW_ONE}`,
  },
};

/**
 * Slack, by an incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks): blocks, and
 * `text` for notifications. Nothing from outside is markup: `plain_text` only, and `&`, `<`, `>` escaped
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping), so that nobody is mentioned by an alert.
 */
export const slack: ChannelType = {
  type: 'slack',
  title: 'Slack',
  about: 'A message in a Slack channel. Needs an incoming webhook.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  // "1 per second", short bursts allowed: https://docs.slack.dev/apis/web-api/rate-limits
  limits: { perMinute: 60, longest: 2500 },
  check: (values) => checkFields(FIELDS, values, { url: addressProblem }),
  send: (message, setup, deps) =>
    askService(
      {
        method: 'POST',
        url: valueOf(setup.values, 'url'),
        authorization: null,
        body: JSON.stringify(postOf(message)),
      },
      ANSWERS,
      setup,
      deps,
    ),
};

function postOf(message: ChannelMessage) {
  const title = escaped(plainLine(message.title, LONGEST_HEADER), LONGEST_HEADER);
  const body = escaped(plainLines(message.body, LONGEST_SECTION), LONGEST_SECTION);
  const header = { type: 'header', text: { type: 'plain_text', text: title || '(no title)', emoji: false } };
  const section = { type: 'section', text: { type: 'plain_text', text: body, emoji: false } };
  return {
    text: escaped(`${plainLine(message.title, 300)}: ${plainLine(message.body, 500)}`, LONGEST_SECTION),
    blocks: body === '' ? [header] : [header, section],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Escaped, and still within the limit: an entity is never cut in half. */
function escaped(text: string, max: number): string {
  const escape = (plain: string) =>
    plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  let plain = text;
  while (escape(plain).length > max)
    plain = cut(plain, Math.max(1, plain.length - Math.ceil((escape(plain).length - max) / 5)));
  return escape(plain);
}
