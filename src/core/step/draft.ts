import { apply } from '../incident/apply';
import { type Fact, isIncidentFact } from '../incident/fact';
import type { Incident } from '../incident/incident';
import type { IncidentId, SourceId } from '../kernel/ids';
import type { PageReason } from '../page/page';
import type { Rota } from '../schedule/rota';
import type { SourceHealth } from '../source/health';
import type { Team } from '../team/team';
import type { ActBody } from '../team-log/act';
import type { Instant } from '../time/instant';
import type { PageOrder, SilenceOrder } from './input';
import { alertKey, type Heard, type Leap, type State } from './state';

/** One step being thought through: the state as it was, and what this step adds. The state itself is not changed. */
export class Draft {
  readonly facts: Fact[] = [];
  readonly pages: PageOrder[] = [];
  readonly orders: SilenceOrder[] = [];
  readonly touched = new Map<IncidentId, Incident>();
  readonly health = new Map<SourceId, SourceHealth>();
  /** Why an incident became open again in this step. */
  readonly causes = new Map<IncidentId, PageReason>();
  /** Alerts that a person resolved while they still fire at a polled source: quiet until then. */
  readonly rested = new Map<string, { startsAt: Instant | null; until: Instant }>();
  readonly opened = new Map<string, IncidentId>();
  nextNumber: number;
  team: Team;
  rota: Rota;
  /** For the team's log: what a person did here to what other desktops see as well. */
  readonly told: ActBody[] = [];
  readonly heard = new Map<string, Heard>();
  listeningSince: Instant;
  leap: Leap | null;
  refusal: string | null = null;
  private own: ReadonlySet<string> | null = null;

  constructor(
    readonly state: State,
    readonly at: Instant,
  ) {
    this.nextNumber = state.nextNumber;
    this.team = state.team;
    this.rota = state.rota;
    this.listeningSince = state.listeningSince;
    this.leap = state.leap;
  }

  /** The incident as this step leaves it so far. */
  incident(id: IncidentId): Incident | undefined {
    return this.touched.get(id) ?? this.state.incidents.get(id);
  }

  /** The incident of an alert that is not resolved. */
  openIncident(source: SourceId, dedupKey: string): Incident | undefined {
    const key = alertKey(source, dedupKey);
    const id = this.opened.get(key) ?? this.state.byKey.get(key);
    const incident = id === undefined ? undefined : this.incident(id);
    return incident?.status === 'resolved' ? undefined : incident;
  }

  /** Ids of the silences that our own acknowledgements wrote, of every incident that is live. */
  ownSilences(): ReadonlySet<string> {
    this.own ??= new Set(
      [...this.state.incidents.values()].flatMap(({ writeBack }) =>
        writeBack && writeBack.silenceId !== '' ? [writeBack.silenceId] : [],
      ),
    );
    return this.own;
  }

  /** The latest act on an alert that is known. */
  heardOf(source: SourceId, dedupKey: string): Heard | undefined {
    const key = alertKey(source, dedupKey);
    return this.heard.get(key) ?? this.state.heard.get(key);
  }

  healthOf(id: SourceId): SourceHealth | undefined {
    return this.health.get(id) ?? this.state.sources.get(id);
  }

  /** Writes a fact down and folds it. Facts of incidents that are long over are only written down. */
  record(fact: Fact): void {
    this.facts.push(fact);
    if (!isIncidentFact(fact)) return;
    const before = this.incident(fact.incident);
    if (!before && fact.kind !== 'opened') return;
    const after = apply(before, fact);
    if (after === before) return;
    this.touched.set(after.id, after);
    if (fact.kind === 'opened') this.opened.set(alertKey(after.source, after.dedupKey), after.id);
  }
}
