import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { Escalation, Step } from '../escalation/escalation';
import { rotaOf } from '../schedule/rota';
import type { Team } from '../team/team';
import type { ActBody, HeardAct, HeardOpening, PresenceState } from '../team-log/act';
import { NO_ACTS } from '../team-log/rota-acts';
import { printStamp } from '../team-log/stamp';
import { HOUR, MINUTE, SECOND } from '../time/duration';

const primary = { kind: 'schedule', schedule: 'primary' } as const;
const person = (id: string) => ({ kind: 'person', person: id }) as const;
const STEPS: readonly Step[] = [
  { after: 0, page: [primary] },
  { after: 5 * MINUTE, page: [person('grace')] },
  { after: 10 * MINUTE, page: [person('linus')] },
];

/** `onCall` is; Ada sits here. */
function teamWith(onCall: string, steps = STEPS, more: Partial<Escalation> = {}): Team {
  const team = teamOf({ blindAfter: 48 * HOUR, resolveAfter: 48 * HOUR });
  return {
    ...team,
    people: [personOf('ada'), personOf('grace'), personOf('linus')],
    schedules: [scheduleOf([layerOf([onCall])])],
    escalations: [{ id: 'e', name: 'e', steps, repeat: 0, ...more }],
    services: team.services.map((service) => ({ ...service, escalation: 'e' })),
  };
}

let count = 0;
type Acted = Extract<ActBody, { kind: 'incidentActed' }>;
function heard(told: Story, body: Partial<Acted>, by = 'grace', ms = told.now): void {
  const stamp = { ms, count: ++count, desktop: 'far' };
  const act: HeardAct = {
    id: printStamp(stamp),
    stamp,
    by,
    body: {
      kind: 'incidentActed',
      source: 'prod',
      dedupKey: 'disk',
      startsAt: BEGIN - MINUTE,
      act: 'acknowledge',
      until: null,
      text: '',
      ...body,
    },
  };
  told.happens({ kind: 'actsHeard', acts: [act] });
}
function opened(told: Story, at: number): void {
  const stamp = { ms: told.now, count: ++count, desktop: 'far' };
  const body = {
    kind: 'incidentOpened',
    source: 'prod',
    dedupKey: 'disk',
    startsAt: BEGIN - MINUTE,
    at,
  } as const;
  const opening: HeardOpening = { id: printStamp(stamp), stamp, by: 'grace', body };
  told.happens({ kind: 'openingsHeard', openings: [opening] });
}
function wentTo(told: Story, who: string, state: PresenceState, at = told.now): void {
  const presence = [{ desktop: `desk-of-${who}`, person: who, at, state }];
  told.happens({ kind: 'rotaChanged', rota: rotaOf(told.state.team, { ...NO_ACTS, presence }) });
}

describe('since when the steps count', () => {
  it('is when the first desktop saw it, whichever tells the other', () => {
    const told = new Story(
      teamWith('linus', [
        { after: 0, page: [primary] },
        { after: 5 * MINUTE, page: [person('ada')] },
      ]),
    );
    opened(told, BEGIN - 2 * MINUTE);
    told.read(['disk']);
    told.after(3 * MINUTE - 1);
    expect(told.rung()).toEqual([]);
    told.after(1);
    expect(told.rung()).toEqual(['desk-1 firing']);

    const late = new Story(
      teamWith('linus', [
        { after: 0, page: [primary] },
        { after: 5 * MINUTE, page: [person('ada')] },
      ]),
    );
    late.read(['disk']);
    late.after(MINUTE);
    opened(late, BEGIN - 2 * MINUTE);
    expect(late.incident().plan).toEqual({ from: BEGIN - 2 * MINUTE, moves: [] });
    late.after(2 * MINUTE);
    expect(late.rung()).toEqual(['desk-1 firing']);
    // One that saw it later changes nothing.
    opened(late, BEGIN + MINUTE);
    expect(late.lines().filter((line) => line.includes('openedBefore'))).toHaveLength(1);
  });

  it('is told by the first that sees it, once', () => {
    const told = new Story(teamWith('ada'));
    const { told: said } = told.read(['disk']);
    expect(said).toEqual([
      { kind: 'incidentOpened', source: 'prod', dedupKey: 'disk', startsAt: BEGIN - MINUTE, at: BEGIN },
    ]);
    expect(told.after(MINUTE).read(['disk']).told).toEqual([]);
    const second = new Story(teamWith('ada'));
    opened(second, BEGIN - SECOND);
    expect(second.read(['disk']).told).toEqual([]);
  });
});

describe('what people do to an escalation', () => {
  it('escalate: the next one is paged at once, whoever escalated is left in peace', () => {
    const told = new Story(teamWith('ada'));
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
    told.after(MINUTE).told({ act: 'escalate' });
    told.after(20 * MINUTE);
    expect(told.rung()).toEqual([]);
    const grace = new Story(
      teamWith('linus', [
        { after: 0, page: [primary] },
        { after: HOUR, page: [person('ada')] },
      ]),
    );
    grace.read(['disk']);
    grace.after(MINUTE);
    heard(grace, { act: 'escalate' }, 'linus');
    expect(grace.rung()).toEqual(['desk-1 firing']);
  });

  it('escalate: whoever escalated is asked again by a later step, and by the next round', () => {
    const again: readonly Step[] = [
      ...STEPS.slice(0, 2),
      { after: 10 * MINUTE, page: [{ kind: 'everyone' }] },
    ];
    const told = new Story(teamWith('ada', again, { repeat: 1 }));
    told.read(['disk']);
    told.after(MINUTE).told({ act: 'escalate' });
    told.rung();
    told.told({ act: 'addResponder', to: 'linus' });
    told.after(10 * MINUTE - 1);
    expect(told.rung()).toEqual([]);
    told.after(SECOND);
    expect(told.rung()).toHaveLength(1);
  });

  it('hand over: only the one who has it now is paged, from here and from afar', () => {
    const told = new Story(teamWith('ada'));
    told.read(['disk']);
    told.rung();
    told.told({ act: 'handOver', to: 'grace' });
    told.after(4 * MINUTE);
    expect([told.rung(), told.incident().status]).toEqual([[], 'open']);
    heard(told, { act: 'handOver', to: 'ada' });
    expect(told.rung()).toEqual(['desk-1 handed-over']);
  });

  it('add a responder: they are paged also where it is acknowledged, until they answer', () => {
    const told = new Story(teamWith('grace'));
    told.read(['disk']);
    heard(told, {});
    expect(told.incident().status).toBe('acknowledged');
    heard(told, { act: 'addResponder', to: 'ada' });
    expect(told.rung()).toEqual(['desk-1 asked-to-help']);
    told.after(6 * MINUTE);
    expect(told.rung()).toEqual(['desk-1 still-unanswered']);
    told.acknowledged();
    told.after(HOUR);
    expect([told.rung(), told.incident().waits]).toEqual([[], []]);
    expect(told.incident().acknowledgedBy).toEqual({ kind: 'person', id: 'grace' });
  });

  it('take: whoever takes it has it', () => {
    const told = new Story(teamWith('grace'));
    told.read(['disk']);
    heard(told, {});
    told.told({ act: 'take' });
    expect(told.incident().acknowledgedBy).toEqual({ kind: 'person', id: 'ada' });
  });

  it('is refused where nobody else hears of the alert, and for nobody of the team', () => {
    const told = new Story(teamWith('ada'));
    told.sent('db');
    expect(told.told({ act: 'escalate' }).refusal).toContain('sent to this desktop only');
    told.read(['disk']);
    expect(told.told({ act: 'handOver', to: 'zoe' }, 'desk-2').refusal).toBe('"zoe" is nobody of the team.');
  });
});

describe('answers', () => {
  it('of everybody, where a step wants them: one acknowledgement stops the steps, the others are paged on', () => {
    const both: readonly Step[] = [
      { after: 0, page: [person('grace'), person('ada')], acknowledge: 'all' },
      { after: 5 * MINUTE, page: [person('linus')] },
    ];
    const told = new Story(teamWith('linus', both));
    told.read(['disk']);
    told.rung();
    heard(told, {});
    expect(told.incident()).toMatchObject({ status: 'acknowledged', waits: ['ada'] });
    told.after(6 * MINUTE);
    expect(told.rung()).toEqual(['desk-1 still-unanswered']);
    told.acknowledged();
    told.after(HOUR);
    expect(told.rung()).toEqual([]);
  });

  it('wear off: what is not over after so long is open again, and pages who had it and who is on call now', () => {
    const told = new Story(teamWith('grace', STEPS, { acknowledgeTimeout: 30 * MINUTE }));
    told.read(['disk']);
    told.after(MINUTE).told({ act: 'take' });
    told.after(30 * MINUTE - SECOND);
    expect(told.rung()).toEqual([]);
    told.after(SECOND);
    expect(told.incident()).toMatchObject({ status: 'open', plan: { from: BEGIN + 31 * MINUTE } });
    expect(told.rung()).toEqual(['desk-1 acknowledge-timed-out']);
  });

  it('wear off at the same second on every desktop', () => {
    const team = teamWith('ada', STEPS, { acknowledgeTimeout: 30 * MINUTE });
    const here = new Story(team);
    here.read(['disk']);
    here.after(MINUTE).acknowledged();
    const there = new Story(team);
    there.read(['disk']);
    // It hears of it three minutes late.
    there.after(4 * MINUTE);
    heard(there, {}, 'ada', BEGIN + MINUTE);
    for (const told of [here, there]) {
      told.after(BEGIN + 31 * MINUTE - told.now);
      expect(told.incident()).toMatchObject({ status: 'open', plan: { from: BEGIN + 31 * MINUTE } });
    }
  });
});

describe('a desktop that sleeps', () => {
  it('does not keep the next one waiting', () => {
    const told = new Story(
      teamWith('grace', [
        { after: 0, page: [primary] },
        { after: 10 * MINUTE, page: [person('ada')] },
      ]),
    );
    wentTo(told, 'grace', 'asleep');
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
    const midway = new Story(
      teamWith('grace', [
        { after: 0, page: [primary] },
        { after: 10 * MINUTE, page: [person('ada')] },
      ]),
    );
    midway.read(['disk']);
    midway.after(2 * MINUTE);
    expect(midway.rung()).toEqual([]);
    wentTo(midway, 'grace', 'stopped');
    expect(midway.rung()).toEqual(['desk-1 firing']);
  });
});

describe('the rules of whoever sits here', () => {
  const rule = (channel: string, after = 0, urgency: 'high' | 'low' | 'any' = 'any') => ({
    channel,
    after,
    urgency,
  });
  const channels = (told: Story) =>
    told.facts.flatMap((fact) =>
      fact.kind === 'paged'
        ? [`${(fact.at - BEGIN) / MINUTE} ${fact.pages.map(({ channel }) => channel).join(' ')}`]
        : [],
    );

  it('reach further the longer nobody answers, and remind by all that was reached', () => {
    const told = new Story(teamWith('ada', [{ after: 0, page: [primary] }]));
    told.happens({
      kind: 'rulesChanged',
      rules: [rule('popup'), rule('ntfy', 2 * MINUTE), rule('voice', 7 * MINUTE)],
    });
    told.read(['disk']);
    told.after(8 * MINUTE);
    expect(channels(told)).toEqual(['0 popup', '2 ntfy', '7 popup ntfy voice']);
    told.acknowledged();
    told.after(HOUR);
    expect(channels(told)).toHaveLength(3);
  });

  it('say so where none of them takes the urgency; who is named by hand is rung in quiet hours, too', () => {
    const team = teamWith('linus');
    const quiet = { kind: 'daily', from: 22 * HOUR, to: 7 * HOUR, days: null } as const;
    const people = team.people.map((one) => (one.id === 'ada' ? { ...one, quietHours: [quiet] } : one));
    const told = new Story({ ...team, people });
    told.happens({ kind: 'rulesChanged', rules: [rule('popup', 0, 'high')] });
    told.sent('db', { severity: 'warning' });
    expect(told.lines().filter((line) => line.includes('aged'))).toEqual(['0:00 notPaged quiet-hours']);
    told.read([alertOf('disk', { source: 'prod', severity: 'error' })]);
    heard(told, { act: 'handOver', to: 'ada' });
    expect(told.rung()).toEqual(['desk-2 handed-over']);
    const plain = new Story(teamWith('ada'));
    plain.happens({ kind: 'rulesChanged', rules: [rule('popup', 0, 'high')] });
    plain.sent('db', { severity: 'warning' });
    plain.after(HOUR);
    expect(plain.lines().filter((line) => line.includes('aged'))).toEqual(['0:00 notPaged no-rule']);
  });

  it('tell urgent from not, and keep what is not critical for after quiet hours', () => {
    const team = teamWith('ada', [{ after: 0, page: [primary] }]);
    const quiet = { kind: 'daily', from: 22 * HOUR, to: 7 * HOUR, days: null } as const;
    const people = team.people.map((one) => (one.id === 'ada' ? { ...one, quietHours: [quiet] } : one));
    const told = new Story({ ...team, people });
    told.happens({ kind: 'rulesChanged', rules: [rule('popup', 0, 'high'), rule('mail', 0, 'low')] });
    told.sent('db', { severity: 'warning' });
    told.sent('fire', { severity: 'critical' });
    expect(channels(told)).toEqual(['0 popup']);
    expect(told.facts.find(({ kind }) => kind === 'notPaged')).toMatchObject({ reason: 'quiet-hours' });
    told.acknowledged('desk-2');
    told.after(5 * HOUR);
    expect(channels(told)).toEqual(['0 popup', '300 mail']);
  });
});
