import { describe, expect, it } from 'vitest';
import {
  asking,
  lines,
  OPENED,
  override,
  policy,
  step,
  teamRota,
  WEEKLY,
} from '../../../test/helpers/plan-fixtures';
import { layerOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { parseWall } from '../time/wall';
import type { Escalation } from './escalation';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));
const who = (ask: PlanAsk, minutes: number): string[] => [
  ...respondersOf(ask, OPENED + minutes * MINUTE).people.keys(),
];

describe('whom a step pages', () => {
  it('next: whoever comes on call after the one who is, at that time', () => {
    const steps = policy([step(0, 'schedule:primary'), step(4, 'next:primary')]);
    expect(plan(steps)).toEqual(['0 ada', '4 grace']);
    // A week later it is Grace, and Linus is next.
    expect(who(asking({ policy: steps }), 7 * 24 * 60)).toEqual(['grace', 'linus']);
    // Gaps and more shifts of hers are passed over; it says after whom.
    const gappy = teamRota([
      { ...WEEKLY, overrides: [override(null, 6 * DAY, 8 * DAY), override('ada', 8 * DAY, 9 * DAY)] },
    ]);
    const asked = respondersOf(asking({ policy: steps, rota: gappy }), OPENED + 4 * MINUTE);
    expect(asked.people.get('grace')).toBe(
      'Nobody answered for 4 min. Grace is on call for primary after Ada.',
    );
    // So is somebody who left the team.
    const left = teamRota([scheduleOf([layerOf(['ada', 'left', 'linus'])])]);
    expect(who(asking({ policy: steps, rota: left }), 4)).toEqual(['ada', 'linus']);
    // Nobody else for a year.
    const alone = teamRota([scheduleOf([layerOf(['ada'])])]);
    expect(who(asking({ policy: steps, rota: alone, lastResort: 'hal' }), 4)).toEqual(['ada', 'hal']);
    expect(respondersOf(asking({ policy: steps, rota: alone }), OPENED + 4 * MINUTE).people.get('hal')).toBe(
      'Nobody answered for 4 min. Nobody else comes on call for primary, so everyone is paged.',
    );
  });

  it('all: everyone who takes turns now, or stands in', () => {
    const steps = policy([step(0, 'all:primary')]);
    const layers = [
      layerOf(['ada', null, 'grace', 'gone']),
      layerOf(['linus'], { id: 'later', start: parseWall('2026-02-02T09:00') as number }),
      layerOf(['linus'], { id: 'over', until: parseWall('2026-01-05T10:00') as number }),
    ];
    const rota = teamRota([scheduleOf(layers, { overrides: [override('hal', HOUR, 2 * HOUR)] })]);
    const ask = asking({ policy: steps, rota });
    expect(who(ask, 0)).toEqual(['ada', 'grace']);
    expect(respondersOf(ask, OPENED).nextAt).toBe(OPENED + HOUR);
    expect(who(ask, 60)).toEqual(['ada', 'grace', 'hal']);
    expect(respondersOf(ask, OPENED + HOUR).nextAt).toBe(OPENED + 2 * HOUR);
    expect(respondersOf(ask, OPENED + 2 * HOUR).nextAt).toBe(Date.UTC(2026, 1, 2, 9));
    expect(who(ask, 30 * 24 * 60)).toEqual(['ada', 'grace', 'linus']);
    expect(who(asking({ policy: steps, rota: teamRota([scheduleOf([])]), lastResort: 'hal' }), 0)).toEqual([
      'hal',
    ]);
  });

  it('all: of a calendar, whom it names in the weeks around', () => {
    const event = (summary: string, from: number) => ({
      start: OPENED + from,
      end: OPENED + from + HOUR,
      summary,
      emails: [],
    });
    const events = [
      event('Ada', -20 * DAY),
      event('Grace', 0),
      event('Linus', 40 * DAY),
      event('Hal', -40 * DAY),
      event('Linus', 150 * DAY),
    ];
    const rota = teamRota([scheduleOf([layerOf([], { calendar: 'a.ics', start: OPENED + DAY })])]);
    const calendars = {
      people: rota.people,
      events: (_: string, span: { start: number; end: number }) =>
        events.filter(({ start, end }) => start < span.end && end > span.start),
    };
    const ask = asking({ policy: policy([step(0, 'all:primary')]), rota: { ...rota, calendars } });
    expect(who(ask, 0)).toEqual(['ada', 'grace']);
    expect(respondersOf(ask, OPENED).nextAt).toBe(OPENED + 5 * DAY);
    expect(who(ask, 5 * 24 * 60)).toEqual(['ada', 'grace', 'linus']);
    // One that is too far ahead to be seen is looked for again, and found in time.
    expect(respondersOf(ask, OPENED + 76 * DAY).nextAt).toBe(OPENED + 111 * DAY);
    expect(who(ask, 116 * 24 * 60)).toEqual(['linus']);
  });

  it('P8: the last resort stands in for nobody, and says so; without one, everyone', () => {
    const gap = teamRota([scheduleOf([layerOf([])])]);
    const ask = asking({ rota: gap, lastResort: 'hal' });
    expect(who(ask, 0)).toEqual(['hal']);
    expect(respondersOf(ask, OPENED).first).toEqual({
      person: 'hal',
      why: 'Nobody is on call for primary, so Hal is paged, as the last resort.',
    });
    expect(who({ ...ask, lastResort: 'left' }, 0)).toEqual(['ada', 'grace', 'linus', 'hal']);
    const gone = policy([step(0, 'person:left')]);
    expect(respondersOf(asking({ policy: gone, lastResort: 'hal' }), OPENED).first.why).toBe(
      'This step pages "left", who is not of the team, so Hal is paged, as the last resort.',
    );
    expect(who(asking({ rota: teamRota([]), lastResort: 'hal' }), 0)).toEqual(['hal']);
  });
});
