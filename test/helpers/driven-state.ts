import type { Alert } from '../../src/core/alert/alert';
import { makeLabels } from '../../src/core/alert/labels';
import { apply } from '../../src/core/incident/apply';
import { type Fact, type IncidentFact, isIncidentFact } from '../../src/core/incident/fact';
import type { Incident } from '../../src/core/incident/incident';
import type { AlertmanagerConfig } from '../../src/core/source/source-config';
import { commit } from '../../src/core/step/commit';
import type { Input } from '../../src/core/step/input';
import { emptyState, type State } from '../../src/core/step/state';
import { type Decision, step } from '../../src/core/step/step';
import type { Team } from '../../src/core/team/team';
import { MINUTE, SECOND } from '../../src/core/time/duration';

/** The real rules, driven input by input without an engine: what happened is kept as facts. */
export type DrivenState = {
  readonly state: State;
  readonly facts: readonly Fact[];
  happens(input: Input, at: number): Decision;
  factsOf(id: string): IncidentFact[];
  /** The incident as its facts tell it, resolved or not. */
  incident(id: string): Incident;
};

export function driveState(team: Team, at: number): DrivenState {
  const state = emptyState('desk', 'ada', ['popup', 'notification', 'sound']);
  const facts: Fact[] = [];
  const driven: DrivenState = {
    state,
    facts,
    happens(input, when) {
      const decision = step(state, input, when);
      facts.push(...decision.facts);
      commit(state, decision);
      return decision;
    },
    factsOf: (id) => facts.filter(isIncidentFact).filter((fact) => fact.incident === id),
    incident: (id) =>
      driven
        .factsOf(id)
        .reduce<Incident | undefined>((before, fact) => apply(before, fact), undefined) as Incident,
  };
  driven.happens({ kind: 'teamChanged', team, rota: state.rota }, at);
  driven.happens({ kind: 'started', version: '0.1.0' }, at);
  return driven;
}

export function polled(id: string, over: Partial<AlertmanagerConfig> = {}): AlertmanagerConfig {
  return {
    id,
    type: 'alertmanager',
    url: `http://${id}.example:9093`,
    every: 15 * SECOND,
    resolveAfter: MINUTE,
    blindAfter: 5 * MINUTE,
    acknowledge: 'silence',
    silenceFor: 15 * MINUTE,
    auth: { kind: 'none' },
    caFile: '',
    ...over,
  };
}

/** A team of three in London, two polled sources and a sender. */
export const LONDON_TEAM: Team = {
  name: 'Payments',
  timeZone: 'Europe/London',
  schedules: [],
  escalations: [],
  people: [
    {
      id: 'ada',
      name: 'Ada Okafor',
      email: 'ada@example.com',
      timeZone: 'Europe/London',
      holidays: '',
      away: '',
    },
    { id: 'linus', name: 'Linus', email: '', timeZone: 'Europe/Helsinki', holidays: '', away: '' },
    { id: 'noa', name: 'נועה לוי', email: '', timeZone: 'Asia/Jerusalem', holidays: '', away: '' },
  ],
  services: [
    {
      id: 'checkout',
      name: 'Checkout API',
      match: [
        { name: 'service', operator: '=', value: 'checkout' },
        { name: 'path', operator: '=~', value: 'C:\\\\tmp|"a"\nb' },
      ],
      owners: ['ada', 'noa'],
      repository: 'example/checkout',
      runbook: 'runbooks/checkout.md',
      escalation: '',
    },
    {
      id: 'pay',
      name: 'Payments',
      match: [{ name: 'team', operator: '=', value: 'pay' }],
      owners: [],
      repository: '',
      runbook: 'runbooks/pay.md',
      escalation: '',
    },
  ],
  sources: [
    polled('prod-alertmanager'),
    polled('eu', { acknowledge: 'nothing', auth: { kind: 'basic', username: 'ada' } }),
    { id: 'grafana', type: 'push', title: 'Grafana' },
  ],
};

export const CHANNEL_TITLES: ReadonlyMap<string, string> = new Map([
  ['popup', 'Pop-up'],
  ['notification', 'Notification'],
  ['sound', 'Sound'],
]);

export function firing(dedupKey: string, over: Partial<Alert> = {}): Alert {
  return {
    source: 'prod-alertmanager',
    dedupKey,
    event: 'firing',
    title: 'Checkout is slow',
    description: '',
    severity: 'critical',
    labels: makeLabels([
      ['alertname', 'CheckoutSlow'],
      ['team', 'pay'],
      ['instance', 'web-7:9090'],
    ]),
    annotations: [],
    links: [],
    runbook: '',
    startsAt: null,
    expiresAt: null,
    suppression: null,
    ...over,
  };
}

/** 02:00 in London on 23 November 2026, which is 02:00 UTC. */
export const NIGHT = Date.UTC(2026, 10, 23, 2);
