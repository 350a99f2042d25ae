import { describe, expect, it } from 'vitest';
import { BEGIN, Story } from '../../../test/helpers/step-story';
import { type IncidentFact, isIncidentFact } from '../incident/fact';
import type { IncidentId, PersonId } from '../kernel/ids';
import { rotaOf } from '../schedule/rota';
import { readTeam } from '../team/read';
import type { Team } from '../team/team';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import { DueTimes } from './due-times';
import { type Replayed, replay } from './replay';
import { replayEvents } from './replay-event';
import { changesBetween, summaryOf } from './summary';

/** Ada is on call; nobody answers, Grace after 4 min; everyone in the end. */
function teamOf(pay = '', more = ''): Team {
  const { team, problems } = readTeam(`watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
services:
  - { id: pay, match: ['team="pay"'], escalation: first${pay} }
schedules:
  - { id: primary, layers: [ { id: always, people: [ada], start: 2026-01-05T09:00, turn: 1 week } ] }
escalations:
  - { id: first, steps: [ { page: ["schedule:primary"] }, { after: 4m, page: ["person:grace"] } ] }
sources:
  - { id: prod, type: alertmanager, url: "http://127.0.0.1:9093", blindAfter: 1d }
  - { id: grafana, type: push }
${more}`);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}

const fromProd = { source: 'prod' } as const;
const incidentFacts = (story: Story): IncidentFact[] => story.facts.filter(isIncidentFact);
const span = { start: BEGIN - HOUR, end: BEGIN + DAY };

/** A night: one is acknowledged after a minute, one after six, one goes by itself after 90 s, one only Grace's desktop hears. */
function night(team: Team = teamOf()): Story {
  const story = new Story(team);
  story.sent('down', fromProd);
  story.after(MINUTE).acknowledged('desk-1', true);
  story.after(10 * MINUTE);
  story.sent('slow', { ...fromProd, severity: 'warning' });
  story.after(6 * MINUTE).acknowledged('desk-2', true);
  story.sent('blip', fromProd);
  story.after(90 * SECOND).sent('blip', { ...fromProd, event: 'resolved' });
  story.after(MINUTE).sent('local');
  story.after(30 * MINUTE);
  return story;
}

const run = (team: Team, facts: readonly IncidentFact[], me: PersonId = 'ada'): Replayed[] =>
  replay(team, rotaOf(team), me, replayEvents(facts), span);
const told = (replayed: readonly Replayed[]): string[] =>
  replayed.map(
    ({ incident, pages, held }) =>
      `${incident}${held.map((how) => ` ${how}`).join('')}: ${pages
        .map(
          ({ person, at }) =>
            `${person} ${Math.floor((at - BEGIN) / MINUTE)}:${String(((at - BEGIN) / SECOND) % 60).padStart(2, '0')}`,
        )
        .join(', ')}`,
  );

describe('replay', () => {
  it('says of the team file as it is what really happened at the desktop', () => {
    const story = night();
    const really = new Map<IncidentId, number>();
    for (const fact of incidentFacts(story))
      if (fact.kind === 'paged' && fact.person === 'ada' && !really.has(fact.incident))
        really.set(fact.incident, fact.at);
    expect(really.size).toBe(4);
    for (const { incident, pages } of run(teamOf(), incidentFacts(story)))
      expect(pages.find(({ person }) => person === 'ada')?.at, incident).toBe(really.get(incident));
  });

  it('asks everybody of the plan, as far as nobody had answered', () => {
    expect(told(run(teamOf(), incidentFacts(night())))).toEqual([
      'desk-1: ada 0:00',
      'desk-2: ada 11:00, grace 15:00',
      'desk-3: ada 17:00',
      // Nobody answers; it came in at Ada's desktop.
      'desk-4: ada 19:30, grace 23:30',
    ]);
    expect(told(run(teamOf(), incidentFacts(night()), 'grace')).at(-1)).toBe(
      'desk-4: ada 19:30, grace 19:30',
    );
  });

  it('follows another team file: what a hold would have avoided, and what silences, groups and quiet hours would', () => {
    const facts = incidentFacts(night());
    const held = run(teamOf(', hold: 2m'), facts);
    expect(told(held)).toEqual([
      'desk-1 holding: ',
      'desk-2 holding: ada 13:00',
      'desk-3 holding: ',
      'desk-4 holding: ada 21:30, grace 25:30',
    ]);
    expect(told(run(teamOf(', group: { by: [team], wait: 0s, window: 1h }'), facts))).toEqual([
      'desk-1: ada 0:00',
      // Acknowledged with the one that it joined, which is worse.
      'desk-2 grouped: ',
      'desk-3 grouped: ',
      'desk-4 grouped: ',
    ]);
    const maintained = teamOf(
      '',
      'maintenance:\n  - { id: m, services: [pay], start: 2026-11-23T02:10, end: 2026-11-23T02:13, reason: work }\n',
    );
    expect(told(run(maintained, facts))[1]).toBe('desk-2 maintenance: ada 13:00');
    const changes = changesBetween(run(teamOf(), facts), held);
    expect(changes.map(({ incident }) => incident)).toEqual(['desk-1', 'desk-2', 'desk-3', 'desk-4']);
    expect(changesBetween(held, held)).toEqual([]);
  });

  it('pages again what an acknowledge time-out opens again, and what a snooze ended', () => {
    const story = new Story(teamOf());
    story.sent('down', fromProd);
    story.after(MINUTE).acknowledged('desk-1', true);
    story.after(HOUR);
    const timeout = teamOf();
    const [policy] = timeout.escalations;
    const eager = {
      ...timeout,
      escalations: [{ ...(policy as Team['escalations'][number]), acknowledgeTimeout: 10 * MINUTE }],
    };
    expect(told(run(eager, incidentFacts(story)))).toEqual(['desk-1: ada 0:00, ada 11:00, grace 15:00']);
  });

  it('leaves out its own trouble, and what a person resolved stays so', () => {
    const story = new Story(teamOf());
    story.sent('down', { source: 'watchbill' });
    story.sent('slow', fromProd);
    story.after(MINUTE).told({ act: 'resolve' }, 'desk-2');
    expect(told(run(teamOf(), incidentFacts(story)))).toEqual(['desk-2: ada 0:00']);
  });

  it('counts by person, by hour on their own clock, by what held back, by step', () => {
    const facts = incidentFacts(night());
    expect(summaryOf(run(teamOf(), facts), teamOf())).toMatchObject({
      incidents: 4,
      paged: 4,
      pages: 6,
      // 02:00 in London is 21:00 in New York.
      hours: { business: 0, off: 2, sleep: 4 },
      people: [
        { person: 'ada', pages: 4, hours: { sleep: 4 } },
        { person: 'grace', pages: 2, hours: { off: 2 } },
      ],
      escalated: [{ step: 1, incidents: 2 }],
      services: [{ service: 'pay', incidents: 4, pages: 6 }],
    });
    expect(summaryOf(run(teamOf(', hold: 2m'), facts), teamOf()).held).toEqual([
      { how: 'holding', incidents: 4, forGood: 2 },
    ]);
  });
});

describe('DueTimes', () => {
  it('knows the earliest, whatever is put again or taken back', () => {
    const times = new DueTimes<number>();
    for (let i = 0; i < 200; i++) times.put(i, (i * 7919) % 997);
    for (let i = 0; i < 200; i += 3) times.put(i, null);
    for (let i = 1; i < 200; i += 3) times.put(i, 2000 + i);
    const left: number[] = [];
    for (let next = times.first(); next !== null; next = times.first()) {
      left.push(next);
      times.dropUntil(next);
    }
    const kept = Array.from({ length: 200 }, (_, i) => i);
    const wanted = [
      ...kept.filter((i) => i % 3 === 2).map((i) => (i * 7919) % 997),
      ...kept.filter((i) => i % 3 === 1).map((i) => 2000 + i),
    ];
    expect(left).toEqual([...new Set(wanted)].sort((a, b) => a - b));
  });
});
