import { describe, expect, it } from 'vitest';
import type { Person } from '../../core/people/person';
import { parseInstant, printInstant } from '../../core/time/instant';
import { holidaysIn } from './holidays';

const at = (text: string) => parseInstant(text) as number;
const YEAR = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
const person = (holidays: string, timeZone: string, name = 'Ada'): Person => ({
  id: name.toLowerCase(),
  name,
  email: '',
  timeZone,
  holidays,
  away: '',
});
const england = person('GB-ENG', 'Europe/London');

async function spansOf(who: Person, span = YEAR) {
  const { of } = await holidaysIn([who], span);
  return of(who).map(({ start, end }) => `${printInstant(start)} ${printInstant(end)}`);
}

describe('public holidays', () => {
  it("of England are days of the person's zone, summer time and all, the made-up-for day too", async () => {
    const { days, problems } = await holidaysIn([england], YEAR);
    expect(problems).toEqual([]);
    expect(days.map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-26',
      '2026-12-28',
    ]);
    expect(days[1]).toEqual({ date: '2026-04-03', name: 'Good Friday', region: 'GB-ENG' });
    const spans = await spansOf(england);
    expect(spans[0]).toBe('2026-01-01T00:00:00.000Z 2026-01-02T00:00:00.000Z');
    expect(spans[1]).toBe('2026-04-02T23:00:00.000Z 2026-04-03T23:00:00.000Z');
  });

  it('an Englishwoman in New York has her Christmas by the clock there', async () => {
    expect(await spansOf(person('GB-ENG', 'America/New_York'))).toContain(
      '2026-12-25T05:00:00.000Z 2026-12-26T05:00:00.000Z',
    );
  });

  it('of parts of countries: Karnataka, California', async () => {
    const karnataka = await holidaysIn([person('IN-KA', 'Asia/Kolkata')], YEAR);
    expect(karnataka.days.map(({ name }) => name)).toContain('Karnataka Formation Day');
    const california = await holidaysIn([person('us-ca', 'America/Los_Angeles')], YEAR);
    expect(california.days).toContainEqual({ date: '2026-11-26', name: 'Thanksgiving Day', region: 'US-CA' });
  });

  it('that begin at sunset count by the date; those of several days count all of them', async () => {
    expect(await spansOf(person('IL', 'Asia/Jerusalem'))).toContain(
      '2026-09-20T21:00:00.000Z 2026-09-21T21:00:00.000Z',
    );
    // Ramazan Bayramı 2026: 20 to 22 March, and the morning after by the law's 90 hours.
    expect(await spansOf(person('TR', 'Europe/Istanbul'))).toContain(
      '2026-03-19T21:00:00.000Z 2026-03-23T21:00:00.000Z',
    );
  });

  it('of half a day are half a day', async () => {
    expect(await spansOf(person('IS', 'Atlantic/Reykjavik'))).toContain(
      '2026-12-24T13:00:00.000Z 2026-12-25T00:00:00.000Z',
    );
  });

  it('that touch the span only, at its edges by the zone', async () => {
    const eve = { start: at('2025-12-31T10:00:00Z'), end: at('2025-12-31T12:00:00Z') };
    expect(await spansOf(england, eve)).toEqual([]);
    // It is 1 January on Chatham already.
    expect(await spansOf(person('NZ-CIT', 'Pacific/Chatham'), eve)).toHaveLength(1);
  });

  it('over years', async () => {
    const decade = { start: at('2020-01-01T00:00:00Z'), end: at('2030-01-01T00:00:00Z') };
    const christmas = (await spansOf(england, decade)).filter((span) => /-12-25T00.*-12-26T00/.test(span));
    expect(christmas).toHaveLength(10);
  });
});

describe('what is not known', () => {
  const words = async (...people: Person[]) => (await holidaysIn(people, YEAR)).problems;

  it('is named: no region, an unknown country, an unknown part, no code at all', async () => {
    expect(await words(person('', 'UTC'))).toEqual([
      'Ada has no "holidays" in the team file: public holidays are not counted for this person.',
    ]);
    expect(await words(person('XX', 'UTC'))).toEqual([
      'Public holidays of Ada are not counted: no public holidays are known for the country "XX".',
    ]);
    expect((await words(person('GB-LND', 'UTC')))[0]).toContain(
      'of GB no part "LND" is known; there are ALD, ENG, NIR, SCT, WLS.',
    );
    expect((await words(person('England', 'UTC')))[0]).toContain('"England" is no region');
    expect((await words(person('MC-01', 'UTC')))[0]).toContain(
      'no part "01" is known; only the whole of it.',
    );
    expect((await words(person('DE-BY-XX', 'UTC')))[0]).toContain('of DE-BY no part "XX" is known');
  });

  it('is named once for many people', async () => {
    const people = ['Ada', 'Grace', 'Linus', 'Joan', 'Alan', 'Edith'].map((name) => person('', 'UTC', name));
    expect(await words(...people)).toEqual([
      'Ada, Grace, Linus, Joan and 2 others have no "holidays" in the team file: public holidays are not counted for these people.',
    ]);
  });

  it('leaves the others alone', async () => {
    const { of, problems } = await holidaysIn([england, person('XX', 'UTC', 'Bo')], YEAR);
    expect(of(england)).toHaveLength(9);
    expect(of(person('XX', 'UTC', 'Bo'))).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});
