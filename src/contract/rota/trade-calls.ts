import { z } from 'zod';
import { actId, call, done, instant, nothing, personId, scheduleId } from '../call';
import { effectView, pieceView, tradeView } from './trade-views';

const piece = z.strictObject({ schedule: scheduleId, start: instant, end: instant });
const give = z.array(piece).min(1).max(50);
const want = z.array(piece).max(50).default([]);
const trade = z.strictObject({ trade: actId });

/** Shifts change hands by consent (rota.md, "Trades"). */
export const tradeCalls = {
  /** Offers, agreed trades and those of the last 90 days that came to nothing; newest first. */
  'trade.list': call('engine', nothing, z.array(tradeView)),
  /** Offers hours of my own duty; `to` null is anyone, `want` [] a gift. Only hours that are mine are offered. */
  'trade.offer': call(
    'engine',
    z.strictObject({ give, to: personId.nullable(), want, note: z.string().max(1000).default('') }),
    done.extend({ id: z.string() }),
  ),
  /** What an offer would do if `taker` took it; `trade` '' for one that is not made yet. */
  'trade.effect': call(
    'engine',
    z.strictObject({
      trade: z.string().max(120).default(''),
      from: personId,
      taker: personId,
      give,
      want,
    }),
    effectView,
  ),
  /**
   * Takes an offer, or of a gift the part `give`. Where the rota under it changed, nothing happens and `moved` says
   * what; sent again with `give` and `want` as the effect showed them it is meant so.
   */
  'trade.accept': call(
    'engine',
    z.strictObject({ trade: actId, give: give.optional(), want: z.array(piece).max(50).optional() }),
    done.extend({ moved: z.string(), give: z.array(pieceView), want: z.array(pieceView) }),
  ),
  'trade.decline': call('engine', trade, done),
  'trade.withdraw': call('engine', trade, done),
  'trade.undo': call('engine', trade, done),
} as const;
