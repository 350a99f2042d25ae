import type { EffectView, LoadView } from '../../contract/rota/trade-views';
import type { Load } from '../../core/fairness/load';
import type { ExchangeNow } from '../../core/trade/current';
import type { TradeEffect } from '../../core/trade/effect';
import { movedHours, type TradeWordsFor, warningText } from './trade-words';

/** What a trade would do, for the screen. */
export function effectViewOf(effect: TradeEffect, now: ExchangeNow, words: TradeWordsFor): EffectView {
  const { names } = words;
  const person = (id: string | null) => (id === null ? null : names.person(id));
  return {
    changes: effect.changes.map(({ schedule, start, end, before, after }) => ({
      schedule,
      start,
      end,
      before: person(before),
      after: person(after),
    })),
    people: effect.people.map(({ person: id, before, after }) => ({
      person: names.person(id),
      before: loadViewOf(before),
      after: loadViewOf(after),
    })),
    warnings: effect.warnings.map((warning) => warningText(warning, words)),
    moved: movedHours(now.moved, words),
    give: [...now.give],
    want: [...now.want],
  };
}

function loadViewOf({ hours, nights, weekends, holidays, shortestRest }: Load): LoadView {
  return { hours, nights, weekends, holidays, shortestRest };
}
