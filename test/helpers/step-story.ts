import type { Alert } from '../../src/core/alert/alert';
import { makeLabels } from '../../src/core/alert/labels';
import { apply } from '../../src/core/incident/apply';
import { type Fact, isIncidentFact } from '../../src/core/incident/fact';
import type { Actor, Incident } from '../../src/core/incident/incident';
import { isLive } from '../../src/core/incident/incident';
import { rotaOf } from '../../src/core/schedule/rota';
import type { AlertmanagerConfig } from '../../src/core/source/source-config';
import { commit, indexInhibited, put } from '../../src/core/step/commit';
import type { Command, Input, SilenceOrder } from '../../src/core/step/input';
import { emptyState, type State } from '../../src/core/step/state';
import { type Decision, step, wakeOf } from '../../src/core/step/step';
import type { Team } from '../../src/core/team/team';
import type { HeardAct } from '../../src/core/team-log/act';
import { MINUTE, SECOND } from '../../src/core/time/duration';

/** Where every story begins: 02:00 UTC on 23 November 2026. */
export const BEGIN = Date.UTC(2026, 10, 23, 2);
export const ADA: Actor = { kind: 'person', id: 'ada' };

export const PROD: AlertmanagerConfig = {
  id: 'prod',
  type: 'alertmanager',
  url: 'http://prod.example:9093',
  every: 15 * SECOND,
  resolveAfter: 90 * SECOND,
  blindAfter: 5 * MINUTE,
  acknowledge: 'nothing',
  silenceFor: 15 * MINUTE,
  auth: { kind: 'none' },
  caFile: '',
};

/** A team with one polled source and one sender. */
export function teamOf(prod: Partial<AlertmanagerConfig> = {}): Team {
  return {
    name: 'Payments',
    timeZone: 'UTC',
    schedules: [],
    escalations: [],
    people: [{ id: 'ada', name: 'Ada Okafor', email: '', timeZone: 'UTC', holidays: '', away: '' }],
    services: [
      {
        id: 'pay',
        name: 'Payments',
        match: [{ name: 'team', operator: '=', value: 'pay' }],
        owners: [],
        repository: '',
        runbook: '',
        escalation: '',
      },
    ],
    sources: [
      { ...PROD, ...prod },
      { id: 'grafana', type: 'push', title: 'Grafana' },
    ],
  };
}

/** An alert of the sender; `{ source: 'prod' }` makes it one of the polled source. */
export function alertOf(dedupKey: string, over: Partial<Alert> = {}): Alert {
  return {
    source: 'grafana',
    dedupKey,
    event: 'firing',
    title: `${dedupKey} is broken`,
    description: '',
    severity: 'critical',
    labels: makeLabels([
      ['alertname', dedupKey],
      ['team', 'pay'],
    ]),
    annotations: [],
    links: [],
    runbook: '',
    startsAt: BEGIN - MINUTE,
    expiresAt: null,
    suppression: null,
    ...over,
  };
}

/** The real rules on a virtual time line: time passes only when told, and wakes the rules as the pager would. */
export class Story {
  state: State;
  readonly facts: Fact[] = [];
  /** Silence orders nobody has carried out yet. */
  readonly orders: SilenceOrder[] = [];
  now = BEGIN;
  wakes = 0;

  constructor(team: Team = teamOf()) {
    this.state = this.stateOf(team);
    this.happens({ kind: 'started', version: '1' });
  }

  happens(input: Input): Decision {
    const decision = step(this.state, input, this.now);
    commit(this.state, decision);
    this.facts.push(...decision.facts);
    this.orders.push(...decision.orders);
    return decision;
  }

  /** Time passes; what falls due on the way happens when it is due. */
  after(duration: number): this {
    const end = this.now + duration;
    for (
      let wake = wakeOf(this.state, this.now);
      wake !== null && wake <= end;
      wake = wakeOf(this.state, this.now)
    ) {
      if (wake <= this.now && this.wakes > 0 && wake < this.now - MINUTE)
        throw new Error(`due since ${this.clock(wake)}, and nobody looks after it`);
      this.now = Math.max(this.now, wake);
      this.happens({ kind: 'timePassed' });
      this.wakes += 1;
      const next = wakeOf(this.state, this.now);
      if (next !== null && next <= this.now)
        throw new Error(`${this.clock(this.now)}: a wake-up that never ends`);
    }
    this.now = end;
    return this;
  }

  sent(dedupKey: string, over: Partial<Alert> = {}): Decision {
    return this.happens({ kind: 'alertSent', alert: alertOf(dedupKey, over) });
  }

  /** The polled source answers with these alerts. */
  read(alerts: ReadonlyArray<string | Alert>, startedAt: number | null = null): Decision {
    return this.happens({
      kind: 'sourceRead',
      source: 'prod',
      alerts: alerts.map((alert) => (typeof alert === 'string' ? alertOf(alert, { source: 'prod' }) : alert)),
      startedAt,
      nextTryAt: null,
    });
  }

  failed(error = 'connection refused'): Decision {
    return this.happens({ kind: 'sourceFailed', source: 'prod', error, nextTryAt: null });
  }

  told(command: Command, incident = 'desk-1'): Decision {
    return this.happens({ kind: 'command', incident, command, by: ADA });
  }

  acknowledged(incident = 'desk-1', hereOnly = false): Decision {
    return this.told({ act: 'acknowledge', hereOnly }, incident);
  }

  /** The oldest order is carried out by the source, which calls the silence `id` and ends it when asked to. */
  obeyed(id = 'sil-1'): Decision {
    const order = this.order();
    return order.order === 'silence'
      ? this.happens({
          kind: 'silenceWritten',
          incident: order.incident,
          silenceId: id,
          endsAt: this.now + order.for,
        })
      : this.happens({ kind: 'silenceRemoved', incident: order.incident, silenceId: order.silenceId });
  }

  /** The oldest order is not taken. */
  refused(error = 'HTTP 403', silenceId = ''): Decision {
    const order = this.order();
    return this.happens({
      kind: 'silenceRefused',
      incident: order.incident,
      order: order.order,
      silenceId: order.order === 'silence' ? silenceId : order.silenceId,
      error,
    });
  }

  order(): SilenceOrder {
    const order = this.orders.shift();
    if (!order) throw new Error('nothing was ordered');
    return order;
  }

  /** Killed and started again: all that is left is what was written down, here and in the team's log. */
  restart(...acts: HeardAct[]): Decision {
    const before = this.state;
    this.state = this.stateOf(before.team);
    this.state.nextNumber = before.nextNumber;
    for (const incident of this.incidents()) if (isLive(incident)) put(this.state, incident);
    this.orders.length = 0;
    if (acts.length > 0) this.happens({ kind: 'actsHeard', acts });
    return this.happens({ kind: 'started', version: '1' });
  }

  /** The machine sleeps for so long: nothing runs, nothing is heard. */
  sleep(duration: number): Decision {
    const from = this.now;
    this.now += duration;
    return this.happens({ kind: 'woke', from });
  }

  /** Every incident as its facts tell it. */
  incidents(): Incident[] {
    const byId = new Map<string, Incident>();
    for (const fact of this.facts)
      if (isIncidentFact(fact)) byId.set(fact.incident, apply(byId.get(fact.incident), fact));
    return [...byId.values()];
  }

  incident(id = 'desk-1'): Incident {
    const found = this.incidents().find((incident) => incident.id === id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  /** What happened to one incident, a line a fact: minutes and seconds since the beginning, and what. */
  lines(id = 'desk-1'): string[] {
    return this.facts.flatMap((fact) =>
      isIncidentFact(fact) && fact.incident === id ? [`${this.clock(fact.at)} ${this.line(fact)}`] : [],
    );
  }

  /** Incidents and reasons of the pages since the last time this was asked. */
  rung(): string[] {
    const since = this.facts.slice(this.heard);
    this.heard = this.facts.length;
    return since.flatMap((fact) => (fact.kind === 'paged' ? [`${fact.incident} ${fact.reason}`] : []));
  }

  private heard = 0;

  private stateOf(team: Team): State {
    const state = emptyState('desk', 'ada', ['popup', 'sound']);
    state.team = team;
    state.rota = rotaOf(team);
    indexInhibited(state);
    return state;
  }

  private clock(at: number): string {
    const seconds = (at - BEGIN) / 1000;
    return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  }

  private line(fact: Fact): string {
    switch (fact.kind) {
      case 'seen':
        return `seen ${fact.times}`;
      case 'suppressed':
        return `suppressed ${fact.suppression.how} ${fact.suppression.by.join(' ')}`;
      case 'missed':
        return `missed ${fact.reads}`;
      case 'unacknowledged':
      case 'resolved':
        return fact.because === '' ? fact.kind : `${fact.kind}: ${fact.because}`;
      case 'noted':
        return `noted: ${fact.text}`;
      case 'paged':
      case 'notPaged':
        return `${fact.kind} ${fact.reason}`;
      case 'writeBack': {
        const { state, silenceId, endsAt, detail } = fact.writeBack;
        const until = endsAt === null ? '' : ` until ${this.clock(endsAt)}`;
        return `silence ${state}${silenceId && ` ${silenceId}`}${until}${detail && ` (${detail})`}`;
      }
      default:
        return fact.kind;
    }
  }
}
