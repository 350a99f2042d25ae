import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { ANSWERED, addressProblem, CA_FILE, checkFields, valueOf } from '../fields';
import { cut, plainLine, plainLines } from '../text';

/** A longer text is split into several posts: https://developers.mattermost.com/integrate/webhooks/incoming/. Characters. */
const LONGEST = 4000;

const FIELDS: readonly ChannelField[] = [
  {
    key: 'url',
    title: 'Webhook address',
    hint: 'Of an incoming webhook: https://chat.example.com/hooks/… Whoever has it can post there.',
    kind: 'secret',
    needed: true,
  },
  CA_FILE,
  ANSWERED,
];

const NEW_ONE = 'make a new incoming webhook and enter its address';

const ANSWERS: ServiceAnswers = {
  service: 'Mattermost',
  fields: FIELDS,
  took: (reply) => (reply.text.trim() === 'ok' ? 'ok' : null),
  words: (reply) => wordOf(jsonOf(reply)?.['message']),
  advice: {
    400: `the webhook may be gone; ${NEW_ONE}`,
    401: NEW_ONE,
    403: `the webhook may not post there; ${NEW_ONE}`,
    404: `the webhook or its channel is gone; ${NEW_ONE}`,
    501: 'incoming webhooks are turned off on this server; an administrator turns them on',
  },
};

/**
 * Mattermost, by an incoming webhook (https://developers.mattermost.com/integrate/webhooks/incoming/). `text` is
 * Markdown there: what comes from outside is escaped, and an `@` in it mentions nobody.
 */
export const mattermost: ChannelType = {
  type: 'mattermost',
  title: 'Mattermost',
  about: 'A message in a Mattermost channel. Needs an incoming webhook.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 60, longest: 2500 },
  check: (values) => checkFields(FIELDS, values, { url: addressProblem }),
  send: (message, setup, deps) =>
    askService(
      {
        method: 'POST',
        url: valueOf(setup.values, 'url'),
        authorization: null,
        body: JSON.stringify({ text: textOf(message) }),
      },
      ANSWERS,
      setup,
      deps,
    ),
};

function textOf(message: ChannelMessage): string {
  const title = `**${escaped(plainLine(message.title, 300)) || '(no title)'}**`;
  const body = escaped(plainLines(message.body, LONGEST)).replaceAll('\n', '  \n');
  return cut(body === '' ? title : `${title}\n\n${body}`, LONGEST);
}

/** Markdown's own signs get a backslash; a mention is broken by a space of no width behind its sign. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!>~|]/g, '\\$&').replaceAll('@', '@\u200b');
}
