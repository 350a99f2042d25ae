import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { checkFields, valueOf, valueOr } from '../fields';
import { cutBytes, plainLine, plainLines } from '../text';

/** https://pushover.net/api#limits. Characters; bytes are fewer or the same. */
const LONGEST_TITLE = 250;
const LONGEST_MESSAGE = 1024;
/** Watchbill pages again after five minutes: until then the phone repeats. Seconds. https://pushover.net/api#priority */
const RETRY = 60;
const EXPIRE = 300;
/** A test rings twice at the most. */
const TEST_RETRY = 30;
const TEST_EXPIRE = 30;

const SERVER: ChannelField = {
  key: 'server',
  title: 'Server',
  hint: 'Leave it as it is.',
  kind: 'url',
  needed: true,
  initial: 'https://api.pushover.net',
};
const EMERGENCY: ChannelField = {
  key: 'emergency',
  title: 'Critical as emergency',
  hint: 'What is critical rings every minute, for five minutes, until you confirm it in the app.',
  kind: 'yes-no',
  needed: false,
  initial: 'yes',
};

const FIELDS: readonly ChannelField[] = [
  {
    key: 'token',
    title: 'Application token',
    hint: 'Of an application that you registered with Pushover, 30 letters and digits.',
    kind: 'secret',
    needed: true,
  },
  {
    key: 'user',
    title: 'User key',
    hint: 'Yours or a group’s, on the dashboard of Pushover, 30 letters and digits.',
    kind: 'secret',
    needed: true,
  },
  { key: 'device', title: 'Device', hint: 'Leave it empty for all of them.', kind: 'text', needed: false },
  EMERGENCY,
  SERVER,
];

const ANSWERS: ServiceAnswers = {
  service: 'Pushover',
  fields: FIELDS,
  took(reply) {
    const told = jsonOf(reply);
    return told?.['status'] === 1 ? `request ${wordOf(told['request'])}` : null;
  },
  words(reply) {
    const errors = jsonOf(reply)?.['errors'];
    return Array.isArray(errors) ? errors.map(wordOf).join(', ') : '';
  },
  advice: {
    400: 'look at the application token and the user key',
    401: 'look at the application token and the user key',
    403: 'look at the application token and the user key',
    404: 'look at the address of the server',
  },
};

/**
 * Pushover: a notification on phones that can break through silence (https://pushover.net/api). Critical pages are of
 * priority 2, which repeats and needs `retry` and `expire`.
 */
export const pushover: ChannelType = {
  type: 'pushover',
  title: 'Pushover',
  about:
    'A notification on your phone by Pushover, which rings until you confirm it. Needs an account and an application.',
  fields: FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // No limit but two requests at a time; 10,000 messages a month.
  limits: { perMinute: 20, longest: 900 },
  check: (values) => {
    const key = (value: string) =>
      /^[A-Za-z0-9]{30}$/.test(value) ? null : 'that has 30 letters and digits at Pushover';
    return checkFields(FIELDS, values, {
      token: key,
      user: key,
      device: (device) =>
        /^[A-Za-z0-9_-]{1,25}$/.test(device)
          ? null
          : 'the name of a device has up to 25 letters, digits, dashes and underscores',
    });
  },
  send: (message, setup, deps) => {
    const { values } = setup;
    const device = valueOf(values, 'device');
    const form = new URLSearchParams({
      token: valueOf(values, 'token'),
      user: valueOf(values, 'user'),
      title: plainLine(message.title, LONGEST_TITLE),
      message: cutBytes(plainLines(message.body, LONGEST_MESSAGE), LONGEST_MESSAGE) || '(no text)',
      ...(device !== '' && { device }),
      ...urgencyOf(message, valueOr(values, EMERGENCY) === 'yes'),
    });
    return askService(
      {
        method: 'POST',
        url: `${valueOr(values, SERVER).replace(/\/+$/, '')}/1/messages.json`,
        authorization: null,
        body: form.toString(),
        contentType: 'application/x-www-form-urlencoded',
      },
      ANSWERS,
      setup,
      deps,
    );
  },
};

function urgencyOf(message: ChannelMessage, emergency: boolean): Record<string, string> {
  switch (message.severity) {
    case 'critical':
      return emergency
        ? {
            priority: '2',
            retry: String(message.kind === 'test' ? TEST_RETRY : RETRY),
            expire: String(message.kind === 'test' ? TEST_EXPIRE : EXPIRE),
          }
        : { priority: '1' };
    case 'error':
      return { priority: '1' };
    case 'warning':
      return { priority: '0' };
    default:
      return { priority: '-1' };
  }
}
