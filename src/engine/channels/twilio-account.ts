import { askService, jsonOf, type ServiceAnswers, wordOf } from './ask-service';
import type { ChannelDeps, ChannelField, ChannelReport, ChannelSetup } from './channel-type';
import { checkFields, valueOf, valueOr } from './fields';

const SERVER: ChannelField = {
  key: 'server',
  title: 'Server',
  hint: 'Leave it as it is, unless your account is in another region.',
  kind: 'url',
  needed: true,
  initial: 'https://api.twilio.com',
};

/** What the two channels by Twilio ask for. */
export const TWILIO_FIELDS: readonly ChannelField[] = [
  {
    key: 'account',
    title: 'Account SID',
    hint: 'On the first page of Twilio’s console; it begins with AC.',
    kind: 'text',
    needed: true,
  },
  {
    key: 'keySid',
    title: 'API key SID',
    hint: 'Begins with SK. Leave it empty to use the account’s own auth token.',
    kind: 'text',
    needed: false,
  },
  {
    key: 'secret',
    title: 'API key secret or auth token',
    hint: 'An API key of its own can be taken back without breaking anything else.',
    kind: 'secret',
    needed: true,
  },
  {
    key: 'from',
    title: 'From',
    hint: 'Your Twilio number, like +14155550100.',
    kind: 'text',
    needed: true,
  },
  { key: 'to', title: 'To', hint: 'Your number, like +447700900123.', kind: 'text', needed: true },
  SERVER,
];

const ANSWERS: ServiceAnswers = {
  service: 'Twilio',
  fields: TWILIO_FIELDS,
  took(reply) {
    const told = jsonOf(reply);
    const sid = wordOf(told?.['sid']);
    return sid === '' ? null : `${wordOf(told?.['status']) || 'accepted'}, ${sid}`;
  },
  words(reply) {
    const told = jsonOf(reply);
    const code = wordOf(told?.['code']);
    return `${wordOf(told?.['message'])}${code === '' ? '' : ` (error ${code} of twilio.com/docs/api/errors)`}`.trim();
  },
  advice: {
    400: 'look at the two numbers',
    401: 'look at the account SID and its secret',
    403: 'the account may not do this; look at its console',
    404: 'look at the account SID',
  },
};

/** What is wrong with what was typed for Twilio, by field. */
export function checkTwilio(
  values: Readonly<Record<string, string>>,
  from: (value: string) => string | null,
): Readonly<Record<string, string>> {
  return checkFields(TWILIO_FIELDS, values, {
    account: (sid) =>
      /^AC[0-9a-fA-F]{32}$/.test(sid) ? null : 'an account SID is AC and 32 digits and letters a to f',
    keySid: (sid) =>
      /^SK[0-9a-fA-F]{32}$/.test(sid) ? null : 'an API key SID is SK and 32 digits and letters a to f',
    from,
    to: numberProblem,
  });
}

/** E.164: https://www.twilio.com/docs/glossary/what-e164 */
export function numberProblem(value: string): string | null {
  return /^\+[1-9]\d{6,14}$/.test(value)
    ? null
    : 'a number begins with + and its country, without spaces, like +447700900123';
}

/**
 * Posts a form to one of an account's lists (https://www.twilio.com/docs/usage/requests-to-twilio): form-encoded, basic
 * authentication, 201 with the new resource.
 * @param list `Messages` or `Calls`
 */
export function postToTwilio(
  list: string,
  form: Readonly<Record<string, string>>,
  setup: ChannelSetup,
  deps: ChannelDeps,
): Promise<ChannelReport> {
  const { values } = setup;
  const account = valueOf(values, 'account');
  const user = valueOf(values, 'keySid') || account;
  const server = valueOr(values, SERVER).replace(/\/+$/, '');
  return askService(
    {
      method: 'POST',
      url: `${server}/2010-04-01/Accounts/${encodeURIComponent(account)}/${list}.json`,
      authorization: `Basic ${Buffer.from(`${user}:${valueOf(values, 'secret')}`).toString('base64')}`,
      body: new URLSearchParams({ ...form, To: valueOf(values, 'to') }).toString(),
      contentType: 'application/x-www-form-urlencoded',
    },
    ANSWERS,
    setup,
    deps,
  );
}
