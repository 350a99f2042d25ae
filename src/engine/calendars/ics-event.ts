import ICAL from 'ical.js';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { parseWall, type Wall } from '../../core/time/wall';
import { IcsProblem, ofEvent, shown } from './ics-problem';
import { type Rule, ruleOf } from './ics-rule';
import { type IcsZone, type IcsZones, UTC_ZONE, wallText } from './ics-zone';
import { type JComponent, type JProperty, parameter, property, textOf } from './jcal';

/** A time as it stands in an event. */
export type Moment = {
  readonly wall: Wall;
  readonly zone: IcsZone;
  /** A whole day. */
  readonly date: boolean;
  /** Neither UTC nor of a zone: wherever the reader is. */
  readonly floating: boolean;
};

/** How long it lasts: first on the wall clock (days keep their time of day), then as elapsed time. */
type Length = { readonly wall: number; readonly elapsed: number };

/** A VEVENT, its repetitions not expanded. */
export type IcsEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly start: Moment;
  readonly length: Length;
  /** Which happening of its UID it stands in for; null for none. */
  readonly replaces: { readonly at: Instant; readonly wall: Wall; readonly andLater: boolean } | null;
  readonly rules: readonly Rule[];
  readonly more: ReadonlyArray<{ readonly start: Moment; readonly length: Length | null }>;
  readonly without: readonly Moment[];
  readonly summary: string;
  readonly emails: readonly string[];
  readonly cancelled: boolean;
};

/** What an event is read with. */
export type EventContext = {
  readonly zones: IcsZones;
  /** The zone of floating times and of days. */
  readonly here: IcsZone;
};

const MOST_EMAILS = 100;

/** Reads an event. @throws IcsProblem that names it */
export function readEvent(component: JComponent, context: EventContext): IcsEvent {
  return ofEvent(textOf(component, 'summary'), () => read(component, context));
}

function read(component: JComponent, context: EventContext): IcsEvent {
  const startLine = property(component, 'dtstart');
  if (!startLine) throw new IcsProblem('has no start (DTSTART)');
  const start = momentOf(startLine, startLine[3], context, 'start');
  if (property(component, 'exrule'))
    throw new IcsProblem('has an exception rule (EXRULE), which RFC 5545 withdrew and which is not read');
  const list = (name: string) =>
    component[1]
      .filter(([own]) => own === name)
      .flatMap((line) => line.slice(3).map((value) => ({ line, value })));
  // Written without a zone, they are meant in that of the event.
  const beside = { ...context, here: start.floating ? context.here : start.zone };
  const instead = property(component, 'recurrence-id');
  const replaced = instead && momentOf(instead, instead[3], beside, 'RECURRENCE-ID');
  return {
    uid: textOf(component, 'uid'),
    sequence: Number(property(component, 'sequence')?.[3] ?? 0) || 0,
    start,
    length: lengthOf(component, start, context),
    replaces: instead &&
      replaced && {
        at: instantAt(replaced),
        wall: replaced.wall,
        andLater: parameter(instead, 'range').toUpperCase() === 'THISANDFUTURE',
      },
    rules: list('rrule').map(({ value }) => ruleOf(value)),
    more: list('rdate')
      .filter(({ value }) => isWritten(value))
      .map(({ line, value }) => anotherOf(line, value, beside)),
    without: list('exdate')
      .filter(({ value }) => isWritten(value))
      .map(({ line, value }) => momentOf(line, value, beside, 'EXDATE')),
    summary: textOf(component, 'summary'),
    emails: emailsOf(component),
    cancelled: textOf(component, 'status').toUpperCase() === 'CANCELLED',
  };
}

/** The instant of a moment. */
export function instantAt({ wall, zone }: Moment): Instant {
  return zone.instantOf(wall);
}

/** When something ends that begins at a wall clock of a zone. */
export function endOf(wall: Wall, zone: IcsZone, length: Length): Instant {
  return zone.instantOf(wall + length.wall) + length.elapsed;
}

function momentOf(line: JProperty, value: unknown, { zones, here }: EventContext, what: string): Moment {
  const text = wallText(value);
  const wall = text === null ? null : parseWall(text.wall);
  if (text === null || wall === null) throw new IcsProblem(`has a ${what} that is no date or time`);
  if (text.date) return { wall, zone: here, date: true, floating: true };
  if (text.utc) return { wall, zone: UTC_ZONE, date: false, floating: false };
  const tzid = parameter(line, 'tzid');
  if (tzid === '') return { wall, zone: here, date: false, floating: true };
  return { wall, zone: zones(tzid), date: false, floating: false };
}

/** @throws IcsProblem where it ends before it starts, or never */
function lengthOf(component: JComponent, start: Moment, context: EventContext): Length {
  const endLine = property(component, 'dtend');
  if (endLine) {
    const end = momentOf(endLine, endLine[3], context, 'end');
    // In one zone the end is a wall clock too: a night shift to 07:00 ends at 07:00 whatever the clocks do. (RFC 5545
    // would have the elapsed time kept; no calendar program does that.)
    const length =
      end.zone.id === start.zone.id
        ? { wall: end.wall - start.wall, elapsed: 0 }
        : { wall: 0, elapsed: instantAt(end) - instantAt(start) };
    if (length.wall < 0 || length.elapsed < 0) throw new IcsProblem('ends before it starts');
    // RFC 5545 forbids it, but a day "until itself" is that day.
    return start.date && length.wall === 0 && length.elapsed === 0 ? ONE_DAY : length;
  }
  const duration = property(component, 'duration')?.[3];
  if (typeof duration === 'string') return durationOf(duration);
  return start.date ? ONE_DAY : { wall: 0, elapsed: 0 };
}

const ONE_DAY: Length = { wall: DAY, elapsed: 0 };
/** Longer than from year 1 to 9999. */
const LONGEST = 4_000_000 * DAY;

function durationOf(text: string): Length {
  let read: ICAL.Duration;
  try {
    read = ICAL.Duration.fromString(text);
  } catch {
    throw new IcsProblem(`has a length that cannot be read: "${shown(text, 30)}"`);
  }
  const wall = (read.weeks * 7 + read.days) * DAY;
  const elapsed = (read.hours * 3600 + read.minutes * 60 + read.seconds) * 1000;
  if (read.isNegative && wall + elapsed > 0) throw new IcsProblem('ends before it starts');
  if (!(wall + elapsed <= LONGEST)) throw new IcsProblem(`lasts longer than can be: "${shown(text, 30)}"`);
  return { wall, elapsed };
}

/** A further date (RDATE), which may be a period with a length of its own. */
function anotherOf(
  line: JProperty,
  value: unknown,
  context: EventContext,
): { start: Moment; length: Length | null } {
  if (!Array.isArray(value)) return { start: momentOf(line, value, context, 'RDATE'), length: null };
  const [from, to] = value as [unknown, unknown];
  const start = momentOf(line, from, context, 'RDATE');
  if (typeof to === 'string' && /^[+-]?P/.test(to)) return { start, length: durationOf(to) };
  const end = momentOf(line, to, context, 'RDATE');
  const elapsed = instantAt(end) - instantAt(start);
  if (elapsed < 0) throw new IcsProblem('has an RDATE that ends before it starts');
  return { start, length: { wall: 0, elapsed } };
}

/** Some tools write `RDATE:` with nothing in it. */
function isWritten(value: unknown): boolean {
  return /\d/.test(String(value));
}

function emailsOf([, properties]: JComponent): string[] {
  const emails = new Set<string>();
  for (const line of properties) {
    if (line[0] !== 'organizer' && line[0] !== 'attendee') continue;
    for (const text of [line[3], parameter(line, 'email')]) {
      const address = /^(?:mailto:)?\s*([^\s:@]+@[^\s@]+)$/i.exec(typeof text === 'string' ? text : '')?.[1];
      if (address && address.length <= 320 && emails.size < MOST_EMAILS) emails.add(address.toLowerCase());
    }
  }
  return [...emails];
}
