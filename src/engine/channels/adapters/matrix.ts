import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { ANSWERED, CA_FILE, checkFields, valueOf } from '../fields';
import { cutBytes, plainLine, plainLines } from '../text';

/** An event may have 65,536 bytes with all that stands around it: https://spec.matrix.org/latest/client-server-api/#size-limits */
const LONGEST = 16_000;

const FIELDS: readonly ChannelField[] = [
  {
    key: 'server',
    title: 'Homeserver',
    hint: 'The address of its client API, for example https://matrix.example.com.',
    kind: 'url',
    needed: true,
  },
  {
    key: 'token',
    title: 'Access token',
    hint: 'Of an account that is in the room, best one only for this.',
    kind: 'secret',
    needed: true,
  },
  {
    key: 'room',
    title: 'Room id',
    hint: 'In the room’s advanced settings, like !abc123:example.com. The room must not be encrypted.',
    kind: 'text',
    needed: true,
  },
  CA_FILE,
  ANSWERED,
];

const ANSWERS: ServiceAnswers = {
  service: 'Matrix',
  fields: FIELDS,
  took(reply) {
    const event = wordOf(jsonOf(reply)?.['event_id']);
    return event === '' ? null : `event ${event}`;
  },
  words(reply) {
    const told = jsonOf(reply);
    return [wordOf(told?.['errcode']), wordOf(told?.['error'])].filter((word) => word !== '').join(' ');
  },
  advice: {
    401: 'it does not know this access token; sign in anew and enter the new one',
    403: 'the account may not write there; invite it to the room and let it join',
    404: 'look at the address of the homeserver and the id of the room',
  },
  // https://spec.matrix.org/latest/client-server-api/#rate-limiting
  wait(reply) {
    const wait = jsonOf(reply)?.['retry_after_ms'];
    return typeof wait === 'number' ? wait : null;
  },
};

/**
 * A room of Matrix:
 * https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid. The transaction id
 * is the message's key, so that a message that is tried again is one event. `m.text`, not `m.notice`: clients notify.
 */
export const matrix: ChannelType = {
  type: 'matrix',
  title: 'Matrix',
  about: 'A message in a Matrix room. Needs an account that is in the room.',
  fields: FIELDS,
  can: { wakes: true, confirms: 'accepted' },
  // Synapse lets ten through at once and then one every five seconds.
  limits: { perMinute: 12, longest: 3500 },
  check: (values) =>
    checkFields(FIELDS, values, {
      room: (room) =>
        room.startsWith('#')
          ? 'that is an address of the room; its id begins with ! and stands in the advanced settings'
          : /^!\S{1,254}$/.test(room)
            ? null
            : 'the id of a room looks like !abc123:example.com',
    }),
  send: (message, setup, deps) => {
    const { values } = setup;
    const room = encodeURIComponent(valueOf(values, 'room'));
    const path = `/_matrix/client/v3/rooms/${room}/send/m.room.message/${encodeURIComponent(message.key)}`;
    return askService(
      {
        method: 'PUT',
        url: `${valueOf(values, 'server').replace(/\/+$/, '')}${path}`,
        authorization: `Bearer ${valueOf(values, 'token')}`,
        body: JSON.stringify({ msgtype: 'm.text', body: textOf(message), 'm.mentions': {} }),
      },
      ANSWERS,
      setup,
      deps,
    );
  },
};

function textOf(message: ChannelMessage): string {
  const title = plainLine(message.title, 300) || '(no title)';
  return cutBytes(`${title}\n${plainLines(message.body, LONGEST)}`.trim(), LONGEST);
}
