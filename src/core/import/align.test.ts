import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CALENDARS } from '../schedule/calendars';
import { layerShifts } from '../schedule/layer-shifts';
import type { Layer, Turn } from '../schedule/schedule';
import { DAY, HOUR } from '../time/duration';
import { parseInstant } from '../time/instant';
import { wallOf } from '../time/wall';
import { aligned } from './align';
import { freeId, idFrom } from './ids';

const turn = fc.record<Turn>({
  every: fc.integer({ min: 1, max: 5 }),
  unit: fc.constantFrom('hours', 'days', 'weeks'),
});

describe('a rotation that is counted from another time than it begins', () => {
  it('gives everybody the turns they had', () => {
    fc.assert(
      fc.property(
        turn,
        fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
        fc.integer({ min: 0, max: 900 * 24 * 4 }),
        fc.integer({ min: -100 * 24 * 4, max: 400 * 24 * 4 }),
        fc.integer({ min: 1, max: 4 }),
        (each, zone, anchorQuarters, ahead, n) => {
          const anchor = (parseInstant('2024-01-01T00:00:00Z') as number) + (anchorQuarters * HOUR) / 4;
          // Named by its wall clock, as the one it is counted from: the first of two equal ones.
          fc.pre(aligned(anchor, anchor, each, zone, [0]).start === wallOf(anchor, zone));
          const start = anchor + (ahead * HOUR) / 4;
          const people = ['a', 'b', 'c', 'd'].slice(0, n);
          const made = aligned(anchor, start, each, zone, people);
          const layer = (from: number, who: readonly string[]): Layer => ({
            id: 'l',
            name: 'l',
            people: who,
            start: from,
            turn: each,
            until: null,
            hours: [],
            calendar: null,
          });
          // Counted from the anchor in whole cycles before everything, it is the same rotation.
          const [length, cycles] =
            each.unit === 'hours' ? [HOUR, 3000] : each.unit === 'days' ? [DAY, 120] : [7 * DAY, 20];
          const back = n * each.every * length * cycles;
          const original =
            each.unit === 'hours'
              ? layerFromElapsed(layer, anchor - back, zone, people)
              : layer(wallOf(anchor, zone) - back, people);
          fc.pre(original !== null);
          const span = { start, end: start + 60 * DAY };
          const shifts = (of: Layer) =>
            layerShifts(of, zone, NO_CALENDARS, span).map((s) => [s.start, s.end, s.person]);
          expect(shifts(layer(made.start, made.people))).toEqual(shifts(original));
        },
      ),
    );
  });
});

/** null where the wall clock does not name the instant. */
function layerFromElapsed(
  layer: (from: number, who: readonly string[]) => Layer,
  at: number,
  zone: string,
  people: readonly string[],
): Layer | null {
  const wall = wallOf(at, zone);
  return aligned(at, at, { every: 1, unit: 'hours' }, zone, [0]).start === wall ? layer(wall, people) : null;
}

describe('ids from names', () => {
  it.each([
    ['Ada Okafor', 'ada-okafor'],
    ['  Überwachung – nights & weekends ', 'uberwachung-nights-weekends'],
    ['Straße', 'strasse'],
    ['../../etc', 'etc'],
    ['山田', ''],
    ['x'.repeat(80), 'x'.repeat(50)],
  ])('%s', (name, id) => {
    expect(idFrom(name)).toBe(id);
  });

  it('are counted on where they are taken', () => {
    const taken = new Set(['a']);
    expect([freeId('a', taken), freeId('a', taken), freeId('b', taken)]).toEqual(['a-2', 'a-3', 'b']);
  });
});
