import { SECOND } from '../../../core/time/duration';
import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { ANSWERED, CA_FILE, checkFields, valueOf, valueOr } from '../fields';
import { cut, plainLine, plainLines } from '../text';

/** https://core.telegram.org/bots/api#sendmessage. Characters. */
const LONGEST = 4096;

const SERVER: ChannelField = {
  key: 'server',
  title: 'Server',
  hint: 'Leave it as it is, unless you run a Bot API server of your own.',
  kind: 'url',
  needed: true,
  initial: 'https://api.telegram.org',
};

const FIELDS: readonly ChannelField[] = [
  {
    key: 'token',
    title: 'Bot token',
    hint: 'From @BotFather, like 123456:ABC-DEF. Write to the bot once: it may not write to you first.',
    kind: 'secret',
    needed: true,
  },
  {
    key: 'chat',
    title: 'Chat',
    hint: 'The id of your chat with the bot or of a group (a number, of a group with a minus), or @name of a channel.',
    kind: 'text',
    needed: true,
  },
  SERVER,
  CA_FILE,
  ANSWERED,
];

const ANSWERS: ServiceAnswers = {
  service: 'Telegram',
  fields: FIELDS,
  took(reply) {
    const told = jsonOf(reply);
    if (told?.['ok'] !== true) return null;
    const result = told['result'] as Readonly<Record<string, unknown>> | undefined;
    return `message ${wordOf(result?.['message_id'])}`;
  },
  words: (reply) => wordOf(jsonOf(reply)?.['description']),
  advice: {
    400: 'look at the id of the chat, and write to the bot once',
    401: 'it does not know this bot token; ask @BotFather for it',
    403: 'the bot may not write there; write to it once, or add it to the group',
    404: 'it does not know this bot token; ask @BotFather for it',
  },
  // https://core.telegram.org/bots/api#responseparameters
  wait(reply) {
    const parameters = jsonOf(reply)?.['parameters'] as Readonly<Record<string, unknown>> | undefined;
    const seconds = parameters?.['retry_after'];
    return typeof seconds === 'number' ? seconds * SECOND : null;
  },
};

/**
 * A Telegram bot: `sendMessage` of https://core.telegram.org/bots/api#sendmessage, without `parse_mode`, so that nothing
 * in an alert is markup.
 */
export const telegram: ChannelType = {
  type: 'telegram',
  title: 'Telegram',
  about: 'A message from a Telegram bot, to you or a group. Needs a bot.',
  fields: FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // Of a group: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
  limits: { perMinute: 20, longest: 3500 },
  check: (values) =>
    checkFields(FIELDS, values, {
      token: (token) =>
        /^\d{1,20}:[A-Za-z0-9_-]{20,100}$/.test(token)
          ? null
          : 'a bot token looks like 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11',
      chat: (chat) =>
        /^(-?\d{1,20}|@[A-Za-z0-9_]{4,64})$/.test(chat)
          ? null
          : 'a chat is a number, of a group with a minus, or @name of a channel',
    }),
  send: (message, setup, deps) =>
    askService(
      {
        method: 'POST',
        url: `${valueOr(setup.values, SERVER).replace(/\/+$/, '')}/bot${valueOf(setup.values, 'token')}/sendMessage`,
        authorization: null,
        body: JSON.stringify({
          chat_id: valueOf(setup.values, 'chat'),
          text: textOf(message),
          disable_notification: message.kind === 'answered',
          link_preview_options: { is_disabled: true },
        }),
      },
      ANSWERS,
      setup,
      deps,
    ),
};

function textOf(message: ChannelMessage): string {
  const title = plainLine(message.title, 300) || '(no title)';
  return cut(`${title}\n${plainLines(message.body, LONGEST)}`.trim(), LONGEST);
}
