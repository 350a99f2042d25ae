import type { ChannelsView, ChannelTypeView, ChannelView } from '../../src/contract/channels/channel-views';
// What the engine tells of its types of channels, recorded once from `channels.list`.
import types from './channels-types.json';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LOCAL = [
  { id: 'popup', title: 'Pop-up' },
  { id: 'sound', title: 'Sound' },
  { id: 'notification', title: 'Notification' },
];

function channel(over: Partial<ChannelView> & Pick<ChannelView, 'id' | 'type' | 'title'>): ChannelView {
  return { values: {}, secrets: {}, problem: '', last: null, test: null, ...over };
}

/** Channels in every state: works, failed, lost its secret, never tested, changed, of no known type. */
function channels(now: number): ChannelView[] {
  const took = { took: 412, state: 'delivered', outdated: false } as const;
  const proves = 'The service took it; whether it reached you, only you can see.';
  return [
    channel({
      id: 'phone',
      type: 'ntfy',
      title: 'My phone',
      values: { server: 'https://ntfy.example.org', topic: 'ada-7f3k2m9q' },
      secrets: { password: 'set' },
      last: { state: 'delivered', at: now - 3 * HOUR, detail: 'taken by ntfy: message hwQ2YpKdmg' },
      test: {
        ...took,
        at: now - 2 * DAY,
        detail: 'taken by ntfy: message k3mZ',
        text: `Delivered in 0.4 s: taken by ntfy: message k3mZ. ${proves}`,
      },
    }),
    channel({
      id: 'call',
      type: 'twilio-voice',
      title: 'A call',
      values: { sid: 'AC0123456789abcdef0123456789abcdef', from: '+441632960000', to: '+441632960961' },
      secrets: { token: 'set' },
      test: {
        at: now - 40 * MINUTE,
        took: 870,
        state: 'refused',
        outdated: false,
        detail: 'Twilio answered HTTP 401: Authenticate; look at the account SID and the token',
        text: 'Refused after 0.9 s: Twilio answered HTTP 401: Authenticate; look at the account SID and the token.',
      },
    }),
    channel({
      id: 'mail',
      type: 'email',
      title: 'Work e-mail',
      secrets: { password: 'gone' },
      problem: 'Its Password is not in the keychain any more: enter it again, or no page goes out by it.',
      last: {
        state: 'failed',
        at: now - 8 * MINUTE,
        detail: 'its password is not in the keychain any more: enter it under “How you are reached”',
      },
    }),
    channel({ id: 'chat', type: 'mattermost', title: 'Direct message', secrets: { url: 'set' } }),
    channel({
      id: 'hook',
      type: 'webhook',
      title: 'Lamp in the hall, which turns red and blinks until somebody answers the page on any desktop',
      secrets: { secret: 'set', authorization: 'unset' },
      test: {
        ...took,
        at: now - 50 * DAY,
        outdated: true,
        detail: 'taken by the webhook: HTTP 204',
        text: 'Delivered in 0.1 s.',
      },
    }),
  ];
}

/** @param state `none`: nobody set up any; `many`: several; `broken`: the file was damaged; `newer`: of a newer Watchbill */
export function reach(state: 'none' | 'many' | 'broken' | 'newer', now: number): ChannelsView {
  const own = state === 'many';
  return {
    types: types as ChannelTypeView[],
    local: LOCAL,
    channels: own ? channels(now) : [],
    rules: [
      ...LOCAL.map(({ id }) => ({
        channel: id,
        after: 0,
        urgency: own && id === 'sound' ? ('high' as const) : ('any' as const),
      })),
      ...(own
        ? [
            { channel: 'phone', after: 2 * MINUTE, urgency: 'any' as const },
            { channel: 'call', after: 5 * MINUTE, urgency: 'high' as const },
            { channel: 'mail', after: 5 * MINUTE, urgency: 'high' as const },
          ]
        : []),
    ],
    usual: !own,
    quiet: { hours: own ? ['22:00 to 07:00', 'Sat, Sun 00:00 to 10:00'] : [], zone: 'Europe/London' },
    problem:
      state === 'broken'
        ? 'channels.json, with the channels you are reached by, was damaged. It is kept as channels.json.corrupt-2026-11-23T03-00-00-000Z. Your own channels are not known any more: set them up again. This desktop pages you.'
        : state === 'newer'
          ? 'channels.json was written by a newer Watchbill. It is let be: your own channels do not page until that one runs again, this desktop does.'
          : '',
    locked: state === 'newer',
  };
}
