import type { LoadDuty } from '../fairness/load-of';
import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import type { Turn } from '../schedule/schedule';
import type { Away } from '../team-log/rota-acts';
import type { Duration } from '../time/duration';
import type { Wall } from '../time/wall';

/** A wish about a day of the schedule's zone; `days` are its dates within the plan, midnights. */
export type Wish = {
  readonly person: PersonId;
  readonly kind: 'prefer' | 'refuse';
  readonly days: readonly Wall[];
};

/** What is asked of the planner, read and checked. */
export type PlanAsk = {
  readonly schedule: ScheduleId;
  readonly zone: string;
  readonly people: readonly PersonId[];
  readonly start: Wall;
  readonly end: Wall;
  readonly turn: Turn;
  readonly minRest: Duration;
  readonly maxPerWeek: Duration;
  readonly weights: { readonly nights: number; readonly weekends: number; readonly holidays: number };
  readonly pastLoad: boolean;
  readonly wishes: readonly Wish[];
};

/** What is known of the people besides. */
export type PlanFacts = {
  readonly people: readonly Person[];
  readonly away: readonly Away[];
  readonly holidaysOf: (person: Person) => readonly Span[];
  /** Duty of the people before the plan, of any schedules, as far back as it counts. */
  readonly duties: readonly LoadDuty[];
};
