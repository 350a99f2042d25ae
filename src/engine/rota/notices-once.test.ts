import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { type Rota, rotaOf } from '../../core/schedule/rota';
import { EMPTY_TEAM } from '../../core/team/team';
import type { Act, ActBody } from '../../core/team-log/act';
import { foldActs } from '../../core/team-log/fold-acts';
import { printStamp } from '../../core/team-log/stamp';
import { DAY, HOUR, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { makeNames } from '../views/names';
import { lookAround, NOTHING_TOLD, nextLook, type Told } from './notices';

/* Weeks from Monday 2026-01-05, 09:00 UTC; the first is Ada's, and it is Ada who is told. */
const FIRST = Date.UTC(2026, 0, 5, 9);
const WEEK = 7 * DAY;
const NOW = FIRST + 3 * DAY;
const YEARS = 3653 * DAY;

const team = {
  ...EMPTY_TEAM,
  people: [personOf('ada'), personOf('grace'), personOf('linus')],
  schedules: [scheduleOf([layerOf(['ada', 'grace', 'linus'])])],
};
const names = makeNames({ team, me: 'ada', channelTitles: new Map(), timeZone: 'UTC' });

let count = 0;
function act(by: string, body: ActBody, ms: Instant = NOW): Act {
  const stamp = { ms, count: (count += 1), desktop: by };
  return { id: printStamp(stamp), stamp, by, body };
}
const rotaWith = (...acts: Act[]): Rota => rotaOf(team, foldActs(acts));
const week = (n: number) => ({
  schedule: 'primary',
  start: FIRST + n * WEEK,
  end: FIRST + (n + 1) * WEEK,
});
const gift = (by: string, n: number, to: string | null = null): Act =>
  act(by, { kind: 'tradeOffered', to, give: [week(n)], want: [], note: '' });
const taken = (by: string, offer: Act, n: number, ms?: Instant): Act =>
  act(by, { kind: 'tradeAccepted', trade: offer.id, give: [week(n)], want: [] }, ms);

/** One person's desktop, looking around again and again. */
function desktop() {
  let told: Told = NOTHING_TOLD;
  return {
    look(rota: Rota, at: Instant, silently = false): string[] {
      const found = lookAround({ rota, me: 'ada', names, told, at, silently });
      told = found.told;
      return found.fresh.map(({ kind, title }) => `${kind}: ${title}`);
    },
    shown: () => told.shown.map(({ kind }) => kind),
  };
}

describe('what a person is told of the rota', () => {
  it('is told once: an offer, what became of mine, what moved', () => {
    const ada = desktop();
    expect(ada.look(rotaWith(), NOW)).toEqual([]);
    const asked = gift('grace', 1);
    const mine = gift('ada', 3);
    const offers = [asked, mine];
    expect(ada.look(rotaWith(...offers), NOW)).toEqual([
      'offer: Grace asks for cover: Mon 09:00 to Mon 19 Jan 09:00',
    ]);
    expect(ada.look(rotaWith(...offers), NOW + MINUTE)).toEqual([]);
    const done = rotaWith(...offers, taken('linus', mine, 3, NOW + 2 * MINUTE));
    expect(ada.look(done, NOW + 3 * MINUTE)).toEqual([
      expect.stringMatching(/^moved: Your next duty moved|^moved: You have less duty/),
      expect.stringMatching(/^answer: Linus takes your /),
    ]);
    expect(ada.look(done, NOW + 4 * MINUTE)).toEqual([]);
    for (const later of [400 * DAY, 400 * DAY + MINUTE])
      expect(ada.look(done, NOW + later).filter((text) => !text.startsWith('begins'))).toEqual([]);
  });

  it('whoever lost a race for an offer hears that, and why', () => {
    const ada = desktop();
    const asked = gift('grace', 1);
    ada.look(rotaWith(asked), NOW);
    const mine = taken('ada', asked, 1, NOW + 2);
    ada.look(rotaWith(asked, mine), NOW + 2, true);
    const theirs = taken('linus', asked, 1, NOW + 1);
    const said = ada.look(rotaWith(asked, theirs, mine), NOW + MINUTE);
    expect(said).toHaveLength(2);
    expect(said.join()).toMatch(/moved: .*answer: You did not get Mon 09:00/);
  });

  it('on a desktop that has just joined, the past is no news: not at the first look, nor at the next', () => {
    const ada = desktop();
    const old = [1, 2, 3, 4, 5].flatMap((n) => {
      const offer = gift('ada', 3 * n);
      return [offer, taken('grace', offer, 3 * n)];
    });
    const open = gift('grace', 1);
    expect(ada.look(rotaWith(...old, open), NOW)).toHaveLength(1);
    expect(ada.look(rotaWith(...old, open), NOW + MINUTE)).toEqual([]);
    expect(ada.look(rotaWith(...old, open), NOW + HOUR)).toEqual([]);
  });

  it('is reminded of a duty a day before, a quarter of an hour before, when it begins and when it is over', () => {
    const ada = desktop();
    const said: string[] = [];
    const rota = rotaWith();
    // The next duty of Ada's is the week from 26 January.
    for (let at: Instant | null = NOW; at !== null && at <= FIRST + 4 * WEEK; at = nextLook(rota, 'ada', at))
      said.push(...ada.look(rota, at));
    expect(said).toEqual([
      'ends: Your duty for primary is over',
      'begins: Your duty for primary begins Mon 09:00',
      expect.stringMatching(/^begins: Your duty for primary begins /),
      expect.stringMatching(/^begins: You are on call for primary now, until /),
      'ends: Your duty for primary is over',
    ]);
  });
});

describe('a clock that is set', () => {
  const history = [1, 2, 3, 4, 5].flatMap((n) => {
    const offer = gift('ada', 3 * n);
    return [offer, taken('grace', offer, 3 * n)];
  });

  it('B1: back an hour, a day, a week: nothing is told again, nothing seems to have moved', () => {
    for (const back of [HOUR, DAY, WEEK, 400 * DAY]) {
      const ada = desktop();
      ada.look(rotaWith(...history), NOW);
      ada.look(rotaWith(...history), NOW + MINUTE);
      expect(ada.look(rotaWith(...history), NOW - back)).toEqual([]);
      expect(ada.look(rotaWith(...history), NOW - back + MINUTE)).toEqual([]);
      // And what does move is told.
      const now = NOW + 2 * MINUTE;
      ada.look(rotaWith(...history), now);
      const offer = gift('ada', 6, 'linus');
      const moved = rotaWith(...history.slice(4), offer, taken('linus', offer, 6, now));
      expect(ada.look(moved, now + MINUTE).join()).toContain('moved: ');
    }
  });

  it('B2: on a day, ten years, and back again: no flood', () => {
    for (const ahead of [DAY, YEARS]) {
      const ada = desktop();
      ada.look(rotaWith(...history), NOW);
      expect(ada.look(rotaWith(...history), NOW + ahead).length).toBeLessThanOrEqual(2);
      expect(ada.look(rotaWith(...history), NOW + ahead + MINUTE)).toEqual([]);
      expect(ada.look(rotaWith(...history), NOW + MINUTE).length).toBeLessThanOrEqual(1);
      expect(ada.look(rotaWith(...history), NOW + 2 * MINUTE)).toEqual([]);
    }
  });
});
