import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { makeLabels } from '../alert/labels';
import type { Matcher } from '../alert/matcher';
import type { Step } from '../escalation/escalation';
import type { ActId } from '../kernel/ids';
import type { Silence } from '../mute/mute';
import type { Service } from '../people/service';
import { rotaOf } from '../schedule/rota';
import type { Team } from '../team/team';
import { NO_ACTS, type RotaActs } from '../team-log/rota-acts';
import { HOUR, MINUTE, SECOND } from '../time/duration';

/** Ada is on call and sits here; one service with what the test says of it. */
function teamWith(service: Partial<Service>, more: Partial<Team> = {}): Team {
  const team = teamOf({ blindAfter: 24 * HOUR });
  return {
    ...team,
    people: [personOf('ada'), personOf('grace')],
    schedules: [scheduleOf([layerOf(['ada'])])],
    services: team.services.map((one) => ({ ...one, ...service })),
    ...more,
  };
}

const named = (name: string, value: string): Matcher => ({ name, operator: '=', value });
const silence = (over: Partial<Silence> = {}): Silence => ({
  id: 's1',
  matchers: [named('alertname', 'disk')],
  start: BEGIN,
  end: BEGIN + 30 * MINUTE,
  by: 'grace',
  reason: 'deploy',
  ...over,
});
function acted(told: Story, acts: Partial<RotaActs>) {
  return told.happens({ kind: 'rotaChanged', rota: rotaOf(told.state.team, { ...NO_ACTS, ...acts }) });
}
const alert = (
  key: string,
  labels: Record<string, string> = {},
  severity: 'critical' | 'warning' = 'warning',
) =>
  alertOf(key, {
    source: 'prod',
    severity,
    labels: makeLabels(Object.entries({ alertname: key, team: 'pay', ...labels })),
  });

describe('a silence', () => {
  it('holds back what would page, says whose it is, and pages what still fires when it ends', () => {
    const told = new Story(teamWith({}));
    acted(told, { silences: [silence()] });
    told.read(['disk']);
    expect(told.rung()).toEqual([]);
    expect(told.incident().held).toEqual({
      how: 'silenced',
      by: 's1',
      detail: 'Silenced by Grace until 02:30: deploy',
      until: BEGIN + 30 * MINUTE,
    });
    told.after(30 * MINUTE - SECOND).read(['disk']);
    expect(told.rung()).toEqual([]);
    told.after(SECOND);
    expect(told.rung()).toEqual(['desk-1 released']);
    expect(told.incident().held).toBeNull();
  });

  it('stops what rings already, and lets it ring when it is taken back', () => {
    const told = new Story(teamWith({}));
    told.read(['disk', 'cpu']);
    expect(told.rung()).toEqual(['desk-1 firing', 'desk-2 firing']);
    acted(told, { silences: [silence()] });
    told.after(10 * MINUTE).read(['disk', 'cpu']);
    expect(told.rung().filter((line) => line.startsWith('desk-1'))).toEqual([]);
    acted(told, { silences: [silence({ end: told.now })] });
    expect(told.rung()).toContain('desk-1 released');
  });

  it('is over restarts what it was: nothing rings by starting, and it still ends', () => {
    const told = new Story(teamWith({}));
    acted(told, { silences: [silence()] });
    told.read(['disk']);
    const rota = told.state.rota;
    told.restart();
    told.happens({ kind: 'rotaChanged', rota });
    told.rung();
    told.after(31 * MINUTE);
    expect(told.rung().at(-1)).toMatch(/^desk-1/);
  });

  it('does not hold back the pager speaking of itself', () => {
    const told = new Story(teamWith({}));
    acted(told, {
      silences: [silence({ matchers: [named('alertname', 'WatchbillBlind')], end: BEGIN + 48 * HOUR })],
    });
    told.failed();
    told.after(24 * HOUR + MINUTE);
    expect(told.incidents().find(({ source }) => source === 'watchbill')?.held ?? null).toBeNull();
  });
});

describe('maintenance', () => {
  it('of a service holds its pages back while it lasts, planned or begun', () => {
    const window = { kind: 'once', start: BEGIN, end: BEGIN + HOUR } as const;
    const planned = { id: 'file:db', services: ['pay'], reason: 'upgrade', by: null, when: window };
    const told = new Story(teamWith({}, { maintenance: [planned] }));
    told.read(['disk']);
    expect([told.rung(), told.incident().held?.how]).toEqual([[], 'maintenance']);
    told.after(HOUR);
    expect(told.rung()).toEqual(['desk-1 released']);
  });

  it('that is planned for later begins by itself, also for what rings', () => {
    const window = { kind: 'once', start: BEGIN + 2 * MINUTE, end: BEGIN + HOUR } as const;
    const told = new Story(
      teamWith({}, { maintenance: [{ id: 'file:db', services: [], reason: '', by: null, when: window }] }),
    );
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
    told.after(20 * MINUTE);
    expect([told.rung(), told.incident().held?.how]).toEqual([[], 'maintenance']);
  });
});

describe('inhibition', () => {
  const rule = {
    id: 'node-down',
    source: [named('alertname', 'NodeDown')],
    target: [named('severity', 'warning')],
    equal: ['node'],
  };
  const team = teamWith({}, { inhibitions: [rule] });
  const down = alert('NodeDown', { node: 'a' }, 'critical');
  const slow = (node: string) => alert(`slow-${node}`, { node, severity: 'warning' });

  it('holds back what a bigger alert of the same answer explains, wherever it stands in it', () => {
    const told = new Story(team);
    told.read([slow('a'), down, slow('b')]);
    expect(told.rung()).toEqual(['desk-2 firing', 'desk-3 firing']);
    expect(told.incident('desk-1').held).toMatchObject({ how: 'inhibited', by: 'desk-2' });
  });

  it('stops what rang before the bigger one came, and pages it when that is over', () => {
    const told = new Story(team);
    told.read([slow('a')]);
    expect(told.rung()).toEqual(['desk-1 firing']);
    told.after(MINUTE).read([slow('a'), down]);
    expect(told.rung()).toEqual(['desk-2 firing']);
    expect(told.incident('desk-1').held).toMatchObject({ how: 'inhibited' });
    told.told({ act: 'resolve' }, 'desk-2');
    expect(told.rung()).toEqual(['desk-1 released']);
  });

  it('follows the team file: a rule that comes or goes counts at once', () => {
    const told = new Story(teamWith({}));
    told.read([down, slow('a')]);
    told.rung();
    const change = (to: Team) => told.happens({ kind: 'teamChanged', team: to, rota: rotaOf(to) });
    change(team);
    expect(told.incident('desk-2').held?.how).toBe('inhibited');
    change(teamWith({}));
    expect(told.incident('desk-2').held).toBeNull();
    expect(told.rung()).toEqual(['desk-2 released']);
  });
});

describe('hold and flapping', () => {
  it('pages only what still fires after so long', () => {
    const told = new Story(teamWith({ hold: 2 * MINUTE }));
    told.read(['disk', 'cpu']);
    expect(told.rung()).toEqual([]);
    told.told({ act: 'resolve' }, 'desk-2');
    told.after(2 * MINUTE - 1);
    expect(told.rung()).toEqual([]);
    told.after(1);
    expect(told.rung()).toEqual(['desk-1 released']);
    expect(told.lines('desk-2').some((line) => line.includes('paged'))).toBe(false);
  });

  it('holds back what comes and goes until it has fired for long enough', () => {
    const flapping = { changes: 3, within: 10 * MINUTE, steady: 5 * MINUTE };
    const told = new Story(teamWith({ flapping }));
    for (const nth of [1, 2, 3]) {
      told.sent('db');
      if (nth < 3) told.after(MINUTE).sent('db', { event: 'resolved' });
    }
    // The first two rang; the third does not, and is not lost.
    expect(told.rung()).toEqual(['desk-1 firing', 'desk-2 firing']);
    expect(told.incident('desk-3').held).toMatchObject({ how: 'flapping', until: told.now + 5 * MINUTE });
    told.after(5 * MINUTE);
    expect(told.rung()).toEqual(['desk-3 released']);
  });
});

describe('a group', () => {
  const group = { by: ['cluster'], wait: 30 * SECOND, window: null };
  const team = teamWith({ group });
  const of = (key: string, severity: 'critical' | 'warning' = 'warning') =>
    alert(key, { cluster: 'eu' }, severity);

  it('is one page: others join while it collects, and after', () => {
    const told = new Story(team);
    told.read([of('a'), of('b')]);
    expect(told.rung()).toEqual([]);
    expect(told.incident('desk-1').held?.how).toBe('collecting');
    expect(told.incident('desk-2').held).toMatchObject({ how: 'grouped', by: 'desk-1' });
    told.after(30 * SECOND).read([of('a'), of('b'), of('c'), alert('d', { cluster: 'us' })]);
    expect(told.rung()).toEqual(['desk-1 released']);
    expect(told.incident('desk-3')).toMatchObject({ lead: 'desk-1', held: { how: 'grouped' } });
    expect(told.incident('desk-4')).toMatchObject({ held: { how: 'collecting' } });
  });

  it('does not wait for what is critical, nor let it be spoken for by something less', () => {
    const told = new Story(team);
    told.read([of('a', 'critical')]);
    expect(told.rung()).toEqual(['desk-1 firing']);
    const calm = new Story(team);
    calm.read([of('a')]);
    calm.after(MINUTE).read([of('a'), of('b', 'critical')]);
    expect(calm.rung()).toEqual(['desk-1 released', 'desk-2 firing']);
  });

  it('is answered as one, and the next one leads when the first is over', () => {
    const told = new Story(team);
    told.read([of('a'), of('b'), of('c')]);
    told.after(MINUTE);
    told.rung();
    told.acknowledged('desk-1');
    expect(told.incidents().map(({ status }) => status)).toEqual([
      'acknowledged',
      'acknowledged',
      'acknowledged',
    ]);
    told.told({ act: 'unacknowledge' }, 'desk-1');
    expect(told.rung()).toEqual(['desk-1 unacknowledged']);
    // Over at its source, by two reads that lack it.
    for (let reads = 0; reads < 8; reads += 1) told.after(15 * SECOND).read([of('b'), of('c')]);
    expect(told.incident('desk-1').status).toBe('resolved');
    expect(told.incident('desk-2')).toMatchObject({ lead: null, held: null });
    expect(told.incident('desk-3')).toMatchObject({ lead: 'desk-2', held: { how: 'grouped' } });
    expect(told.rung().at(-1)).toBe('desk-2 released');
  });

  it('whose first is held back by something else does not keep the others silent', () => {
    const told = new Story(team);
    acted(told, { silences: [silence({ matchers: [named('alertname', 'a')] })] });
    told.read([of('a'), of('b')]);
    expect(told.rung()).toEqual(['desk-2 firing']);
    expect(told.incident('desk-1').held?.how).toBe('silenced');
  });

  it('with a window takes in only what comes in time', () => {
    const told = new Story(teamWith({ group: { ...group, window: 5 * MINUTE } }));
    told.read([of('a')]);
    told.after(4 * MINUTE).read([of('a'), of('b')]);
    told.after(4 * MINUTE).read([of('a'), of('b'), of('c')]);
    told.after(6 * MINUTE).read([of('a'), of('b'), of('c'), of('d')]);
    expect(told.incidents().map(({ lead = null }) => lead)).toEqual([null, 'desk-1', 'desk-1', null]);
  });

  it('is what it was after a restart', () => {
    const told = new Story(team);
    told.read([of('a'), of('b')]);
    told.after(MINUTE);
    told.rung();
    told.restart();
    expect(told.rung()).toEqual(['desk-1 after-restart']);
    told.read([of('a'), of('b'), of('c')]);
    expect(told.incident('desk-3')).toMatchObject({ lead: 'desk-1', held: { how: 'grouped' } });
  });

  it('without a window takes in nothing that came after somebody answered', () => {
    const told = new Story(team);
    told.read([of('a')]);
    told.after(MINUTE);
    told.acknowledged('desk-1');
    told.rung();
    told.after(MINUTE).read([of('a'), of('b')]);
    told.after(MINUTE);
    expect([told.incident('desk-2').lead ?? null, told.rung()]).toEqual([null, ['desk-2 released']]);
  });
});

describe('what was held back', () => {
  const steps: readonly Step[] = [
    { after: 0, page: [{ kind: 'schedule', schedule: 'primary' }] },
    { after: 4 * MINUTE, page: [{ kind: 'person', person: 'grace' }] },
  ];
  /** Ada sits here, Grace is on call: she is first, Ada is everyone. */
  const team = (service: Partial<Service> = {}): Team => ({
    ...teamWith({ escalation: 'e', ...service }),
    schedules: [scheduleOf([layerOf(['grace'])])],
    escalations: [
      {
        id: 'e',
        name: 'e',
        repeat: 0,
        steps: [steps[0] as Step, { after: 4 * MINUTE, page: [{ kind: 'person', person: 'ada' }] }],
      },
    ],
  });

  it('begins with its first step when nothing holds it any more, however long that took', () => {
    const silenced = new Story(team());
    acted(silenced, { silences: [silence()] });
    silenced.read(['disk']);
    const held = new Story(team({ hold: 10 * MINUTE }));
    held.read(['disk']);
    for (const [told, over] of [
      [silenced, 30],
      [held, 10],
    ] as const) {
      told.after((over + 4) * MINUTE - 1);
      expect(told.rung()).toEqual([]);
      told.after(1);
      expect(told.rung()).toHaveLength(1);
    }
  });

  it('is not paged about when its source does not list it any more, before it is known to be over', () => {
    const told = new Story(teamWith({ hold: 2 * MINUTE }));
    for (let reads = 0; reads < 4; reads += 1) {
      told.read(['disk']);
      told.after(15 * SECOND);
    }
    for (let reads = 0; reads < 12; reads += 1) {
      told.read([]);
      told.after(15 * SECOND);
    }
    expect([told.rung(), told.incident().status]).toEqual([[], 'resolved']);
    const back = new Story(teamWith({ hold: 2 * MINUTE }));
    back.read(['disk']);
    back.after(110 * SECOND).read([]);
    back.after(15 * SECOND).read(['disk']);
    expect(back.rung()).toEqual(['desk-1 released']);
  });

  it('counts from when the first desktop saw it', () => {
    const told = new Story(team({ hold: 10 * MINUTE }));
    const opening = {
      id: '1' as ActId,
      stamp: { ms: BEGIN, count: 1, desktop: 'far' },
      by: 'grace',
      body: {
        kind: 'incidentOpened',
        source: 'prod',
        dedupKey: 'disk',
        startsAt: BEGIN - MINUTE,
        at: BEGIN - HOUR,
      },
    } as const;
    told.happens({ kind: 'openingsHeard', openings: [opening] });
    told.read(['disk']);
    expect([told.incident().held ?? null, told.rung()]).toEqual([null, ['desk-1 firing']]);
  });
});
