import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, Story, teamOf } from '../../../test/helpers/step-story';
import { MINUTE, SECOND } from '../time/duration';

/** A night with all that waits: an unanswered page, a snooze, a silenced acknowledgement, a source that says nothing. */
function night(): Story {
  const told = new Story(teamOf({ acknowledge: 'silence' }));
  told.read(['disk', 'mail']);
  told.sent('cron');
  told.acknowledged('desk-1');
  told.obeyed();
  told.told({ act: 'snooze', until: told.now + 30 * MINUTE }, 'desk-3');
  return told;
}

/** Everything that happens in the next two hours, and after how many seconds. */
function ahead(told: Story): string[] {
  const from = told.now;
  const known = told.facts.length;
  for (let minute = 0; minute < 120; minute++) told.after(MINUTE);
  return (
    told.facts
      .slice(known)
      // A silence ends by the clock of its source.
      .filter(({ kind }) => kind !== 'writeBack')
      .map(
        (fact) =>
          `${Math.round((fact.at - from) / (10 * SECOND))} ${fact.kind} ${'incident' in fact ? fact.incident : ''}`,
      )
  );
}

describe('B1: a clock that is set back', () => {
  it('delays nothing and repeats nothing: what was due in some minutes is due in as many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 1, max: 90 * 24 * 60 }),
        (minutes, by) => {
          const right = night().after(minutes * MINUTE);
          const set = night().after(minutes * MINUTE);
          // By whole ticks: reminders are due on a grid of the clock's.
          const back = by * MINUTE;
          set.now -= back;
          set.happens({ kind: 'clockSet', back });
          expect(ahead(set)).toEqual(ahead(right));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('after it was set on by as much: what was written before stands, and what came meanwhile moves along', () => {
    const told = night().after(2 * MINUTE);
    const before = told.incident('desk-2');
    const year = 365 * 24 * 60 * MINUTE;
    const from = told.now;
    told.now += year;
    told.happens({ kind: 'woke', from });
    told.after(MINUTE);
    told.sent('later');
    told.rung();
    told.now -= year;
    told.happens({ kind: 'clockSet', back: year });
    expect(told.rung()).toEqual([]);
    expect(told.incident('desk-2')).toMatchObject({ openedAt: before.openedAt, lastPagedAt: from });
    const later = told.incidents().find(({ title }) => title.startsWith('later'));
    expect(later?.openedAt).toBe(told.now);
  });

  it('is told in the story of each incident that waits, and pages nobody by itself', () => {
    const told = night().after(2 * MINUTE);
    told.rung();
    told.now -= 60 * MINUTE;
    told.happens({ kind: 'clockSet', back: 60 * MINUTE });
    expect(told.rung()).toEqual([]);
    for (const id of ['desk-1', 'desk-2', 'desk-3'])
      expect(told.facts.filter((fact) => fact.kind === 'clockSet' && fact.incident === id)).toHaveLength(1);
    told.read([alertOf('disk', { source: 'prod' }), alertOf('mail', { source: 'prod' })]);
    told.after(4 * MINUTE);
    expect(told.rung()).toEqual(['desk-2 still-unanswered']);
  });
});
