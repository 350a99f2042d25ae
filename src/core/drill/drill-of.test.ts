import { describe, expect, it } from 'vitest';
import type { Incident } from '../incident/incident';
import { ANSWERED_FIRST } from '../page/answered-first';
import type { Delivery, Page } from '../page/page';
import { MINUTE, SECOND } from '../time/duration';
import { DRILL_GIVES_UP, DRILL_TARGET, type Drill } from './drill';
import { drillOf, scoreOf } from './drill-of';

const AT = Date.parse('2026-11-23T10:00:00Z');
const BEGUN: Drill = {
  id: 'd1',
  kind: 'asked',
  startedAt: AT,
  endedAt: null,
  incident: null,
  outcome: 'running',
  answeredAfter: null,
  target: DRILL_TARGET,
  channels: [],
};

const page = (channel: string, delivery: Delivery, n = 1): Page => ({
  id: `i1-p${n}`,
  incident: 'i1',
  person: 'ada',
  channel,
  at: AT,
  reason: 'firing',
  why: '',
  delivery,
});
const arrived = (after: number): Delivery => ({ state: 'delivered', at: AT + after, detail: 'shown' });

function after(acknowledged: number | null, pages: readonly Page[], now: number): Drill {
  const incident = {
    id: 'i1',
    acknowledgedAt: acknowledged === null ? null : AT + acknowledged,
    resolvedAt: null,
    resolvedBy: null,
  } as unknown as Incident;
  return drillOf(BEGUN, { incident, pages }, (id) => id.toUpperCase(), AT + now);
}

describe('a drill', () => {
  it('is timed channel by channel, and answered within the target', () => {
    const drill = after(41 * SECOND, [page('popup', arrived(120)), page('sound', arrived(900))], MINUTE);
    expect(drill).toMatchObject({
      outcome: 'answered',
      answeredAfter: 41 * SECOND,
      endedAt: AT + 41 * SECOND,
    });
    expect(drill.channels.map(({ title, after: took }) => [title, took])).toEqual([
      ['POPUP', 120],
      ['SOUND', 900],
    ]);
    expect(scoreOf(drill)).toEqual({ points: 100, passed: true, says: 'Answered after 41 s, within 5 min.' });
  });

  it('is late a moment after the target, and missed when nobody came', () => {
    expect(after(DRILL_TARGET, [], DRILL_TARGET).outcome).toBe('answered');
    const late = after(DRILL_TARGET + 1, [page('popup', arrived(1))], DRILL_TARGET + 1);
    expect(late.outcome).toBe('late');
    expect(scoreOf(late)?.passed).toBe(false);
    expect(after(null, [], DRILL_GIVES_UP - 1).outcome).toBe('running');
    const missed = after(null, [page('popup', arrived(1))], DRILL_GIVES_UP + MINUTE);
    expect(missed).toMatchObject({ outcome: 'missed', endedAt: AT + DRILL_GIVES_UP });
    expect(scoreOf(missed)).toEqual({ points: 0, passed: false, says: 'Nobody answered in 15 min.' });
  });

  it('counts what did not arrive, but not what was not needed any more', () => {
    const failed: Delivery = { state: 'failed', at: AT, detail: 'no daemon' };
    const first: Delivery = { state: 'delivered', at: AT, detail: ANSWERED_FIRST };
    const drill = after(
      SECOND,
      [page('popup', arrived(1)), page('notification', failed), page('sound', first)],
      MINUTE,
    );
    expect(scoreOf(drill)).toEqual({
      points: 75,
      passed: true,
      says: 'Answered after 1 s, within 5 min; NOTIFICATION did not arrive.',
    });
  });

  it('goes by the first page of a channel, not by its reminders', () => {
    const drill = after(
      4 * MINUTE,
      [page('popup', arrived(100)), page('popup', arrived(180_000), 2)],
      4 * MINUTE,
    );
    expect(drill.channels[0]?.after).toBe(100);
  });

  it('that was cut off has no score', () => {
    expect(scoreOf({ ...BEGUN, outcome: 'interrupted' })).toBeNull();
    expect(scoreOf(BEGUN)).toBeNull();
  });
});
