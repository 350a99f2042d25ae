import { describe, expect, it } from 'vitest';
import { makeLabels } from '../alert/labels';
import type { ActId } from '../kernel/ids';
import { muteWords } from '../mute/mute-words';
import { rotaOf } from '../schedule/rota';
import { readTeam } from '../team/read';
import { NO_ACTS } from '../team-log/rota-acts';
import { MINUTE } from '../time/duration';
import { explainAlert } from './explain';
import type { ExplainAsk, Explained, FiringBeside, StageName } from './explained';
import { teamPlaces } from './team-places';

const TEXT = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, quietHours: [ { from: "22:00", to: "07:00" } ] }
services:
  - { id: checkout, name: Checkout, match: ['namespace=~"pay.*"', 'severity!="info"'], owners: [ada], escalation: pay, runbook: runbooks/checkout.md }
  - id: search
    match: ['namespace="search"']
    escalation: quiet
    hold: 2m
    group: { by: [alertname], wait: 30s, window: 5m }
    flapping: { changes: 3, within: 30m, steady: 5m }
    supportHours: { hours: [ { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" } ] }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-11-23T00:00, turn: 1 week }
escalations:
  - id: pay
    steps:
      - { page: ["schedule:primary"] }
      - { after: 4m, page: ["person:grace"] }
      - { after: 15m, page: [everyone] }
  - { id: quiet, steps: [ { page: ["person:grace"] } ] }
inhibitions:
  - { id: node-down, source: ['alertname="NodeDown"'], target: ['severity=~"warning|info"'], equal: [cluster] }
maintenance:
  - { id: upgrade, services: [checkout], start: 2026-11-23T22:00, end: 2026-11-24T01:00, reason: upgrade }
`;
const { team, problems } = readTeam(TEXT);
if (!team) throw new Error(JSON.stringify(problems));

/** Monday, 12:00 in London. */
const NOON = Date.UTC(2026, 10, 23, 12);

function ask(labels: Record<string, string>, over: Partial<ExplainAsk> = {}): Explained {
  const severity = over.alert?.severity ?? 'error';
  return explainAlert({
    team: team as NonNullable<typeof team>,
    rota: rotaOf(team as NonNullable<typeof team>),
    at: NOON,
    firing: [],
    arrivals: [],
    sentTo: null,
    channels: null,
    words: muteWords(team as NonNullable<typeof team>),
    ...over,
    alert: {
      source: 'prod',
      dedupKey: 'k',
      title: labels['alertname'] ?? 'X',
      startsAt: null,
      suppression: null,
      severity,
      ...over.alert,
      labels: makeLabels(Object.entries(labels)),
    },
  });
}
const stage = (explained: Explained, name: StageName) =>
  explained.stages.find((each) => each.stage === name) as Explained['stages'][number];
const beside = (over: Partial<FiringBeside>): FiringBeside => ({
  id: 'desk-1',
  title: 'Node 7 is down',
  labels: makeLabels([['alertname', 'NodeDown']]),
  service: 'unrouted',
  severity: 'critical',
  openedAt: NOON - MINUTE,
  isPart: false,
  ...over,
});
const PAY = { namespace: 'pay-eu', alertname: 'CheckoutDown' };
const SEARCH = { namespace: 'search', alertname: 'SlowSearch' };

describe('explainAlert', () => {
  it('says which service takes it, why, and why none before it did', () => {
    const taken = stage(ask(PAY), 'service');
    expect(taken.words).toBe(
      'Checkout takes it: namespace is "pay-eu", which matches pay.*; severity is not there, not "info".',
    );
    const second = stage(ask(SEARCH), 'service');
    expect(second.words).toBe('search takes it: namespace is "search".');
    expect(second.details).toEqual(['Checkout does not match: namespace is "search", not pay.*.']);
    expect(stage(ask({ namespace: 'web' }), 'service')).toMatchObject({
      words: 'No service takes it: it is unrouted, and pages as is usual.',
      details: [
        'Checkout does not match: namespace is "web", not pay.*.',
        'search does not match: namespace is "web", not "search".',
      ],
    });
  });

  it('tells the plan: who now, who in how long, and by which escalation', () => {
    const explained = ask(PAY);
    expect(explained).toMatchObject({ pages: true, verdict: 'It pages Ada Okafor now.', people: ['ada'] });
    expect(stage(explained, 'plan').words).toBe(
      'By escalation pay: Ada Okafor now, Grace Lindt in 4:00, everyone in 19:00.',
    );
    expect(stage(explained, 'plan').details[0]).toMatch(
      /^Now: Ada Okafor\. Ada Okafor is on call for primary/,
    );
  });

  it('tells every stage in the order in which it is decided', () => {
    expect(ask(PAY).stages.map((each) => each.stage)).toEqual([
      'severity',
      'service',
      'owners',
      'silenced',
      'maintenance',
      'inhibited',
      'grouped',
      'flapping',
      'holding',
      'collecting',
      'urgency',
      'plan',
      'quiet-hours',
      'channels',
    ]);
  });

  it('is held back by a silence, and by maintenance, and says until when', () => {
    const silence = {
      id: 's1' as ActId,
      matchers: [{ name: 'namespace', operator: '=~', value: 'pay.*' }],
      start: NOON - MINUTE,
      end: NOON + 60 * MINUTE,
      by: 'ada',
      reason: 'deploy',
    } as const;
    const rota = rotaOf(team, { ...NO_ACTS, silences: [silence] });
    expect(ask(PAY, { rota })).toMatchObject({
      pages: true,
      verdict:
        'It pages Ada Okafor at 13:00, if it still fires then. Silenced by Ada Okafor until 13:00: deploy.',
    });
    const night = ask(PAY, { at: Date.UTC(2026, 10, 23, 23) });
    expect(night.pages).toBe(true);
    expect(night.verdict).toMatch(
      /at Tue 01:00, if it still fires then.*Maintenance until Tue 01:00: upgrade\.$/,
    );
    expect(stage(night, 'maintenance')).toMatchObject({ outcome: 'waits', path: ['maintenance', 'upgrade'] });
    expect(teamPlaces(TEXT)(['maintenance', 'upgrade'])?.line).toBe(
      TEXT.slice(0, TEXT.indexOf('{ id: upgrade')).split('\n').length,
    );
  });

  it('is explained by a bigger alert that fires beside it, of the same cluster only', () => {
    const warning = { ...SEARCH, severity: 'warning', cluster: 'eu' };
    const down = (cluster: string) =>
      beside({
        labels: makeLabels([
          ['alertname', 'NodeDown'],
          ['cluster', cluster],
        ]),
      });
    const held = ask(warning, {
      firing: [down('eu')],
      alert: { severity: 'warning' } as ExplainAsk['alert'],
    });
    expect(held.verdict).toBe(
      'It pages nobody. Inhibition node-down: "Node 7 is down" fires, and explains it already.',
    );
    expect(ask(warning, { firing: [down('us')] }).pages).toBe(true);
    expect(stage(ask(warning, { firing: null }), 'inhibited').words).toMatch(/not known here/);
  });

  it('joins what is open already, unless it is worse or too late', () => {
    const open = beside({
      title: 'Search is slow',
      labels: makeLabels(Object.entries(SEARCH)),
      service: 'search',
      severity: 'error',
    });
    expect(ask(SEARCH, { firing: [open] }).verdict).toMatch(/^It pages nobody\. It joins "Search is slow"/);
    expect(ask(SEARCH, { firing: [{ ...open, severity: 'warning' }] }).pages).toBe(true);
    expect(ask(SEARCH, { firing: [{ ...open, openedAt: NOON - 6 * MINUTE }] }).pages).toBe(true);
  });

  it('waits: for hold, for others, because it flaps; and pages whoever it is then', () => {
    const explained = ask(SEARCH);
    expect(explained.verdict).toBe('It pages Grace Lindt at 12:02, if it still fires then.');
    expect(stage(explained, 'collecting').words).toBe('It waits 30 s, until 12:00:30, for others to join.');
    const often = ask(SEARCH, { arrivals: [NOON - 20 * MINUTE, NOON - 10 * MINUTE] });
    expect(stage(often, 'flapping')).toMatchObject({
      outcome: 'waits',
      path: ['services', 'search', 'flapping'],
    });
    expect(often.verdict).toBe('It pages Grace Lindt at 12:05, if it still fires then.');
  });

  it('asks support hours and quiet hours, which what is critical breaks through', () => {
    const night = { at: Date.UTC(2026, 10, 24, 2) };
    const low = ask(SEARCH, night);
    expect(stage(low, 'urgency').words).toBe(
      'Urgency low: 02:00 is outside the support hours of search; within them it would be high.',
    );
    expect(low.verdict).toBe(
      'It pages Ada Okafor at 02:17, if it still fires then; Grace Lindt when quiet hours are over, at 07:00.',
    );
    const critical = ask(SEARCH, { ...night, alert: { severity: 'critical' } as ExplainAsk['alert'] });
    expect(critical.verdict).toBe('It pages Grace Lindt at 02:02, if it still fires then.');
    expect(stage(critical, 'quiet-hours').words).toMatch(/It is critical, so it pages all the same/);
  });

  it('names whom it pages first in truth: a later step comes before the end of quiet hours', () => {
    const people = team?.people.map((each, i) => ({
      ...each,
      quietHours: i === 0 ? (team?.people[1]?.quietHours ?? []) : [],
    }));
    const night = ask(PAY, {
      team: { ...team, people, maintenance: [] },
      at: Date.UTC(2026, 10, 24, 2),
    });
    expect(night.verdict).toBe(
      'It pages Grace Lindt after 4 min; Ada Okafor when quiet hours are over, at 07:00.',
    );
    expect(night.people).toEqual(['grace']);
  });

  it('never pages without a severity, nor what its source keeps quiet', () => {
    const none = ask(PAY, { alert: { severity: 'none' } as ExplainAsk['alert'] });
    expect(none.verdict).toBe('It pages nobody. Its severity is none: such alerts are kept, and never page.');
    const muted = ask(PAY, {
      alert: {
        severity: 'error',
        suppression: { how: 'inhibited', by: ['abc'] },
      } as unknown as ExplainAsk['alert'],
    });
    expect(muted.verdict).toBe('It pages nobody. Its source keeps it quiet: it is inhibited there.');
  });

  it('says that only one desktop hears of it, and by what it is reached', () => {
    const rules = [
      { title: 'the phone', after: 2 * MINUTE, urgency: 'high' },
      { title: 'the pop-up', after: 0, urgency: 'any' },
    ] as const;
    const explained = ask(PAY, { sentTo: 'grace', channels: { me: 'grace', rules } });
    expect(explained.people).toEqual(['ada', 'grace']);
    expect(stage(explained, 'channels').words).toBe('You are reached by the pop-up, the phone after 2 min.');
    expect(stage(explained, 'plan').details.at(-1)).toMatch(/pages whoever sits there as well: Grace Lindt/);
  });
});
