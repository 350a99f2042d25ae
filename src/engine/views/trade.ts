import type { TradeView } from '../../contract/rota/trade-views';
import type { PersonId } from '../../core/kernel/ids';
import { latestEnd } from '../../core/team-log/pieces';
import type { Trade } from '../../core/team-log/trade';
import { expiresAt, tradeStatus } from '../../core/team-log/trade-status';
import type { Instant } from '../../core/time/instant';
import { hoursText, type TradeWordsFor } from './trade-words';

/** A trade for the screen of whoever `names.me` is. */
export function tradeViewOf(trade: Trade, words: TradeWordsFor): TradeView {
  const { names, now } = words;
  const status = tradeStatus(trade, now);
  return {
    id: trade.id,
    from: names.person(trade.from),
    to: trade.to === null ? null : names.person(trade.to),
    give: [...trade.give],
    want: [...trade.want],
    left: [...trade.left],
    note: trade.note,
    offeredAt: trade.offeredAt,
    expiresAt: expiresAt(trade),
    status,
    takenBy: takers(trade).map((id) => names.person(id)),
    title: titleOf(trade, words),
    text: textOf(trade, status, words),
    ...mayOf(trade, names.me, now),
  };
}

/** What somebody may do about a trade at an instant. */
export function mayOf(
  trade: Trade,
  me: PersonId,
  now: Instant,
): Pick<TradeView, 'mayAccept' | 'mayDecline' | 'mayWithdraw' | 'mayUndo'> {
  const status = tradeStatus(trade, now);
  const isOpen = status === 'open' || status === 'partly';
  const isAsked = isOpen && trade.from !== me && (trade.to === null || trade.to === me);
  const hasDeclined = trade.declinedBy.includes(me);
  return {
    mayAccept: isAsked && !hasDeclined,
    mayDecline: isAsked && !hasDeclined,
    mayWithdraw: isOpen && trade.from === me,
    mayUndo: whyNotUndo(trade, me, now) === '',
  };
}

/** Why somebody cannot undo a trade, one sentence; '' where they can. */
export function whyNotUndo(trade: Trade, me: PersonId, now: Instant): string {
  if (trade.status === 'undone') return 'It is undone already.';
  if (trade.takings.length === 0) return 'Nothing was agreed that could be undone.';
  const mine = trade.takings.filter(({ by }) => trade.from === me || by === me);
  if (mine.length === 0) return 'Only the two who agreed can undo it.';
  const hours = mine.flatMap(({ give, want }) => [...give, ...want]);
  if ((latestEnd(hours) as Instant) <= now) return 'It is over: what was is not rewritten.';
  // A gift can be given back half-way; of an exchange one would keep what they got.
  return mine.some(({ want }) => want.length > 0) && hours.some(({ start }) => start <= now)
    ? 'One of you has begun to cover for the other. Offer the rest as a new trade.'
    : '';
}

/** "Ada Okafor gives Fri 18:00 to Sat 09:00 to Grace Lindt for Sat 09:00 to Sat 18:00". */
function titleOf(trade: Trade, words: TradeWordsFor): string {
  const { names } = words;
  const taken = takers(trade);
  const receivers = taken.length > 0 ? taken : trade.to === null ? [] : [trade.to];
  const to = receivers.length === 0 ? 'anyone' : listed(receivers.map((id) => names.person(id).name));
  const give = hoursText(trade.give, words);
  const want = trade.want.length === 0 ? '' : ` for ${hoursText(trade.want, words)}`;
  return `${names.person(trade.from).name} gives ${give} to ${to}${want}`;
}

function textOf(trade: Trade, status: TradeView['status'], words: TradeWordsFor): string {
  return [soFar(trade, status, words), lostText(trade, words)].filter((text) => text !== '').join(' ');
}

function soFar(trade: Trade, status: TradeView['status'], words: TradeWordsFor): string {
  const { names, now } = words;
  const name = (id: PersonId): string => names.person(id).name;
  const took = trade.takings
    .map(({ by, at, give }) => {
      const isAll = trade.takings.length === 1 && trade.left.length === 0 && status === 'agreed';
      return `${name(by)} took ${isAll ? 'it' : hoursText(give, words)} on ${names.dayAndClock(at, now)}.`;
    })
    .join(' ');
  const declined = trade.declinedBy.length === 0 ? '' : `${listed(trade.declinedBy.map(name))} declined it.`;
  switch (status) {
    case 'open':
      return join(
        declined,
        trade.to === null ? 'Nobody has taken it yet.' : `Waiting for ${name(trade.to)}.`,
      );
    case 'partly':
      return join(took, declined, `Still offered: ${hoursText(trade.left, words)}.`);
    case 'agreed':
      return took;
    case 'declined':
      return join(took, declined);
    case 'withdrawn':
      return join(took, declined, `${name(trade.from)} withdrew ${took === '' ? 'it' : 'the rest'}.`);
    case 'expired':
      return join(took, declined, `Nobody took ${took === '' ? 'it' : 'the rest'} in time.`);
    case 'undone':
      return join(took, `${trade.undoneBy === null ? 'Somebody' : name(trade.undoneBy)} undid it.`);
  }
}

/** Who wanted it and did not get it: "You did not get it: somebody else took it first." */
function lostText(trade: Trade, { names }: TradeWordsFor): string {
  return trade.lost
    .slice(0, 3)
    .map(({ by, why }) => `${by === names.me ? 'You' : names.person(by).name} did not get it: ${why}.`)
    .join(' ');
}

function takers(trade: Trade): PersonId[] {
  return [...new Set(trade.takings.map(({ by }) => by))];
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
