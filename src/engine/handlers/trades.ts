import type { EngineHandlers, Output } from '../../contract/bridge';
import type { PersonId } from '../../core/kernel/ids';
import type { Rota } from '../../core/schedule/rota';
import type { Act, ActBody } from '../../core/team-log/act';
import { isWithin, sameHours } from '../../core/team-log/pieces';
import type { Trade } from '../../core/team-log/trade';
import { tradeStatus } from '../../core/team-log/trade-status';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { type ExchangeNow, exchangeNow, isHollow } from '../../core/trade/current';
import { spanAround, tradeEffect } from '../../core/trade/effect';
import { checkOffer, LONGEST_PIECE, toCome } from '../../core/trade/offer';
import { ownHours } from '../../core/trade/own-hours';
import { holidaysIn } from '../holidays/holidays';
import { mayOf, tradeViewOf, whyNotUndo } from '../views/trade';
import { effectViewOf } from '../views/trade-effect';
import { hoursText, movedHours, type TradeWordsFor } from '../views/trade-words';
import type { HandlerParts } from './parts';

type Calls =
  | 'trade.list'
  | 'trade.offer'
  | 'trade.effect'
  | 'trade.accept'
  | 'trade.decline'
  | 'trade.withdraw'
  | 'trade.undo';

/** So long what came to nothing is shown. */
const SHOWN_FOR = 90 * DAY;
const MOST_SHOWN = 500;
const GONE = 'There is no such offer any more.';

export function tradeHandlers(
  parts: Pick<HandlerParts, 'rota' | 'names' | 'clock' | 'state'>,
): Pick<EngineHandlers, Calls> {
  const me = (): PersonId => parts.state.me;
  const nameOf = (id: PersonId): string => parts.names().person(id).name;
  const wordsFor = (now: Instant): TradeWordsFor => ({
    rota: parts.rota.current(),
    names: parts.names(),
    now,
  });
  const find = (id: string): Trade | undefined =>
    parts.rota.current().acts.trades.find((trade) => trade.id === id);

  /** Does one thing to a trade where `why` has nothing against it, and says what came of it. */
  async function change(
    id: string,
    why: (trade: Trade, now: Instant) => string,
    bodies: (trade: Trade, now: Instant) => readonly ActBody[],
    said: (trade: Trade) => string,
  ): Promise<{ ok: boolean; text: string }> {
    const now = parts.clock.now();
    const trade = find(id);
    if (!trade) return { ok: false, text: GONE };
    const refused = why(trade, now);
    if (refused !== '') return { ok: false, text: refused };
    await parts.rota.act(bodies(trade, now));
    return { ok: true, text: said(trade) };
  }

  return {
    'trade.list': () => {
      const now = parts.clock.now();
      const words = wordsFor(now);
      return words.rota.acts.trades
        .filter((trade) => {
          const status = tradeStatus(trade, now);
          if (status === 'open' || status === 'partly' || status === 'agreed') return true;
          return trade.offeredAt > now - SHOWN_FOR;
        })
        .slice(-MOST_SHOWN)
        .toReversed()
        .map((trade) => tradeViewOf(trade, words));
    },

    'trade.offer': async ({ give, to, want, note }) => {
      const now = parts.clock.now();
      const checked = checkOffer(parts.rota.current(), { from: me(), to, give, want }, now);
      if (!checked.ok) return { ok: false, text: checked.error, id: '' };
      const offered = { give: checked.value.give, want: checked.value.want };
      const [act] = await parts.rota.act([{ kind: 'tradeOffered', to, ...offered, note }]);
      const words = wordsFor(now);
      const inReturn = offered.want.length === 0 ? '' : ` for ${hoursText(offered.want, words)}`;
      const isCut = !sameHours(give, offered.give) || !sameHours(want, offered.want);
      return {
        ok: true,
        id: act?.id ?? '',
        text: `Offered ${hoursText(offered.give, words)} to ${to === null ? 'anyone' : nameOf(to)}${inReturn}.${isCut ? " Hours that are over, or somebody else's, are left out." : ''}`,
      };
    },

    'trade.effect': async ({ trade: id, from, taker, give, want }) => {
      const now = parts.clock.now();
      const rota = parts.rota.current();
      if ([...give, ...want].some(({ start, end }) => end <= start || end - start > LONGEST_PIECE))
        throw new Error('Hours must end after they begin, within a year.');
      if (id !== '' && !find(id)) throw new Error(GONE);
      const asked = { from, taker, give: toCome(give, now), want: toCome(want, now) };
      const current = exchangeNow(rota, asked);
      const exchange = { from, taker, give: current.give, want: current.want };
      const span = spanAround(exchange);
      const two = rota.people.filter((person) => person.id === from || person.id === taker);
      const holidays = span === null ? null : await holidaysIn(two, span);
      const zone = parts.state.team.timeZone;
      const effect = tradeEffect(rota, exchange, (person) => holidays?.of(person) ?? [], zone);
      return effectViewOf(effect, current, wordsFor(now));
    },

    'trade.accept': async ({ trade: id, give, want }) => {
      const now = parts.clock.now();
      const trade = find(id);
      if (!trade) return refusal(GONE);
      const refused = whyNotAccept(trade, me(), now);
      if (refused !== '') return refusal(refused);
      const isTwoWay = trade.want.length > 0;
      const asked = { give: give ?? trade.left, want: want ?? trade.want };
      if (!isWithin(asked.give, trade.give) || !isWithin(asked.want, trade.want))
        return refusal('That is more than was offered.');
      if (!isWithin(asked.give, trade.left)) return refusal('Some of these hours were taken meanwhile.');

      const rota = parts.rota.current();
      // An exchange is taken as it is now, or not at all; of a gift any part may be taken.
      const sides = { from: trade.from, taker: me() };
      const current = exchangeNow(rota, { ...sides, ...(isTwoWay ? trade : asked) });
      if (isHollow(current, isTwoWay))
        return refusal(`Nothing is left to take. ${movedHours(current.moved, wordsFor(now))}`.trim());
      const isAsShown = sameHours(asked.give, current.give) && sameHours(asked.want, current.want);
      if (!isAsShown) return askAgain(current, now);

      const [act] = await parts.rota.act([
        { kind: 'tradeAccepted', trade: id, give: current.give, want: current.want },
      ]);
      return whatCameOfIt(id, act, now);
    },

    'trade.decline': ({ trade: id }) =>
      change(
        id,
        (trade, now) => {
          if (trade.declinedBy.includes(me())) return 'You have declined it already.';
          return mayOf(trade, me(), now).mayDecline ? '' : notOpen(trade, now);
        },
        (trade) => [{ kind: 'tradeDeclined', trade: trade.id }],
        (trade) => `Declined. ${nameOf(trade.from)} is told.`,
      ),

    'trade.withdraw': ({ trade: id }) =>
      change(
        id,
        (trade, now) => {
          if (trade.from !== me()) return `Only ${nameOf(trade.from)} can withdraw it.`;
          return mayOf(trade, me(), now).mayWithdraw ? '' : notOpen(trade, now);
        },
        (trade) => [{ kind: 'tradeWithdrawn', trade: trade.id }],
        (trade) =>
          trade.takings.length === 0
            ? 'Withdrawn. The hours are still yours.'
            : 'Withdrawn. What was taken stays taken.',
      ),

    'trade.undo': ({ trade: id }) =>
      change(
        id,
        (trade, now) => whyNotUndo(trade, me(), now),
        (trade, now) => [
          { kind: 'tradeUndone', trade: trade.id },
          ...coveredSoFar(parts.rota.current(), trade, me(), now),
        ],
        () => 'Undone: everybody has their own hours again.',
      ),
  };

  function refusal(text: string): Output<'trade.accept'> {
    return { ok: false, text, moved: '', give: [], want: [] };
  }

  function askAgain(current: ExchangeNow, now: Instant): Output<'trade.accept'> {
    const words = wordsFor(now);
    const moved = movedHours(current.moved, words) || 'These are not the hours that would change hands.';
    return {
      ok: false,
      text: `The rota changed since this was offered. ${moved}`,
      moved,
      give: [...current.give],
      want: [...current.want],
    };
  }

  /** By the log: somebody may have been first, on a desktop that we have heard of only now. */
  function whatCameOfIt(id: string, act: Act | undefined, now: Instant): Output<'trade.accept'> {
    const trade = find(id);
    const taking = trade?.takings.find((one) => one.act === act?.id);
    if (!trade || !taking) {
      const why = trade?.lost.find((one) => one.act === act?.id)?.why ?? 'somebody else took it first';
      return refusal(`You did not get it: ${why}.`);
    }
    const words = wordsFor(now);
    const theirs =
      taking.want.length === 0 ? '' : ` ${nameOf(trade.from)} has ${hoursText(taking.want, words)}.`;
    return {
      ok: true,
      text: `You have ${hoursText(taking.give, words)}.${theirs}`,
      moved: '',
      give: [...taking.give],
      want: [...taking.want],
    };
  }

  function whyNotAccept(trade: Trade, person: PersonId, now: Instant): string {
    if (trade.from === person) return 'It is your own offer.';
    if (trade.to !== null && trade.to !== person) return `It was offered to ${nameOf(trade.to)}.`;
    return notOpen(trade, now);
  }

  /** Why nothing can be taken of a trade any more; '' while it can. */
  function notOpen(trade: Trade, now: Instant): string {
    const taker = trade.takings[0]?.by;
    switch (tradeStatus(trade, now)) {
      case 'open':
      case 'partly':
        return '';
      case 'agreed':
        return taker === me() ? 'You have taken it already.' : `${nameOf(taker ?? '')} took it first.`;
      case 'declined':
        return 'It was declined.';
      case 'withdrawn':
        return `${nameOf(trade.from)} withdrew it.`;
      case 'undone':
        return 'It was undone.';
      case 'expired':
        return 'Its hours have begun: it can no longer be taken.';
    }
  }
}

/** What was covered stays covered where a gift is given back half-way: only what is to come goes back. */
function coveredSoFar(rota: Rota, trade: Trade, me: PersonId, now: Instant): ActBody[] {
  return trade.takings
    .filter(({ by }) => trade.from === me || by === me)
    .flatMap(({ by, give }) => {
      const begun = give.filter(({ start }) => start < now);
      const covered = begun.map((piece) => ({ ...piece, end: Math.min(piece.end, now) }));
      // Of these, somebody else may have taken hours since.
      return ownHours(rota, by, covered).map((piece) => ({ by, piece }));
    })
    .map(({ by, piece }) => ({
      kind: 'overrideMade',
      ...piece,
      person: by,
      reason: 'covered before the trade was undone',
    }));
}
