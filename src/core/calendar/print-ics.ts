import type { Span } from '../kernel/span';
import { MINUTE } from '../time/duration';
import { type Instant, printInstant } from '../time/instant';
import { contentLine, escapeText } from './content-line';

/** A stretch of duty as a calendar shows it. */
export type IcsDuty = Span & {
  /** Of the schedule: with the start it makes the UID. */
  readonly schedule: string;
  readonly summary: string;
  readonly description: string;
};

export type IcsCalendar = {
  readonly name: string;
  /** Name of the team, part of every UID: whoever is in two teams follows two calendars. */
  readonly team: string;
  readonly duties: readonly IcsDuty[];
  /** When what it says last changed, or now: DTSTAMP, LAST-MODIFIED and, in minutes, SEQUENCE. */
  readonly at: Instant;
};

/** How often a program that follows it should ask again (RFC 7986; the X- form is what most of them know). */
const REFRESH = 'PT15M';

/**
 * Duties as an iCalendar file (RFC 5545): CRLF, folded, UTC. A duty's UID is
 * `<schedule>-<start in UTC>@<team>.watchbill`: as long as a duty of a schedule begins when it did it is the same event, whoever has it and however long it is. SEQUENCE
 * grows with `at`, so that a program that has the event takes what is newer.
 */
export function printIcs({ name, team, duties, at }: IcsCalendar): string {
  const stamp = icsTime(at);
  const sequence = Math.max(0, Math.floor(at / MINUTE));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchbill//Watchbill//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...duties.flatMap((duty) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(dutyUid(duty, team))}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART:${icsTime(duty.start)}`,
      `DTEND:${icsTime(duty.end)}`,
      `SUMMARY:${escapeText(duty.summary)}`,
      ...(duty.description === '' ? [] : [`DESCRIPTION:${escapeText(duty.description)}`]),
      'CATEGORIES:On call',
      'STATUS:CONFIRMED',
      // Being on call does not make anybody busy.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(contentLine).join('');
}

/** Stays the same between exports. */
export function dutyUid({ schedule, start }: Pick<IcsDuty, 'schedule' | 'start'>, team: string): string {
  const plain = team
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${schedule}-${icsTime(start)}@${plain === '' ? '' : `${plain}.`}watchbill`;
}

/** `20260105T090000Z`; milliseconds are cut. */
function icsTime(at: Instant): string {
  return `${printInstant(at).slice(0, 19).replace(/[-:]/g, '')}Z`;
}
