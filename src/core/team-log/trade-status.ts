import type { Instant } from '../time/instant';
import { earliestStart } from './pieces';
import type { Trade } from './trade';

/** What became of a trade so far; an offer that nobody took in time is `expired`. */
export function tradeStatus(trade: Trade, now: Instant): Trade['status'] | 'expired' {
  const isOpen = trade.status === 'open' || trade.status === 'partly';
  return isOpen && now >= expiresAt(trade) ? 'expired' : trade.status;
}

/** When the first hour begins that would change hands, of what is left or, where nothing is, of the whole offer. */
export function expiresAt(trade: Trade): Instant {
  const give = trade.left.length > 0 ? trade.left : trade.give;
  return earliestStart([...give, ...trade.want]) as Instant;
}
