import { err, ok, type Result } from '../../core/kernel/result';
import type { Span } from '../../core/kernel/span';
import type { CalendarEvent } from '../../core/schedule/calendars';
import { DAY, HOUR } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { parseWall, type Wall } from '../../core/time/wall';
import { endOf, type IcsEvent, instantAt, type Moment, readEvent } from './ics-event';
import { IcsProblem, ofEvent, shown } from './ics-problem';
import { wallsOf } from './ics-recurrence';
import type { Rule } from './ics-rule';
import { type IcsZone, wallText, zoneByName, zonesOf } from './ics-zone';
import { parseJcal, textOf } from './jcal';
import { type SlimFor, slimIcs } from './slim-ics';

/** How an .ics is to be read. */
export type IcsAsked = {
  /** IANA name of the zone of floating times and of whole days. */
  readonly zone: string;
  /** Only what touches this is expanded. */
  readonly span: Span;
  /** More happenings than this are a problem, not a rota. */
  readonly most?: number;
  /** Gives the calendar again with nothing in it but what this needs (slim-ics.ts). */
  readonly slim?: SlimFor;
};

/** A calendar, read. */
export type IcsReading = {
  /** What the calendar calls itself (X-WR-CALNAME, NAME); ''. */
  readonly name: string;
  /** All happenings that touch the span, by start. */
  readonly events: readonly CalendarEvent[];
  /** Whether anything in it depends on the zone asked with: times without a zone, or whole days. */
  readonly floating: boolean;
  /** Where it was asked for; else ''. */
  readonly slim: string;
};

/** Reliability F10. */
export const MOST_INSTANCES = 10_000;
/** Milliseconds after which reading is given up; a worker is ended besides (ics-thread.ts). */
export const ICS_DEADLINE = 2000;
/** Offsets reach from -12 to +14 hours, so a wall clock is this near to its instant. */
const NEAR = 15 * HOUR;

/**
 * Reads an .ics and expands what touches a span: zones, repetitions, exceptions, cancelled events left out, transparent
 * ones kept. All or nothing: one event that cannot be read is a problem of the whole file. Events without a length are
 * left out, as they put nobody on call.
 * @returns the reading, or half a sentence that follows the file's name ("has an event …")
 */
export function readIcs(text: string, asked: IcsAsked): Result<IcsReading, string> {
  try {
    return ok(read(text, asked));
  } catch (error) {
    if (error instanceof IcsProblem) return err(error.message);
    return err(`cannot be read as iCalendar: ${shown(String(error), 150)}`);
  }
}

function read(text: string, { zone, span, slim, most = MOST_INSTANCES }: IcsAsked): IcsReading {
  const here = zoneByName(zone);
  if (!here) throw new IcsProblem(`cannot be read in the time zone "${shown(zone)}", which nobody knows`);
  const late = performance.now() + ICS_DEADLINE;
  const out = { events: [] as CalendarEvent[], most, span, tick: () => checkTime(late) };
  let floating = false;
  let name = '';
  const calendars = parseJcal(text);
  for (const calendar of calendars) {
    name ||= textOf(calendar, 'x-wr-calname') || textOf(calendar, 'name');
    if (textOf(calendar, 'method').toUpperCase() === 'CANCEL') continue;
    const described = calendar[2].filter(([own]) => own === 'vtimezone');
    const context = { zones: zonesOf(described, span.end + 366 * DAY, out.tick), here };
    const events = calendar[2].filter(([own]) => own === 'vevent').map((event) => readEvent(event, context));
    floating ||= events.some((event) => event.start.floating);
    expandAll(events, out);
  }
  out.events.sort((a, b) => a.start - b.start || a.end - b.end);
  return { name, events: out.events, floating, slim: slim ? slimIcs(calendars, slim) : '' };
}

type Out = {
  readonly events: CalendarEvent[];
  readonly most: number;
  readonly span: Span;
  /** Called for every step. @throws IcsProblem when it is late */
  readonly tick: () => void;
};

function expandAll(events: readonly IcsEvent[], out: Out): void {
  // What stands in for a happening: the newest of several (SEQUENCE), the later in the file of equals.
  const instead = new Map<string, IcsEvent>();
  const laterOf = new Map<string, IcsEvent[]>();
  for (const event of events) {
    if (!event.replaces) continue;
    if (event.replaces.andLater) laterOf.set(event.uid, [...(laterOf.get(event.uid) ?? []), event]);
    const key = `${event.replaces.at} ${event.uid}`;
    const other = instead.get(key);
    if (!other || other.sequence <= event.sequence) instead.set(key, event);
  }
  for (const event of instead.values()) {
    if (!event.cancelled) put(event, event.start.wall, event.start.zone, event.length, out);
  }
  for (const event of events) {
    if (event.replaces || event.cancelled) continue;
    ofEvent(event.summary, () => expandOne(event, instead, laterOf.get(event.uid) ?? [], out));
  }
}

function expandOne(
  event: IcsEvent,
  instead: ReadonlyMap<string, IcsEvent>,
  laterOnes: readonly IcsEvent[],
  out: Out,
): void {
  const later = laterOnes.toSorted((a, b) => (a.replaces?.at ?? 0) - (b.replaces?.at ?? 0));
  for (const { wall, zone, length, at } of happenings(event, out)) {
    if (instead.has(`${at} ${event.uid}`)) continue;
    const by = later.findLast(({ replaces }) => (replaces?.at ?? 0) <= at);
    if (!by) put(event, wall, zone, length, out);
    else if (!by.cancelled) {
      const moved = (wall + by.start.wall - (by.replaces?.wall ?? by.start.wall)) as Wall;
      put(by, moved, by.start.zone, by.length, out);
    }
  }
}

type Happening = { wall: Wall; zone: IcsZone; length: IcsEvent['length']; at: Instant };

/** All happenings of an event that can touch the span, exceptions left out. */
function* happenings(event: IcsEvent, out: Out): Generator<Happening> {
  const { start, length } = event;
  const dropped = new Set<Instant>();
  const droppedDays = new Set<Wall>();
  for (const moment of event.without) {
    if (moment.date && !start.date) droppedDays.add(moment.wall);
    else dropped.add(instantAt(moment));
  }
  const given = new Set<Instant>();
  const fresh = (wall: Wall, at: Instant) => {
    if (given.has(at) || dropped.has(at) || droppedDays.has(Math.floor(wall / DAY) * DAY)) return false;
    given.add(at);
    return true;
  };
  const { zone } = start;
  for (const rule of event.rules)
    for (const { wall, at } of walk(rule, start, length, out))
      if (fresh(wall, at)) yield { wall, zone, length, at };
  for (const another of event.more) {
    out.tick();
    const at = instantAt(another.start);
    if (fresh(another.start.wall, at))
      yield { wall: another.start.wall, zone: another.start.zone, length: another.length ?? length, at };
  }
  const at = instantAt(start);
  if (event.rules.length === 0 && fresh(start.wall, at)) yield { wall: start.wall, zone, length, at };
}

/** The happenings of one rule that can touch the span. */
function* walk(
  rule: Rule,
  start: Moment,
  length: IcsEvent['length'],
  { span, tick }: Out,
): Generator<{ wall: Wall; at: Instant }> {
  const near = start.zone.id === 'UTC' ? 0 : NEAR;
  const from = (span.start - length.wall - length.elapsed - near) as Wall;
  const until = lastOf(rule, start);
  for (const wall of wallsOf(rule, start.wall, from, span.end + near, tick)) {
    if (wall < from) continue;
    if (wall > span.end + near) return;
    const at = start.zone.instantOf(wall);
    if (at > until) return;
    yield { wall, at };
  }
}

/** The last instant of UNTIL; a day counts whole. */
function lastOf(rule: Rule, start: Moment): Instant {
  if (rule.until === '') return Number.POSITIVE_INFINITY;
  const text = wallText(rule.until);
  const wall = text === null ? null : parseWall(text.wall);
  if (text === null || wall === null)
    throw new IcsProblem('repeats until something that is no date or time (UNTIL)');
  if (text.date) return start.zone.instantOf(wall + DAY) - 1;
  // A day that repeats until a time of day: that day counts.
  if (start.date) return start.zone.instantOf(Math.floor(wall / DAY) * DAY);
  return text.utc ? wall : start.zone.instantOf(wall);
}

function put(event: IcsEvent, wall: Wall, zone: IcsZone, length: IcsEvent['length'], out: Out): void {
  out.tick();
  const start = zone.instantOf(wall);
  const end = endOf(wall, zone, length);
  if (end <= start || start >= out.span.end || end <= out.span.start) return;
  if (out.events.length >= out.most)
    throw new IcsProblem(
      `has more than ${out.most} ${TOO_MANY}, for example of "${shown(event.summary, 40)}"`,
      true,
    );
  out.events.push({ start, end, summary: event.summary, emails: event.emails });
}

function checkTime(late: number): void {
  if (performance.now() > late) throw new IcsProblem(TOO_LONG, true);
}

/** Half a sentence. */
export const TOO_LONG = `takes longer than ${ICS_DEADLINE / 1000} s to read`;

/** Part of a sentence: with a shorter span it may go. */
export const TOO_MANY = 'happenings in the time asked for';
