import { describe, expect, it } from 'vitest';
import type { PersonId } from '../kernel/ids';
import { NO_CALENDARS } from '../schedule/calendars';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import type { Act, ActBody } from '../team-log/act';
import { foldActs } from '../team-log/fold-acts';
import { printStamp } from '../team-log/stamp';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { makeOverride, removeOverride, wrongSpan } from './override';

/** Monday 2026-11-23, 00:00 in UTC: ada's first day. */
const MONDAY = Date.UTC(2026, 10, 23);
const at = (hour: number): number => MONDAY + hour * HOUR;

const primary: Schedule = {
  id: 'primary',
  name: 'primary',
  timeZone: 'UTC',
  layers: [
    {
      id: 'daily',
      name: 'daily',
      people: ['ada'],
      start: MONDAY,
      turn: { every: 1, unit: 'days' },
      until: null,
      hours: [],
      calendar: null,
    },
  ],
  overrides: [],
};

/** What the bodies make of the rota, each an act of its own, in their order. */
function rotaAfter(bodies: readonly ActBody[]): Rota {
  const acts = bodies.map((body, n): Act => {
    const stamp = { ms: MONDAY - DAY + n, count: 0, desktop: 'd' };
    return { id: printStamp(stamp), stamp, by: 'ada', body };
  });
  const people = ['ada', 'grace', 'linus'].map((id) => ({
    id,
    name: id,
    email: '',
    timeZone: 'UTC',
    holidays: '',
    away: '',
  }));
  return {
    people,
    schedules: [primary],
    acts: foldActs(acts),
    calendars: { ...NO_CALENDARS, people: [] },
  };
}

const made = (person: PersonId | null, from: number, to: number): ActBody => ({
  kind: 'overrideMade',
  schedule: 'primary',
  person,
  start: at(from),
  end: at(to),
  reason: 'dentist',
});

/** Who is on call on Monday, by hours: `ada 0-9`. */
function monday(rota: Rota): string[] {
  const span = { start: at(0), end: at(24) };
  return dutiesOf(shiftsOf(primary, overridesOf(rota, primary), rota.calendars, span)).map(
    ({ start, end, person }) => `${person} ${(start - MONDAY) / HOUR}-${(end - MONDAY) / HOUR}`,
  );
}

const removed = (bodies: readonly ActBody[], nth: number, now: number) => {
  const rota = rotaAfter(bodies);
  return removeOverride(rota, rota.acts.overrides[nth]?.id ?? '', now);
};

describe('makeOverride', () => {
  const wanted = { schedule: 'primary', person: 'grace', start: at(9), end: at(17), reason: 'dentist' };
  const rota = rotaAfter([]);

  it('is the act to be written down', () => {
    expect(makeOverride(rota, wanted, at(1))).toEqual({ ok: true, value: made('grace', 9, 17) });
    expect(makeOverride(rota, { ...wanted, person: null }, at(1))).toEqual({
      ok: true,
      value: made(null, 9, 17),
    });
  });

  it('leaves out what is past, but for the moment that a call takes', () => {
    const from = (now: number): unknown => {
      const checked = makeOverride(rota, wanted, now);
      return checked.ok ? checked.value.start : checked.error;
    };
    expect(from(at(9) + MINUTE)).toBe(at(9));
    expect(from(at(12))).toBe(at(12) - 2 * MINUTE);
  });

  it('says what is wrong', () => {
    const why = (change: Partial<typeof wanted>, now = at(1)): unknown => {
      const checked = makeOverride(rota, { ...wanted, ...change }, now);
      return checked.ok ? checked.value : checked.error;
    };
    expect(why({ end: at(9) })).toBe('It would end before it begins.');
    expect(why({}, at(17))).toBe('It lies in the past: what was is not rewritten.');
    expect(why({ end: at(9) + 366 * DAY + 1 })).toBe('It is longer than a year.');
    expect(why({ schedule: 'gone' })).toBe('There is no schedule "gone".');
    expect(why({ person: 'zoe' })).toBe('There is nobody with the id "zoe".');
  });
});

describe('wrongSpan', () => {
  it('lets pass what ends in the future and lasts a year at most', () => {
    expect(wrongSpan({ start: at(0), end: at(1) }, at(1) - 1)).toBe('');
    expect(wrongSpan({ start: at(0), end: at(0) + 366 * DAY }, at(0))).toBe('');
  });
});

describe('removeOverride', () => {
  it('takes back what is still to come', () => {
    expect(removed([made('grace', 9, 17)], 0, at(8))).toMatchObject({
      ok: true,
      value: [{ kind: 'overrideRemoved' }],
    });
  });

  it('keeps what was: of one under way only the rest is given back', () => {
    const before = [made('grace', 9, 17)];
    const acts = removed(before, 0, at(12));
    expect(acts).toMatchObject({ ok: true, value: [{ kind: 'overrideRemoved' }, made('grace', 9, 12)] });
    if (acts.ok)
      expect(monday(rotaAfter([...before, ...acts.value]))).toEqual(['ada 0-9', 'grace 9-12', 'ada 12-24']);
  });

  it('does not put the past part of it over one that was created later', () => {
    const before = [made('grace', 9, 17), made('linus', 10, 11)];
    expect(monday(rotaAfter(before))).toEqual([
      'ada 0-9',
      'grace 9-10',
      'linus 10-11',
      'grace 11-17',
      'ada 17-24',
    ]);
    const acts = removed(before, 0, at(12));
    expect(acts.ok && monday(rotaAfter([...before, ...acts.value]))).toEqual([
      'ada 0-9',
      'grace 9-10',
      'linus 10-11',
      'grace 11-12',
      'ada 12-24',
    ]);
  });

  it('lets go of one that was covered all the while', () => {
    expect(removed([made('grace', 9, 17), made(null, 8, 12)], 0, at(12))).toMatchObject({
      ok: true,
      value: [{ kind: 'overrideRemoved' }],
    });
  });

  it('says what cannot be taken back, and why', () => {
    const why = (rota: Rota, id: string): unknown => {
      const acts = removeOverride(rota, id, at(12));
      return acts.ok ? acts.value : acts.error;
    };
    const over = rotaAfter([made('grace', 9, 12)]);
    expect(why(over, over.acts.overrides[0]?.id ?? '')).toBe('It is over: what was is not rewritten.');
    expect(why(over, 'file:1')).toBe(
      'It stands in watchbill.yaml: take it out there, or in the schedule editor.',
    );
    expect(why(over, 'gone')).toBe('There is no such override any more.');
    const half = over.acts.overrides.map((override) => ({
      ...override,
      end: at(17),
      origin: { kind: 'trade' as const, trade: 't', from: 'ada', with: 'grace', at: MONDAY },
    }));
    const traded = { ...over, acts: { ...over.acts, overrides: half } };
    expect(why(traded, half[0]?.id ?? '')).toBe('It is half of a trade: undo the trade.');
  });
});
