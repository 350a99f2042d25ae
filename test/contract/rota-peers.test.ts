import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CALENDARS } from '../../src/core/schedule/calendars';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import type { Layer } from '../../src/core/schedule/schedule';
import { handoff } from '../../src/core/schedule/turns';
import { DAY } from '../../src/core/time/duration';
import { instantOf } from '../../src/core/time/wall';
import { at, type PeerSchedule, scheduleOf, wall } from './rota-model';

/* What GoAlert, Grafana OnCall and LinkedIn's Oncall hold to be right, where our rules say the same (reliability F9). */
const peers = join(import.meta.dirname, '../fixtures/rota/peers');
const read = (name: string): unknown => JSON.parse(readFileSync(join(peers, `${name}.json`), 'utf8'));

type FinalCase = {
  id: string;
  watchbillSchedule: PeerSchedule;
  range: { start: string; end: string };
  sourceShifts: Array<{ start: string; end: string; user: string }>;
  agrees: boolean;
};
type RotationCase = {
  id: string;
  zone: string;
  type: 'hourly' | 'daily' | 'weekly' | 'monthly';
  shiftLength: number;
  startLocal: string;
  walk?: { from: string; to: string };
  watchbillHandoffsUtc?: string[];
  goalertHandoffsUtc?: string[];
  watchbillFirstHandoffUtc?: string;
  goalertFirstHandoffUtc?: string;
  agrees: boolean | null;
};
type RuleCase = { watchbillSchedule: PeerSchedule; points: Array<{ at: string; active: boolean }> };
type ClockCase = {
  zone: string;
  local: string;
  fn: string;
  goalertUtc: string;
  compatibleUtc: string;
  agrees: boolean;
};

function finalRota(peer: PeerSchedule, start: number, end: number) {
  const schedule = scheduleOf(peer);
  return dutiesOf(shiftsOf(schedule, schedule.overrides, NO_CALENDARS, { start, end }));
}

describe('final schedules (F9)', () => {
  const cases = (read('final-schedule-cases') as { cases: FinalCase[] }).cases;

  it.each(cases.filter(({ agrees }) => agrees))('$id', ({ watchbillSchedule, range, sourceShifts }) => {
    const ours = finalRota(watchbillSchedule, at(range.start), at(range.end));
    const theirs = sourceShifts.map(({ start, end, user }) => ({
      start: at(start),
      end: at(end),
      person: user,
    }));
    // Theirs are not merged where one person's turns follow each other.
    expect(ours.filter(({ person }) => person !== null)).toEqual(dutiesOf(theirs as never));
  });

  it('the others differ as docs/decisions/0004 says: several at once', () => {
    expect(cases.filter(({ agrees }) => !agrees).map(({ id }) => id)).toEqual([
      'goalert-state-AddOverride',
      'goalert-state-TemporarySchedule',
    ]);
  });
});

describe('rotations of GoAlert (F9)', () => {
  const cases = (read('goalert-rotations') as { cases: RotationCase[] }).cases;
  const layerOf = ({ type, shiftLength, startLocal }: RotationCase): Layer => ({
    id: 'l',
    name: 'l',
    people: ['a', 'b'],
    start: wall(startLocal),
    turn: { every: shiftLength, unit: type === 'hourly' ? 'hours' : type === 'daily' ? 'days' : 'weeks' },
    until: null,
    hours: [],
    calendar: null,
  });
  /** As many handoffs as the case gives, from its first on. */
  const handoffs = (one: RotationCase): number[] => {
    const expected = (one.watchbillHandoffsUtc ?? []).map(at);
    const found: number[] = [];
    for (let k = 0; found.length < expected.length; k++) {
      const next = handoff(layerOf(one), one.zone, k);
      if (next >= (expected[0] as number)) found.push(next);
    }
    return found;
  };
  const walked = cases.filter(({ walk, type }) => walk && type !== 'monthly');
  const ends = cases.filter(({ walk, type }) => !walk && type !== 'monthly');

  it('are 15 that agree', () => {
    expect(cases.filter(({ agrees }) => agrees)).toHaveLength(15);
  });

  it.each(walked)('$id, $type, $startLocal', (one) => {
    const first = instantOf(wall(one.startLocal), one.zone);
    expect(handoffs(one)).toEqual((one.watchbillHandoffsUtc ?? []).map(at));
    const theirs = (one.goalertHandoffsUtc ?? []).map(at).filter((handoffAt) => handoffAt >= first);
    if (one.agrees) expect(handoffs(one)).toEqual(theirs);
    else expect(handoffs(one)).not.toEqual(theirs);
  });

  it.each(ends)('$id, $type, $startLocal', (one) => {
    const next = handoff(layerOf(one), one.zone, 1);
    expect(next).toBe(at(one.watchbillFirstHandoffUtc ?? ''));
    expect(next === at(one.goalertFirstHandoffUtc ?? '')).toBe(one.agrees);
  });
});

describe('rules of GoAlert (F9)', () => {
  const points = (read('goalert-rule-active') as { rules: RuleCase[] }).rules.flatMap(
    ({ watchbillSchedule, points: all }) => all.map((point) => ({ ...point, watchbillSchedule })),
  );

  it('are 42', () => expect(points).toHaveLength(42));

  it.each(points)('at $at: $active', ({ watchbillSchedule, at: text, active }) => {
    const [duty] = finalRota(watchbillSchedule, at(text), at(text) + DAY);
    expect(duty?.person !== null).toBe(active);
  });
});

describe('readings of a clock, of GoAlert (F9)', () => {
  const cases = (read('goalert-clock-gap-fold') as { cases: ClockCase[] }).cases;

  it.each(cases)('$local in $zone, $fn', ({ zone, local, compatibleUtc, goalertUtc, agrees }) => {
    expect(instantOf(wall(local), zone)).toBe(at(compatibleUtc));
    expect(at(compatibleUtc) === at(goalertUtc)).toBe(agrees);
  });

  it('are 20 that agree', () => expect(cases.filter(({ agrees }) => agrees)).toHaveLength(20));
});
