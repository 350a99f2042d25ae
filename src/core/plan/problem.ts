import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Duration } from '../time/duration';

/** What is shared out evenly, in hours. */
export const CATEGORIES = ['hours', 'nights', 'weekends', 'holidays'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Figures = Readonly<Record<Category, number>>;

/** Why somebody cannot have a shift, whatever the rest of the plan looks like. */
export type Block =
  | { readonly kind: 'away'; readonly reason: string }
  /** `day` as it was asked: an ISO date or `mon`; `date` the day it falls on. */
  | { readonly kind: 'refuses'; readonly date: string };

/** Somebody would like a shift. One that holds several of their days is one preference. */
export type Preference = { readonly person: number; readonly slot: number };

/**
 * Who shall have which shift. People and shifts are numbered by their place in `people` and `slots`.
 * A plan gives each shift to one person: an array of places in `people`, one a slot.
 */
export type PlanProblem = {
  /** IANA name; days and times are told in it. */
  readonly zone: string;
  readonly people: readonly PersonId[];
  /** In order, each beginning where the one before ends. */
  readonly slots: readonly Span[];
  /** `loads[person][slot]`: what the shift weighs for that person, in hours. */
  readonly loads: readonly (readonly Figures[])[];
  /** What each carried before; zeros where it does not count. */
  readonly past: readonly Figures[];
  /** Of an hour of each figure in the score; `hours` is 1. */
  readonly weights: Figures;
  /** `blocked[person][slot]`; null where nothing is in the way. */
  readonly blocked: readonly (readonly (Block | null)[])[];
  readonly preferences: readonly Preference[];
  /** Duty of each that is over before the first slot, but not for long: rest and the week are counted from it. */
  readonly before: readonly (readonly Span[])[];
  /** Least rest between two shifts of one person; 0 for none. Two shifts in a row have no rest between them. */
  readonly minRest: Duration;
  /** Most duty in any seven days in a row; 0 for no limit. */
  readonly maxPerWeek: Duration;
};

export type Plan = readonly number[];
