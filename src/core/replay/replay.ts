import { planOf } from '../escalation/plan-of';
import type { Incident } from '../incident/incident';
import type { IncidentId, PersonId, ServiceId } from '../kernel/ids';
import type { HeldHow } from '../mute/mute';
import { quietUntil } from '../mute/quiet-until';
import { isUnanswered } from '../page/ringing';
import type { Rota } from '../schedule/rota';
import { commit } from '../step/commit';
import { Draft } from '../step/draft';
import { mutesChangeAt } from '../step/hold-stage';
import type { Input } from '../step/input';
import { acknowledgeEndsAt } from '../step/lapse';
import { alertKey, emptyState, type State } from '../step/state';
import { step } from '../step/step';
import { planAskOf } from '../step/who-is-paged';
import type { Team } from '../team/team';
import type { Instant } from '../time/instant';
import { DueTimes } from './due-times';
import type { ReplayEvent } from './replay-event';

/** Somebody would have been asked. `step` is from 0; null for the last resort and for everyone in the end. */
export type ReplayedPage = {
  readonly at: Instant;
  /** null: whoever sits at the desktop, where there is no rota. */
  readonly person: PersonId | null;
  readonly step: number | null;
};

/** What would have become of one incident. */
export type Replayed = {
  /** What it was called when it really happened. */
  readonly incident: IncidentId;
  readonly title: string;
  readonly service: ServiceId;
  readonly openedAt: Instant;
  /** First pages, one a person while it was unanswered; [] where it paged nobody. */
  readonly pages: readonly ReplayedPage[];
  /** What held it back, in the order in which it did. */
  readonly held: readonly HeldHow[];
  /** The last step of its escalation that was reached, from 0; -1 for none. */
  readonly lastStep: number;
};

type Tracked = {
  readonly id: IncidentId;
  readonly was: IncidentId;
  readonly openedAt: Instant;
  title: string;
  service: ServiceId;
  held: HeldHow[];
  pages: ReplayedPage[];
  lastStep: number;
  /** Since when it wants an answer, and as it was then; null while it does not. */
  ringing: { readonly since: Instant; readonly incident: Incident } | null;
};

/** Nobody of the team: the rules are asked what becomes of an alert, not whether this desktop rings. */
const NOBODY: PersonId = '';

/**
 * "What would have happened": the real rules (core/step) on a virtual clock, over what really came. Whom an unanswered
 * incident pages is asked of its escalation plan, for all people at once; what people did then, they do at the same time
 * again. Handoffs while an incident is unanswered bring nobody more here.
 *
 * Takes one event after the other, so that whoever drives it can do other things in between; `replay` does all at once.
 */
export class Replay {
  private readonly state: State;
  private readonly tracked = new Map<IncidentId, Tracked>();
  /** Incidents of then to those of now. */
  private readonly names = new Map<IncidentId, IncidentId>();
  private readonly dues = new DueTimes<IncidentId>();
  private mutesAt: Instant | null = null;
  private readonly polled: ReadonlySet<string>;

  /** @param me who sits where the alerts came in: what was only sent there pages them */
  constructor(
    private readonly team: Team,
    private readonly rota: Rota,
    private readonly me: PersonId,
    start: Instant,
  ) {
    this.state = emptyState('replay', NOBODY, []);
    this.state.team = {
      ...team,
      // What came is known: no source goes blind, and none is written to. Nor is anything waited for.
      sources: team.sources.map(({ id }) => ({ id, type: 'push', title: '' })),
      heartbeats: [],
    };
    this.state.rota = rota;
    this.take({ kind: 'teamChanged', team: this.state.team, rota }, start);
    this.polled = new Set(team.sources.filter(({ type }) => type === 'alertmanager').map(({ id }) => id));
    this.lookForMutes(start);
  }

  /** Events must come in the order of their time. */
  happens(event: ReplayEvent): void {
    this.passTo(event.at);
    if (event.kind === 'alert') {
      const { alert, at } = event;
      this.take({ kind: 'alertSent', alert }, at);
      const id = this.state.byKey.get(alertKey(alert.source, alert.dedupKey));
      if (id === undefined || this.tracked.has(id)) return;
      this.names.set(event.incident, id);
      this.track(id, event.incident);
      return;
    }
    const incident = this.names.get(event.incident);
    if (incident !== undefined && this.state.incidents.has(incident))
      this.take({ kind: 'command', incident, command: event.command, by: event.by }, event.at);
  }

  /** What became of all of them by `end`, in the order in which they opened. */
  end(end: Instant): Replayed[] {
    this.passTo(end);
    const found: Replayed[] = [];
    for (const one of this.tracked.values()) {
      this.quiet(one, end);
      const { was: incident, title, service, openedAt, pages, held, lastStep } = one;
      found.push({ incident, title, service, openedAt, pages, held, lastStep });
    }
    return found;
  }

  private passTo(at: Instant): void {
    for (;;) {
      const due = this.dues.first();
      const next = Math.min(due ?? Number.POSITIVE_INFINITY, this.mutesAt ?? Number.POSITIVE_INFINITY);
      if (next > at) return;
      const only = this.dues.dropUntil(next);
      const mutes = this.mutesAt !== null && this.mutesAt <= next;
      this.take(mutes ? { kind: 'timePassed' } : { kind: 'timePassed', only }, next);
      if (mutes) this.lookForMutes(next);
    }
  }

  private lookForMutes(at: Instant): void {
    this.mutesAt = mutesChangeAt(new Draft(this.state, at));
  }

  private take(input: Input, at: Instant): void {
    const decision = step(this.state, input, at);
    commit(this.state, decision);
    for (const incident of decision.incidents) {
      const one = this.tracked.get(incident.id);
      if (one) this.follow(one, incident, at);
    }
  }

  private track(id: IncidentId, was: IncidentId): void {
    const incident = this.state.incidents.get(id) as Incident;
    const { title, service, openedAt } = incident;
    const one: Tracked = {
      id,
      was,
      openedAt,
      title,
      service,
      held: [],
      pages: [],
      lastStep: -1,
      ringing: null,
    };
    this.tracked.set(id, one);
    this.follow(one, incident, openedAt);
  }

  private follow(one: Tracked, incident: Incident, at: Instant): void {
    const how = incident.held?.how;
    if (how !== undefined && one.held.at(-1) !== how) one.held.push(how);
    const asks = isUnanswered(incident);
    if (!asks || one.ringing?.incident.plan !== incident.plan) this.quiet(one, at);
    if (asks) one.ringing ??= { since: at, incident };
    this.dues.put(incident.id, this.dueAt(incident, at));
  }

  /** Without reminders, and whose turn comes when: that is read off the plan. */
  private dueAt(incident: Incident, at: Instant): Instant | null {
    const times = [
      incident.snoozedUntil,
      incident.status === 'open' ? (incident.held?.until ?? null) : null,
      acknowledgeEndsAt(new Draft(this.state, at), incident),
    ].filter((time): time is Instant => time !== null && time > at);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** It wants no answer any more, or by another plan: who was asked until then? */
  private quiet(one: Tracked, until: Instant): void {
    if (!one.ringing) return;
    const { since, incident } = one.ringing;
    one.ringing = null;
    if (until <= since) return;
    const asked = new Set<PersonId | null>();
    const page = (person: PersonId | null, when: Instant, stepOf: number | null): void => {
      if (asked.has(person)) return;
      const at = this.afterQuietHours(person, incident, when);
      if (at >= until) return;
      asked.add(person);
      one.pages.push({ at, person, step: stepOf });
    };
    if (this.rota.schedules.length === 0) return page(null, since, null);
    const ask = planAskOf(new Draft(this.state, since), incident);
    let here = !this.polled.has(incident.source);
    for (const planned of planOf(ask, since, until - 1)) {
      if (planned.skippedBecause !== undefined) continue;
      if (here && planned.at > since) {
        // Only this desktop hears of it, so whoever sits here is asked at once.
        page(this.me, since, null);
        here = false;
      }
      if (planned.kind === 'handOver') asked.clear();
      for (const { person } of planned.people) page(person, Math.max(since, planned.at), planned.step);
      if (planned.step !== null) one.lastStep = Math.max(one.lastStep, planned.step);
    }
    if (here) page(this.me, since, null);
  }

  private afterQuietHours(person: PersonId | null, { severity }: Incident, at: Instant): Instant {
    if (severity === 'critical' || person === null) return at;
    const known = this.team.people.find(({ id }) => id === person);
    return (known && quietUntil(known, at)) ?? at;
  }
}

/** All of it at once. @param events in the order of their time */
export function replay(
  team: Team,
  rota: Rota,
  me: PersonId,
  events: readonly ReplayEvent[],
  span: { readonly start: Instant; readonly end: Instant },
): Replayed[] {
  const run = new Replay(team, rota, me, span.start);
  for (const event of events) run.happens(event);
  return run.end(span.end);
}
