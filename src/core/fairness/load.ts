import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';

/** What a person carried in a span of time, over the schedules asked for. Hours are elapsed hours. */
export type Load = {
  readonly person: PersonId;
  readonly hours: number;
  /** Hours between 22:00 and 07:00 on the clock of the person's own zone. */
  readonly nights: number;
  /** Hours on Saturdays and Sundays of the person's own zone. */
  readonly weekends: number;
  /** Hours on public holidays where the person is. */
  readonly holidays: number;
  /** Shifts that began in the span. */
  readonly shifts: number;
  /** Pages that reached this person, answered or not; bursts within a minute count once. */
  readonly interruptions: number;
  /** Of those, between 22:00 and 07:00 in the person's own zone. */
  readonly sleepInterruptions: number;
  /** Shortest rest between two shifts, in hours; null with fewer than two. */
  readonly shortestRest: number | null;
};

/** A page that reached a person. */
export type Interruption = { readonly person: PersonId; readonly at: Instant };
