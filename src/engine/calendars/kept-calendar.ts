import { err, ok, type Result } from '../../core/kernel/result';
import type { Span } from '../../core/kernel/span';
import type { CalendarEvent } from '../../core/schedule/calendars';
import { DAY } from '../../core/time/duration';
import { type Instant, printInstant } from '../../core/time/instant';
import type { Log } from '../ports';
import { calendarStamp, readCalendarFile } from './calendar-file';
import type { CalendarLastGood } from './calendar-last-good';
import type { CalendarPath } from './calendar-paths';
import { type EventList, eventList } from './event-list';
import type { IcsReader } from './ics-thread';
import { TOO_MANY } from './read-ics';

/** One .ics file of the team folder, read ahead; its last good reading stays in use while it is broken or gone. */
export type KeptCalendar = {
  readonly path: string;
  readonly zone: string;
  /** null where it was never readable. */
  events(span: Span): readonly CalendarEvent[] | null;
  /** What is wrong, half a sentence that follows the path; ''. */
  problem(): string;
  /**
   * Reads it if it changed since the last look. Never rejects.
   * @returns whether it is other than before, or after how many milliseconds to look again
   */
  look(): Promise<boolean | { readonly again: number }>;
  /** Where nothing could be read yet, takes the copy of an earlier run. */
  fallBack(): Promise<void>;
  /** Reads ahead around another time at the next look. */
  moveTo(around: Instant): void;
};

export type KeptCalendarParts = {
  readonly folder: string;
  readonly readIcs: IcsReader;
  readonly lastGood: CalendarLastGood;
  readonly log: Log;
  /** A file must have stood still for this long before it is read. Milliseconds. */
  readonly settle: number;
  /** Told when something more was read in the background. */
  readonly changed: () => void;
};

/** How far is read around now: what screens and reports ask for. */
const AHEAD = { before: 2 * 365 * DAY, after: 5 * 365 * DAY };
/** For a calendar with so many happenings that the other is too much. */
const AHEAD_LESS = { before: 60 * DAY, after: 300 * DAY };
/** Nobody looks further than this, and a hostile span must not make us. */
const FURTHEST = 30 * 365 * DAY;
/** A broken file is read so often before it is called broken: it may be half written. */
const SECOND_LOOKS = 2;

export function keptCalendar(
  { path, zone }: CalendarPath,
  start: Instant,
  { folder, readIcs, lastGood, log, settle, changed }: KeptCalendarParts,
): KeptCalendar {
  let around = start;
  let span = spanAround(AHEAD);
  /** Of what was tried last; null: read it whatever it is. */
  let stamp: string | null = null;
  let looked = false;
  let failures = 0;
  let goodText: string | null = null;
  let list: EventList | null = null;
  let problem = '';

  return {
    path,
    zone,
    events(asked) {
      if (list !== null) widen(asked);
      return list?.touching(asked) ?? null;
    },
    problem: () => problem,
    async look() {
      const seen = await calendarStamp(folder, path);
      if (seen === stamp) return false;
      if (looked && stamp !== null) {
        await sleep(settle);
        if ((await calendarStamp(folder, path)) !== seen) return { again: settle };
      }
      const text = await readCalendarFile(folder, path);
      const read = text.ok ? await readAhead(text.value) : text;
      if (!read.ok && looked && list !== null && (failures += 1) <= SECOND_LOOKS)
        return { again: settle * 3 };
      looked = true;
      failures = 0;
      stamp = seen;
      if (read.ok && text.ok) {
        await takeIn(text.value, read.value);
        return true;
      }
      return say(read.ok ? '' : read.error);
    },
    async fallBack() {
      if (isReadable()) return;
      const text = await lastGood.load(path);
      const read = text === null ? err('') : await readAhead(text);
      if (isReadable()) return;
      if (read.ok) {
        goodText = text;
        list = read.value.list;
      }
      say(looked ? problem : 'does not answer');
    },
    moveTo(next) {
      around = next;
      span = spanAround(AHEAD);
      stamp = null;
    },
  };

  function isReadable(): boolean {
    return list !== null;
  }

  async function takeIn(text: string, read: { list: EventList; note: string }): Promise<void> {
    list = read.list;
    problem = read.note;
    if (problem !== '') log.warn('a calendar is read in part', { path, problem });
    if (text === goodText) return;
    goodText = text;
    await lastGood.save(path, text).catch((error: unknown) => {
      log.warn('the last good calendar could not be kept', { path, error: String(error) });
    });
  }

  /** @returns whether that is something else than before */
  function say(why: string): boolean {
    const next = list === null ? why : `${why}; it is used as it last was`;
    if (next === problem) return false;
    problem = next;
    log.warn('a calendar cannot be used', { path, problem });
    return true;
  }

  /** Reads ahead as far as goes: a calendar with very many happenings less far. */
  async function readAhead(text: string): Promise<Result<{ list: EventList; note: string }, string>> {
    const less = spanAround(AHEAD_LESS);
    const day = (at: Instant) => printInstant(at).slice(0, 10);
    const note = `has so many events that only those from ${day(less.start)} to ${day(less.end)} (UTC) are read`;
    let why = '';
    const usual = spanAround(AHEAD);
    const wider = span.start < usual.start || span.end > usual.end;
    for (const tried of [...(wider ? [span] : []), usual, less]) {
      const read = await readIcs(text, { zone, span: tried });
      if (read.ok) return ok({ list: eventList(read.value.events), note: tried === less ? note : '' });
      why ||= read.error;
      if (!read.error.includes(TOO_MANY)) return read;
    }
    return err(why);
  }

  /** A span beyond what was read ahead is read in the background. */
  function widen(asked: Span): void {
    const next = {
      start: Math.max(Math.min(span.start, asked.start), around - FURTHEST),
      end: Math.min(Math.max(span.end, asked.end), around + FURTHEST),
    };
    if (goodText === null || (next.start >= span.start && next.end <= span.end)) return;
    span = next;
    const text = goodText;
    void readIcs(text, { zone, span }).then((read) => {
      // Too much of it that far off: what was read near to us stays.
      if (!read.ok || goodText !== text) return;
      list = eventList(read.value.events);
      changed();
    });
  }

  function spanAround(reach: typeof AHEAD): Span {
    return { start: around - reach.before, end: around + reach.after };
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
