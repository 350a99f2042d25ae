import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../time/duration';
import { changeSummary, changesOf } from './changes';
import { dutiesOf } from './resolve';
import type { Duty } from './shift';

const person = fc.constantFrom('ada', 'bob', null);
/** A rota of 24 hours, somebody for each. */
const day: fc.Arbitrary<Duty[]> = fc
  .array(person, { minLength: 24, maxLength: 24 })
  .map((people) =>
    dutiesOf(
      people.map((who, i) => ({ start: i * HOUR, end: (i + 1) * HOUR, person: who, cause: { kind: 'gap' } })),
    ),
  );
const at = (duties: readonly Duty[], instant: number) =>
  duties.find(({ start, end }) => start <= instant && instant < end)?.person ?? null;

describe('who changes and when', () => {
  it('is every hour that somebody else has, and no other; neighbours are one', () => {
    fc.assert(
      fc.property(day, day, (before, after) => {
        const changes = changesOf(before, after);
        for (let hour = 0; hour < 24; hour++) {
          const change = changes.find(({ start, end }) => start <= hour * HOUR && hour * HOUR < end);
          const [was, is] = [at(before, hour * HOUR), at(after, hour * HOUR)];
          expect(change !== undefined).toBe(was !== is);
          if (change) expect(change).toMatchObject({ before: was, after: is });
        }
        for (const [i, change] of changes.entries()) {
          const next = changes[i + 1];
          if (next?.start === change.end)
            expect([next.before, next.after]).not.toEqual([change.before, change.after]);
        }
      }),
    );
  });

  it('of a schedule that was not there, nobody had anything', () => {
    expect(changesOf([], [{ start: 0, end: HOUR, person: 'ada' }])).toEqual([
      { start: 0, end: HOUR, before: null, after: 'ada' },
    ]);
    expect(changesOf([], [])).toEqual([]);
  });

  it('is told in hours for each person, who gains first, gaps last', () => {
    const duty = (start: number, end: number, who: string | null): Duty => ({
      start: start * HOUR,
      end: end * HOUR,
      person: who,
    });
    expect(
      changeSummary(
        [duty(0, 10, 'ada'), duty(10, 20, 'bob'), duty(20, 24, 'cy')],
        [duty(0, 10, 'bob'), duty(10, 19.5, 'ada'), duty(19.5, 20, null), duty(20, 24, 'cy')],
        (id) => id.toUpperCase(),
      ),
    ).toEqual([
      'BOB: still 10 h, at other times.',
      'ADA: 10 h become 9.5 h (−0.5 h).',
      'Nobody on call: 0 h become 0.5 h (+0.5 h).',
    ]);
    expect(changeSummary([duty(0, 1, 'ada')], [duty(0, 1, 'ada')], String)).toEqual([]);
  });
});
