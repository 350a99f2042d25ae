import type { Alert } from '../../src/core/alert/alert';
import { apply } from '../../src/core/incident/apply';
import { isIncidentFact } from '../../src/core/incident/fact';
import { type Incident, isLive } from '../../src/core/incident/incident';
import { quietUntil } from '../../src/core/mute/quiet-until';
import { isUnanswered } from '../../src/core/page/ringing';
import { rotaOf } from '../../src/core/schedule/rota';
import { commit, indexInhibited, put } from '../../src/core/step/commit';
import { Draft } from '../../src/core/step/draft';
import { holdStage } from '../../src/core/step/hold-stage';
import type { Command, Input } from '../../src/core/step/input';
import { emptyState, type State } from '../../src/core/step/state';
import { type Decision, step, wakeOf } from '../../src/core/step/step';
import { whoIsPaged } from '../../src/core/step/who-is-paged';
import type { Team } from '../../src/core/team/team';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { foldActs } from '../../src/core/team-log/fold-acts';
import { heardActs, heardOpenings } from '../../src/core/team-log/heard-acts';
import { inStampOrder } from '../../src/core/team-log/merge';
import { heard, nextStamp, printStamp, type Stamp } from '../../src/core/team-log/stamp';

/** Where every story of several desktops begins: 02:00 UTC on 23 November 2026, a Monday. */
export const BEGIN = Date.UTC(2026, 10, 23, 2);

/**
 * One desktop over the real rules: its own state, its one timer as the engine keeps it, and the lines of the team's log
 * that have reached it. After whatever happens the promises are checked that hold for it alone.
 */
export class Desktop {
  state: State;
  awake = true;
  /** What its clock is off by; the true time is the world's. */
  skew = 0;
  /** Its clock was set, so others need not agree with what it counted. */
  wasSet = false;
  armed: number | null = null;
  readonly log = new Map<string, Act>();
  readonly byId = new Map<string, Incident>();
  /** What happened, for whoever looks for the reason of a failure. */
  readonly story: string[] = [];
  private sleptFrom = 0;
  private stamp: Stamp | null = null;
  private time: number;

  constructor(
    readonly me: string,
    readonly team: Team,
    at: number,
    private readonly publish: (act: Act) => void,
  ) {
    this.time = at;
    this.state = this.empty();
    this.happens({ kind: 'started', version: '1' });
    this.say([{ kind: 'desktopWent', to: 'awake' }]);
  }

  get now(): number {
    return this.time + this.skew;
  }

  /** Its timer runs until the true time `at`. */
  until(at: number): void {
    if (!this.awake) {
      this.time = at;
      return;
    }
    for (let turns = 0; this.armed !== null && this.armed <= at + this.skew; turns += 1) {
      if (turns > 500) throw new Error('a wake-up that never ends');
      this.time = Math.max(this.time, this.armed - this.skew);
      this.happens({ kind: 'timePassed' });
      const next = wakeOf(this.state, this.now);
      if (next !== null && next <= this.now) throw new Error('awake, and due at once again');
    }
    this.time = at;
  }

  happens(input: Input): Decision {
    const decision = step(this.state, input, this.now);
    commit(this.state, decision);
    this.story.push(`${(this.now - BEGIN) / 1000} ${input.kind}`);
    for (const fact of decision.facts) {
      this.story.push(`  ${JSON.stringify(fact).slice(0, 400)}`);
      if (isIncidentFact(fact)) this.byId.set(fact.incident, apply(this.byId.get(fact.incident), fact));
    }
    this.rearm(input, decision);
    this.say(decision.told);
    return decision;
  }

  command(pick: number, command: Command): void {
    const ids = [...this.state.incidents.keys()];
    const incident = ids[pick % Math.max(1, ids.length)];
    if (!this.awake || incident === undefined) return;
    this.happens({ kind: 'command', incident, command, by: { kind: 'person', id: this.me } });
  }

  read(alerts: readonly Alert[]): void {
    if (this.awake)
      this.happens({ kind: 'sourceRead', source: 'prod', alerts, startedAt: null, nextTryAt: null });
  }

  /** For the team's log, as the engine stamps it. */
  say(bodies: readonly ActBody[]): void {
    if (bodies.length === 0) return;
    const acts = bodies.map((body): Act => {
      this.stamp = nextStamp(this.stamp, this.now, `desk-${this.me}`);
      return { id: printStamp(this.stamp), stamp: this.stamp, by: this.me, body };
    });
    for (const act of acts) this.publish(act);
    this.hears(acts);
  }

  /** Lines of the log come, its own among them: as the engine tells the rules (src/engine/rota/rota-room.ts). */
  hears(acts: readonly Act[]): void {
    if (!this.awake) return;
    const list = inStampOrder(acts).acts;
    for (const act of list) {
      this.stamp = heard(this.stamp, act.stamp, this.now);
      this.log.set(act.id, act);
    }
    if (list.some(({ body }) => body.kind !== 'incidentActed' && body.kind !== 'incidentOpened'))
      this.happens({ kind: 'rotaChanged', rota: this.rota() });
    const openings = heardOpenings(list, this.now);
    const heardHere = heardActs(list, this.now);
    if (openings.length > 0) this.happens({ kind: 'openingsHeard', openings });
    if (heardHere.length > 0) this.happens({ kind: 'actsHeard', acts: heardHere });
  }

  sleeps(): void {
    if (!this.awake) return;
    this.say([{ kind: 'desktopWent', to: 'asleep' }]);
    this.sleptFrom = this.now;
    this.awake = false;
  }

  wakes(): void {
    if (this.awake) return;
    this.awake = true;
    this.happens({ kind: 'woke', from: this.sleptFrom });
    this.say([{ kind: 'desktopWent', to: 'awake' }]);
  }

  /** Killed and started again: what is left is what was written down, here and in the log. */
  crashes(): void {
    if (!this.awake) return;
    const { nextNumber, rested, pulses } = this.state;
    this.state = this.empty();
    this.state.nextNumber = nextNumber;
    this.state.rota = this.rota();
    for (const [key, rest] of rested) this.state.rested.set(key, rest);
    for (const [key, pulse] of pulses) this.state.pulses.set(key, pulse);
    for (const incident of this.byId.values()) if (isLive(incident)) put(this.state, incident);
    const acts = heardActs(inStampOrder([...this.log.values()]).acts, this.now);
    if (acts.length > 0) this.happens({ kind: 'actsHeard', acts });
    this.happens({ kind: 'started', version: '1' });
    this.hears([...this.log.values()]);
    this.say([{ kind: 'desktopWent', to: 'awake' }]);
  }

  /** Its clock is set: on is met as a sleep is, back as what it is. */
  clockSet(by: number): void {
    if (!this.awake) return;
    const from = this.now;
    this.skew += by;
    this.wasSet = true;
    if (by > 0) this.happens({ kind: 'woke', from });
    else {
      if (this.armed !== null) this.armed += by;
      this.happens({ kind: 'clockSet', back: -by });
    }
  }

  open(): Incident[] {
    return [...this.state.incidents.values()].filter(
      ({ status, source }) => status !== 'resolved' && source === 'prod',
    );
  }

  /** What must hold at a desktop that is awake, at this instant or at one before which its timer does not go off. */
  check(at = this.now): void {
    const { state } = this;
    if (!this.awake) return;
    const due = wakeOf(state, this.now);
    if (due !== null && (this.armed === null || this.armed > due))
      throw new Error(`${this.me}: the timer stands at ${this.armed}, something is due at ${due}`);
    const draft = new Draft(state, at);
    const me = state.rota.people.find(({ id }) => id === this.me);
    for (const incident of this.open()) {
      // One that its source does not list any more is held until it is over or back: from the next read on.
      if (incident.missing === null && holdStage(draft, incident)) {
        const fact = JSON.stringify(draft.facts.at(-1));
        throw new Error(`${this.me}: ${incident.id} is held by ${JSON.stringify(incident.held)}: ${fact}`);
      }
      if (!isUnanswered(incident) || incident.lastPagedAt !== null) continue;
      if (!whoIsPaged(draft, incident).people.has(this.me)) continue;
      if (incident.severity !== 'critical' && me && quietUntil(me, at) !== null) continue;
      throw new Error(`${this.me}: ${incident.id} is due and not paged`);
    }
  }

  /** The promises hold until its timer goes off, however long that is: nothing falls due in between. */
  checkAhead(part: number, most: number): void {
    if (!this.awake) return;
    const due = wakeOf(this.state, this.now) ?? Number.POSITIVE_INFINITY;
    const end = Math.min(due - 1, this.now + most);
    if (end <= this.now) return;
    this.check(Math.floor(this.now + (end - this.now) * part));
    this.check(end);
  }

  private rota() {
    return rotaOf(this.team, foldActs(inStampOrder([...this.log.values()]).acts));
  }

  private empty(): State {
    const state = emptyState(`desk-${this.me}`, this.me, ['popup', 'sound']);
    state.team = this.team;
    state.rota = rotaOf(this.team);
    indexInhibited(state);
    return state;
  }

  /** As the pager does (src/engine/pager/pager.ts). */
  private rearm({ kind }: Input, { wakeAt }: Decision): void {
    const anew = ['timePassed', 'clockSet', 'started', 'woke', 'teamChanged', 'rotaChanged', 'rulesChanged'];
    if (anew.includes(kind)) this.armed = wakeOf(this.state, this.now);
    else if (wakeAt !== null && (this.armed === null || wakeAt < this.armed)) this.armed = wakeAt;
  }
}
