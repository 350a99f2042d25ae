import type { PersonId } from '../kernel/ids';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import { type LeftOut, leftOutAt, variesInTime } from './counts';
import type { Step } from './escalation';
import type { Move, PlanAsk } from './plan-ask';
import { type AwaySpans, allAwayFrom, isAnybodyAway } from './presence';
import { repeatAfterOf, stepsOf } from './steps';
import { chosen, type InCourse, lastResort, type Paged, sooner, whomOf } from './whom';

/** What brought something about: its time came, whoever was asked is away, or somebody escalated. */
export type Because =
  | { readonly kind: 'time' }
  | { readonly kind: 'away' }
  | { readonly kind: 'escalated'; readonly by: PersonId | null };

/** What happens in the course of an escalation that nobody answers, in the order in which it begins. */
export type Event =
  | ({ readonly kind: 'step'; readonly at: Instant; readonly because: Because } & InCourse)
  | ({ readonly kind: 'leftOut'; readonly at: Instant; readonly why: LeftOut } & InCourse)
  /** No step counts when the incident opens. */
  | { readonly kind: 'lastResort'; readonly at: Instant; readonly round: number }
  /** Beyond the last step. */
  | { readonly kind: 'everyone'; readonly at: Instant; readonly round: number; readonly because: Because }
  | {
      readonly kind: 'handOver' | 'addResponder';
      readonly at: Instant;
      readonly round: number;
      readonly by: PersonId | null;
      readonly to: PersonId;
    };

/** So long after the last step of an escalation everyone is paged about what is urgent. */
const EVERYONE_AFTER: Duration = 15 * MINUTE;

/** More steps than this are waited out whoever is away: beyond them a plan is one of years, and must be quick. */
const MOST_LOOKED_AT = 200;

/**
 * Who left so many steps unanswered is asked at any hour: beyond them every round is like the one before it, and a plan
 * of years stays quick.
 */
const MOST_CONDITIONS = 2000;

const BY_TIME: Because = { kind: 'time' };
const BY_AWAY: Because = { kind: 'away' };

/**
 * The course of an escalation, from the first step on, as far as it is asked for; of what begins at one instant in the
 * order in which it counts. It ends where nothing is left that time alone, or a move that is known, would bring.
 * @param away null: as if everybody were at their desktops
 * @param skipTo rounds that are over by then, and bring nobody whom an earlier one did not, may be left out
 */
export function* courseOf(ask: PlanAsk, away: AwaySpans | null, skipTo: Instant): Generator<Event, void> {
  const course = new Course(ask, away, skipTo);
  for (;;) {
    const next = course.next();
    const move = course.move();
    if (move !== null && (next === null || move.at < next.at)) yield* course.make(move);
    else if (next === null) return yield* course.rest();
    else yield* course.begin(next);
  }
}

/** What comes next if nobody moves. */
type Next = { readonly at: Instant } & (
  | { readonly kind: 'step'; readonly index: number; readonly because: Because }
  | { readonly kind: 'round' }
  | { readonly kind: 'lastResort' }
  | { readonly kind: 'everyone'; readonly because: Because }
);

class Course {
  private readonly steps: readonly Step[];
  private readonly moves: readonly Move[];
  private readonly repeat: number;
  private readonly repeatAfter: Duration;
  private away: AwaySpans | null;
  private lookedAt = 0;
  private moved = 0;
  private round = 0;
  /** The first step of the round that has neither begun nor been passed over. */
  private index = 0;
  /** What the next wait counts from: when the last one was asked, or the round began. */
  private base: Instant;
  /** Nobody was asked since `base`: it is when the round began. */
  private fresh = true;
  private everyoneAsked = false;
  /** Whom the course waits for: of the step that began last, and of all the round. */
  private waitsFor: ((at: Instant) => readonly Paged[]) | null = null;
  private ofRound: ((at: Instant) => readonly Paged[])[] = [];
  private upcoming: Next | null | undefined;

  constructor(
    private readonly ask: PlanAsk,
    away: AwaySpans | null,
    private readonly skipTo: Instant,
  ) {
    this.steps = stepsOf(ask);
    const ever = this.steps.some((step) => variesInTime(ask, step) || this.leftOut(step, ask.from) === null);
    this.repeat = ever ? (ask.policy?.repeat ?? 0) : 0;
    this.repeatAfter = repeatAfterOf(ask.policy);
    this.base = ask.from;
    this.away = away && isAnybodyAway(away, ask.from, Number.POSITIVE_INFINITY) ? away : null;
    // Of a move whose desktop's clock was behind the one that saw it open: it is of this incident all the same.
    this.moves = ask.moves
      .map((move) => (move.at < ask.from ? { ...move, at: ask.from } : move))
      .sort((a, b) => a.at - b.at);
  }

  move(): Move | null {
    return this.moves[this.moved] ?? null;
  }

  next(): Next | null {
    if (this.upcoming === undefined) {
      const natural = this.natural();
      this.upcoming = (natural && this.early(natural)) ?? natural;
    }
    return this.upcoming;
  }

  *begin(next: Next): Generator<Event, void> {
    const { at } = next;
    this.upcoming = undefined;
    switch (next.kind) {
      case 'step':
        return yield* this.beginStep(next.index, at, next.because);
      case 'round':
        yield* this.leaveOut(this.steps.length, null);
        return this.beginRound(at);
      case 'lastResort': {
        const paged = lastResort(this.ask);
        this.everyoneAsked ||= paged.instead === 'everyone';
        this.waitFor(at, () => [paged]);
        yield { kind: 'lastResort', at, round: this.round };
        return;
      }
      case 'everyone':
        this.everyoneAsked = true;
        yield { kind: 'everyone', at, round: this.round, because: next.because };
        return;
    }
  }

  *make(move: Move): Generator<Event, void> {
    this.moved++;
    this.upcoming = undefined;
    const { at, by } = move;
    if (move.kind === 'escalate') return yield* this.escalate(at, { kind: 'escalated', by });
    if (move.kind === 'handOver') {
      const paged = chosen(this.ask, move.to);
      this.everyoneAsked = paged.instead === 'everyone';
      this.ofRound = [];
      this.waitFor(at, () => [paged]);
    }
    yield { kind: move.kind, at, round: this.round, by, to: move.to };
  }

  /** What is left when nothing more comes: the steps that do not count. */
  rest(): Generator<Event, void> {
    return this.leaveOut(this.steps.length, null);
  }

  private *escalate(at: Instant, because: Because): Generator<Event, void> {
    const here = this.firstThatCounts(this.index, () => at);
    if (here !== null) return yield* this.beginStep(here, at, because);
    const again = this.round < this.repeat ? this.firstThatCounts(0, () => at) : null;
    if (again !== null) {
      yield* this.leaveOut(this.steps.length, at);
      this.beginRound(at, false);
      return yield* this.beginStep(again, at, because);
    }
    this.everyoneAsked = true;
    yield { kind: 'everyone', at, round: this.round, because };
  }

  /** What comes if everybody is at their desktops from now on. */
  private natural(): Next | null {
    const index = this.firstThatCounts(this.index, (i) => this.dueOf(i));
    if (index !== null) return { kind: 'step', at: this.dueOf(index), index, because: BY_TIME };
    if (this.round === 0 && this.fresh) return { kind: 'lastResort', at: this.base };
    if (this.round < this.repeat) return { kind: 'round', at: this.base + this.repeatAfter };
    if (!this.ask.everyoneInTheEnd || this.everyoneAsked) return null;
    return { kind: 'everyone', at: this.base + EVERYONE_AFTER, because: BY_TIME };
  }

  /** What comes before that because nobody whom it waits for is there; null for nothing. */
  private early(natural: Next): Next | null {
    const { away, waitsFor } = this;
    if (away === null || waitsFor === null) return null;
    const last = natural.kind === 'round' || natural.kind === 'everyone';
    if (last && (!this.ask.everyoneInTheEnd || this.everyoneAsked)) return null;
    if (this.lookedAt++ >= MOST_LOOKED_AT) {
      this.away = null;
      return null;
    }
    // A round is not cut short, for the next one is there to ask again. Yet where nobody of it is left, all are asked.
    const whom = natural.kind === 'round' ? this.ofRound : [waitsFor];
    const at = allAwayFrom(away, (when) => peopleOf(whom, when), this.base, natural.at);
    if (at === null) return null;
    if (last) return { kind: 'everyone', at, because: BY_AWAY };
    const index = this.firstThatCounts(this.index, () => at);
    return index === null ? null : { kind: 'step', at, index, because: BY_AWAY };
  }

  private *beginStep(index: number, at: Instant, because: Because): Generator<Event, void> {
    yield* this.leaveOut(index, because.kind === 'time' ? null : at);
    const of = { step: this.steps[index] as Step, index, round: this.round };
    this.index = index + 1;
    this.everyoneAsked ||= isForEveryone(of.step);
    this.waitFor(at, (when) => whomOf(this.ask, of, when));
    yield { kind: 'step', at, because, ...of };
  }

  private beginRound(at: Instant, maySkip = true): void {
    this.round++;
    this.index = 0;
    this.base = at;
    this.fresh = true;
    this.waitsFor = null;
    this.ofRound = [];
    if (maySkip) this.skipRounds();
  }

  /** From here on every round is like the one before it: whether one begins is arithmetic. */
  private skipRounds(): void {
    const { steps, ask, round, base } = this;
    if (this.moved < this.moves.length) return;
    if (this.away && isAnybodyAway(this.away, base, Number.POSITIVE_INFINITY)) return;
    const varies = steps.some((step) => variesInTime(ask, step));
    if (varies && round * steps.length < MOST_CONDITIONS) return;
    // Everyone whose turn comes in some round has had it.
    if (round <= Math.max(...steps.map(({ roundRobin, page }) => (roundRobin ? page.length : 0)))) return;
    const counted = steps.filter((step) => this.leftOut(step, base) === null);
    const waits = counted.slice(1).reduce((sum, { after }) => sum + after, 0);
    const period = waits + this.repeatAfter;
    const over = Math.floor((this.skipTo - base) / period) - 1;
    const skipped = Math.min(over, this.repeat - round);
    if (!(skipped > 0)) return;
    this.round += skipped;
    this.base += skipped * period;
  }

  /** Those up to `end` that have not begun; `at`: when they were passed over, null for their own time. */
  private *leaveOut(end: number, at: Instant | null): Generator<Event, void> {
    for (let index = this.index; index < end; index++) {
      const step = this.steps[index] as Step;
      const when = at ?? this.dueOf(index);
      const why = this.leftOut(step, when);
      if (why !== null) yield { kind: 'leftOut', at: when, why, step, index, round: this.round };
    }
  }

  private waitFor(at: Instant, whom: (at: Instant) => readonly Paged[]): void {
    this.base = at;
    this.fresh = false;
    this.waitsFor = whom;
    if (this.away) this.ofRound.push(whom);
  }

  /** When a step of this round begins; the first one that is asked at all has nobody before it to wait for. */
  private dueOf(index: number): Instant {
    const isWaited = !this.fresh || (index === 0 && this.round === 0);
    return isWaited ? this.base + (this.steps[index] as Step).after : this.base;
  }

  private firstThatCounts(from: number, when: (index: number) => Instant): number | null {
    for (let index = from; index < this.steps.length; index++)
      if (this.leftOut(this.steps[index] as Step, when(index)) === null) return index;
    return null;
  }

  private leftOut(step: Step, at: Instant): LeftOut | null {
    if (this.round * this.steps.length >= MOST_CONDITIONS && variesInTime(this.ask, step)) return null;
    return leftOutAt(this.ask, step, at);
  }
}

function isForEveryone({ page, roundRobin }: Step): boolean {
  return (!roundRobin || page.length === 1) && page.some(({ kind }) => kind === 'everyone');
}

function peopleOf(whom: readonly ((at: Instant) => readonly Paged[])[], at: Instant) {
  const people = new Set<PersonId>();
  let until: Instant | null = null;
  for (const each of whom)
    for (const paged of each(at)) {
      for (const person of paged.people) people.add(person);
      until = sooner(until, paged.until);
    }
  return { people, until };
}
