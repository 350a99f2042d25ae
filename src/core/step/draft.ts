import type { Pulse } from '../heartbeat/pulse';
import { apply } from '../incident/apply';
import { type Fact, isIncidentFact } from '../incident/fact';
import type { Incident } from '../incident/incident';
import type { IncidentId, SourceId } from '../kernel/ids';
import { InhibitIndex } from '../mute/inhibit-index';
import type { FlapRule, Inhibition } from '../mute/mute';
import { type MuteWords, muteWords } from '../mute/mute-words';
import type { PageReason } from '../page/page';
import type { PagingRule } from '../page/paging-rule';
import type { Rota } from '../schedule/rota';
import type { SourceHealth } from '../source/health';
import type { Team } from '../team/team';
import type { ActBody } from '../team-log/act';
import type { Instant } from '../time/instant';
import type { PageOrder, SilenceOrder } from './input';
import { alertKey, type Group, type Heard, type Leap, type SeenFirst, type State } from './state';

/** One step being thought through: the state as it was, and what this step adds. The state itself is not changed. */
export class Draft {
  readonly facts: Fact[] = [];
  readonly pages: PageOrder[] = [];
  readonly orders: SilenceOrder[] = [];
  readonly touched = new Map<IncidentId, Incident>();
  readonly health = new Map<SourceId, SourceHealth>();
  readonly pulses = new Map<string, Pulse>();
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
  readonly seenFirst = new Map<string, SeenFirst>();
  /** Keys of alerts that came in this step. */
  readonly arrived: string[] = [];
  rules: readonly PagingRule[];
  listeningSince: Instant;
  leap: Leap | null;
  refusal: string | null = null;
  private own: ReadonlySet<string> | null = null;
  /** What this step opened or regrouped, as the state's indexes have it of what was there before. */
  private readonly groups = new Map<string, Group>();
  private readonly joined = new Map<IncidentId, Set<IncidentId>>();
  private words: MuteWords | null = null;
  private reindexed = false;
  private fresh: InhibitIndex<IncidentId> | null = null;

  constructor(
    readonly state: State,
    readonly at: Instant,
  ) {
    this.nextNumber = state.nextNumber;
    this.team = state.team;
    this.rota = state.rota;
    this.rules = state.rules;
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

  /** The group that new alerts of a key join. */
  groupOf(key: string): Group | undefined {
    return this.groups.get(key) ?? this.state.groups.get(key);
  }

  /** What is part of an incident and not over, the one that is open for longest first. */
  membersOf(lead: IncidentId): readonly Incident[] {
    const ids = [...(this.state.members.get(lead) ?? []), ...(this.joined.get(lead) ?? [])];
    return ids
      .flatMap((id) => this.incident(id) ?? [])
      .filter((incident) => incident.lead === lead && incident.status !== 'resolved')
      .sort((a, b) => a.openedAt - b.openedAt || a.number - b.number);
  }

  /** The alert that explains this one already, by the team's inhibitions, and which of them says so. */
  inhibitedBy(incident: Incident): { readonly rule: Inhibition; readonly by: Incident } | null {
    const { labels } = incident.alert;
    const isFiring = (by: IncidentId): boolean => {
      const source = this.incident(by);
      return source !== undefined && source.status !== 'resolved';
    };
    const found =
      (this.reindexed ? null : this.state.inhibit.inhibitedBy(labels, isFiring)) ??
      // What was there before goes on being the reason.
      this.fresh?.inhibitedBy(labels, isFiring);
    const by = found && this.incident(found.by);
    return found && by ? { rule: found.rule, by } : null;
  }

  /** Incidents that this one explains, or did. */
  explainedBy(incident: Incident): readonly IncidentId[] {
    const { id } = incident;
    const { labels } = incident.alert;
    const known = this.reindexed ? [] : this.state.inhibit.targetsOf(id, labels);
    return [...known, ...(this.fresh?.targetsOf(id, labels) ?? [])];
  }

  /** The team file changed: what explains what is asked of its rules from here on. */
  reindex(): void {
    this.reindexed = true;
    this.fresh = new InhibitIndex<IncidentId>(this.team.inhibitions ?? []);
    for (const { id, status, alert } of this.state.incidents.values())
      if (status !== 'resolved') this.fresh.add(id, alert.labels);
  }

  /** Whether any maintenance is known at all: hardly ever, so nobody need be asked. */
  get hasMaintenance(): boolean {
    return (this.team.maintenance ?? []).length > 0 || this.rota.acts.maintenance.length > 0;
  }

  /** Names and clocks for what holds pages back, as whoever sits here reads them. */
  get muteWords(): MuteWords {
    this.words ??= muteWords(
      this.team,
      this.team.people.find(({ id }) => id === this.state.me)?.timeZone ?? this.team.timeZone,
    );
    return this.words;
  }

  /** Until when an alert that flaps must go on firing before it pages; null where it does not flap. */
  flapsUntil(key: string, rule: FlapRule): Instant | null {
    return this.state.flaps.flapsUntil(key, rule, this.at, this.arrived.includes(key));
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
    if (fact.kind === 'opened' || fact.kind === 'regrouped') this.index(after, fact.kind === 'opened');
  }

  private index(incident: Incident, isNew: boolean): void {
    const { id, lead, group } = incident;
    if (group !== undefined && !lead) this.groups.set(group, { lead: id, joinedAt: incident.openedAt });
    if (lead) {
      const members = this.joined.get(lead) ?? new Set();
      this.joined.set(lead, members.add(id));
      if (group !== undefined) this.groups.set(group, { lead, joinedAt: this.at });
    }
    const { inhibitions = [] } = this.team;
    if (!isNew || inhibitions.length === 0) return;
    this.fresh ??= new InhibitIndex<IncidentId>(inhibitions, this.state.inhibit);
    this.fresh.add(id, incident.alert.labels);
  }
}
