import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { NO_CALENDARS } from '../../core/schedule/calendars';
import type { Rota } from '../../core/schedule/rota';
import type { Override } from '../../core/schedule/schedule';
import { EMPTY_TEAM } from '../../core/team/team';
import { NO_ACTS, type RotaActs } from '../../core/team-log/rota-acts';
import type { Trade } from '../../core/team-log/trade';
import { DAY, HOUR, MINUTE } from '../../core/time/duration';
import { makeNames } from '../views/names';
import { lookAround, NOTHING_TOLD, nextLook, type Told } from './notices';

/** Monday 23 November 2026, 12:00: Ada's week since 09:00, Grace's the next. */
const NOON = Date.UTC(2026, 10, 23, 12);
const PEOPLE = [personOf('ada'), personOf('grace'), personOf('linus')];
const names = makeNames({
  team: { ...EMPTY_TEAM, people: PEOPLE },
  me: 'ada',
  channelTitles: new Map(),
  timeZone: 'UTC',
});

function rota(acts: Partial<RotaActs> = {}): Rota {
  return {
    people: PEOPLE,
    schedules: [scheduleOf([layerOf(['ada', 'grace'])])],
    acts: { ...NO_ACTS, ...acts },
    calendars: NO_CALENDARS,
  };
}

const look = (at: number, told: Told, given = rota(), silently = false, me = 'ada') =>
  lookAround({ rota: given, me, names, told, at, silently });
const titles = (found: ReturnType<typeof look>) => found.fresh.map(({ title }) => title);

function override(person: string, start: number, end: number): Override {
  return {
    id: `o-${person}-${start}`,
    schedule: 'primary',
    person,
    start,
    end,
    reason: '',
    origin: { kind: 'act', by: 'grace', at: NOON },
  };
}

describe('news of my duty', () => {
  it('says at the first look only that I am on call', () => {
    expect(titles(look(NOON - 3 * HOUR + MINUTE, NOTHING_TOLD))).toEqual([
      'You are on call for primary now, until Mon 30 Nov 09:00',
    ]);
    expect(titles(look(NOON, NOTHING_TOLD))).toEqual([]);
  });

  it('tells once that my next duty moved, who has it and why', () => {
    const first = look(NOON + 8 * DAY, NOTHING_TOLD);
    const [mine] = first.told.duties.filter(({ start }) => start > NOON + 8 * DAY);
    expect(mine?.start).toBe(Date.UTC(2026, 11, 7, 9));
    const friday = Date.UTC(2026, 11, 9, 9);
    const changed = rota({ overrides: [override('grace', mine?.start as number, friday)] });
    const news = look(NOON + 8 * DAY + MINUTE, first.told, changed);
    expect(news.fresh).toMatchObject([
      {
        kind: 'moved',
        title: 'Your next duty moved from Mon 09:00 to Wed 9 Dec 09:00',
        text: expect.stringMatching(
          /^Grace has Mon 09:00 to Wed 9 Dec 09:00, because of the override that Grace made/,
        ),
      },
    ]);
    expect(titles(look(NOON + 8 * DAY + 2 * MINUTE, news.told, changed))).toEqual([]);
  });

  it('does not tell me what I did myself', () => {
    const first = look(NOON + 8 * DAY, NOTHING_TOLD);
    const changed = rota({
      overrides: [override('grace', Date.UTC(2026, 11, 7, 9), Date.UTC(2026, 11, 8, 9))],
    });
    const silent = look(NOON + 8 * DAY + MINUTE, first.told, changed, true);
    expect(silent.fresh).toEqual([]);
    expect(titles(look(NOON + 8 * DAY + 2 * MINUTE, silent.told, changed))).toEqual([]);
  });

  it('is no news that time passes and the next weeks come into sight', () => {
    let { told } = look(NOON + HOUR, NOTHING_TOLD);
    for (let at = NOON + 2 * HOUR; at < NOON + 6 * DAY; at += 5 * HOUR) {
      const seen = look(at, told);
      expect(titles(seen)).toEqual([]);
      told = seen.told;
    }
  });

  it('reminds a day and a quarter of an hour before, at the begin and at the end; and wakes for each', () => {
    const start = Date.UTC(2026, 11, 7, 9);
    let { told } = look(start - 3 * DAY, NOTHING_TOLD);
    const heard: string[] = [];
    for (
      let at: number | null = start - 3 * DAY;
      at !== null && at < start + 8 * DAY;
      at = nextLook(rota(), 'ada', at)
    ) {
      const seen = look(at, told);
      told = seen.told;
      for (const notice of seen.fresh) heard.push(`${(at - start) / HOUR} h ${notice.title}`);
    }
    expect(heard).toEqual([
      '-24 h Your duty for primary begins Mon 09:00',
      '-0.25 h Your duty for primary begins Mon 09:00',
      '0 h You are on call for primary now, until Mon 14 Dec 09:00',
      '168 h Your duty for primary is over',
    ]);
  });
});

describe('offers and absences', () => {
  const piece = { schedule: 'primary', start: Date.UTC(2026, 10, 30, 9), end: Date.UTC(2026, 11, 1, 9) };
  const offer: Trade = {
    id: 'offer-1',
    from: 'grace',
    to: null,
    give: [piece],
    want: [],
    note: 'Dentist.',
    offeredAt: NOON,
    status: 'open',
    takings: [],
    left: [piece],
    declinedBy: [],
    lost: [],
    undoneBy: null,
  };

  it('tells of an offer as long as it stands', () => {
    const open = rota({ trades: [offer] });
    const seen = look(NOON, NOTHING_TOLD, open);
    expect(titles(seen)).toEqual(['Grace asks for cover: Mon 30 Nov 09:00 to Tue 1 Dec 09:00']);
    const gone = look(
      NOON + MINUTE,
      seen.told,
      rota({ trades: [{ ...offer, status: 'withdrawn', left: [] }] }),
    );
    expect([gone.fresh, gone.told.shown]).toEqual([[], []]);
    const ownOffer = look(NOON, NOTHING_TOLD, open, false, 'grace');
    expect(ownOffer.fresh.filter(({ kind }) => kind === 'offer')).toEqual([]);
  });

  it('tells the one who came second', () => {
    const before = look(NOON, NOTHING_TOLD);
    const lost = rota({
      trades: [
        {
          ...offer,
          status: 'agreed',
          left: [],
          lost: [{ act: 'a', by: 'ada', at: NOON, why: 'Linus was first.' }],
        },
      ],
    });
    expect(look(NOON + MINUTE, before.told, lost).fresh).toMatchObject([
      { kind: 'answer', text: 'Linus was first.' },
    ]);
  });

  it('asks everybody when it is near and nobody was asked', () => {
    const away = rota({
      away: [{ id: 'w', person: 'ada', start: NOON + DAY, end: NOON + 2 * DAY, reason: '', origin: 'act' }],
    });
    expect(titles(look(NOON, NOTHING_TOLD, away, false, 'linus'))).toEqual([
      'Ada is away, and on call: Tue 12:00 to Wed 12:00',
    ]);
    const far = rota({
      away: [
        { id: 'w', person: 'ada', start: NOON + 5 * DAY, end: NOON + 6 * DAY, reason: '', origin: 'act' },
      ],
    });
    expect(titles(look(NOON, NOTHING_TOLD, far, false, 'linus'))).toEqual([]);
  });

  it('asks for cover while I am away and on call', () => {
    const away = rota({
      away: [
        { id: 'w', person: 'ada', start: NOON + DAY, end: NOON + 2 * DAY, reason: 'Skiing', origin: 'act' },
      ],
    });
    expect(titles(look(NOON, NOTHING_TOLD, away))).toEqual([
      'You are away, and on call: Tue 12:00 to Wed 12:00',
    ]);
  });
});
