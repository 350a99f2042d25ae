import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import type { Instant } from '../time/instant';

/** One happening of an event of an .ics file, recurrences expanded. */
export type CalendarEvent = {
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  /** E-mail addresses of organizer and attendees, lower case. */
  readonly emails: readonly string[];
};

/** The .ics files of the team folder. */
export type Calendars = {
  /**
   * The events that touch a span, by start. null where the file is missing or was never readable (the last good
   * reading is used as long as there is one); a layer that depends on it has nobody then, and the check says so.
   */
  events(path: string, span: Span): readonly CalendarEvent[] | null;
  /** Whom the events of an imported layer may name (`personOfEvent`); `rotaOf` puts the team's people here. */
  readonly people?: readonly Person[];
};

export const NO_CALENDARS: Calendars = { events: () => null };
