import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelSetup, ChannelType } from '../channel-type';
import { ANSWERED, CA_FILE, checkFields, valueOf, valueOr } from '../fields';
import { cutBytes, plainLine, plainLines } from '../text';

/** 1 = min, 3 = default, 5 = max: https://docs.ntfy.sh/publish/#message-priority */
const PRIORITY = { critical: 5, error: 4, warning: 3, info: 2, none: 1 } as const;
/** Tags with these names become emojis: https://docs.ntfy.sh/publish/#tags-emojis */
const TAGS = {
  critical: ['rotating_light'],
  error: ['exclamation'],
  warning: ['warning'],
  info: [],
  none: [],
} as const;
/** Longer messages become attachments: https://docs.ntfy.sh/publish/#limitations. Bytes. */
const LONGEST = 4096;

const SERVER: ChannelField = {
  key: 'server',
  title: 'Server',
  hint: 'https://ntfy.sh, or the address of your own ntfy.',
  kind: 'url',
  needed: true,
  initial: 'https://ntfy.sh',
};

const FIELDS: readonly ChannelField[] = [
  SERVER,
  {
    key: 'topic',
    title: 'Topic',
    hint: 'As you subscribed to it in the app. On a public server whoever knows it can read along: make it long and random.',
    kind: 'text',
    needed: true,
  },
  {
    key: 'user',
    title: 'User',
    hint: 'Only for a login by user name and password; leave it empty for an access token.',
    kind: 'text',
    needed: false,
  },
  {
    key: 'password',
    title: 'Access token or password',
    hint: 'Only where the topic is protected. Tokens begin with tk_.',
    kind: 'secret',
    needed: false,
  },
  CA_FILE,
  ANSWERED,
];

const ANSWERS: ServiceAnswers = {
  service: 'ntfy',
  fields: FIELDS,
  took(reply) {
    const told = jsonOf(reply);
    return told?.['event'] === 'message' ? `message ${wordOf(told['id'])}` : null;
  },
  words: (reply) => wordOf(jsonOf(reply)?.['error']),
  advice: {
    400: 'look at the topic',
    401: 'it does not know this token, or this user and password',
    403: 'this login may not write to this topic; give it access, or use another topic',
    404: 'there is no ntfy at this address',
  },
};

/**
 * ntfy, hosted or self-hosted: a notification on phones. Published as JSON
 * (https://docs.ntfy.sh/publish/#publish-as-json), with a login as in https://docs.ntfy.sh/publish/#authentication.
 */
export const ntfy: ChannelType = {
  type: 'ntfy',
  title: 'ntfy',
  about: 'A notification on your phone by ntfy, from ntfy.sh or a server of your own. Needs a topic.',
  fields: FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // A visitor of a server with the usual limits gets 60 requests at once and then one every 5 seconds.
  limits: { perMinute: 12, longest: 3500 },
  check: (values) =>
    checkFields(FIELDS, values, {
      topic: (topic) =>
        /^[-_A-Za-z0-9]{1,64}$/.test(topic)
          ? null
          : 'a topic has up to 64 letters, digits, dashes and underscores; it is not an address',
      user: (user) =>
        user.includes(':')
          ? 'a user name has no colon'
          : valueOf(values, 'password') === ''
            ? 'a user needs a password'
            : null,
    }),
  send: (message, setup, deps) =>
    askService(
      {
        method: 'POST',
        // As JSON it goes to the root; the topic stands in the body.
        url: valueOr(setup.values, SERVER).replace(/\/+$/, ''),
        authorization: login(setup),
        body: JSON.stringify(publication(message, setup)),
      },
      ANSWERS,
      setup,
      deps,
    ),
};

function publication(message: ChannelMessage, setup: ChannelSetup) {
  const tags = message.kind === 'answered' ? ['white_check_mark'] : TAGS[message.severity];
  return {
    topic: valueOf(setup.values, 'topic'),
    title: plainLine(message.title, 250),
    message: cutBytes(plainLines(message.body, LONGEST), LONGEST),
    priority: message.kind === 'answered' ? PRIORITY.info : PRIORITY[message.severity],
    tags,
  };
}

function login({ values }: ChannelSetup): string | null {
  const password = valueOf(values, 'password');
  const user = valueOf(values, 'user');
  if (password === '') return null;
  return user === ''
    ? `Bearer ${password}`
    : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
