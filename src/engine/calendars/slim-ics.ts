import ICAL from 'ical.js';
import { type JComponent, type JProperty, textOf } from './jcal';

/** What a calendar is kept for: absences of a person, or who is on call. */
export type SlimFor = 'away' | 'layer';

const WHEN = [
  'uid',
  'recurrence-id',
  'sequence',
  'status',
  'dtstart',
  'dtend',
  'duration',
  'rrule',
  'rdate',
  'exdate',
  'transp',
];
/** Who is on call may stand in the addresses. */
const KEPT: Readonly<Record<SlimFor, ReadonlySet<string>>> = {
  away: new Set(WHEN),
  layer: new Set([...WHEN, 'organizer', 'attendee']),
};

/**
 * A calendar as it may stand in a team folder that everybody reads: times, titles and, for a layer, addresses. No
 * descriptions, places, links or notes, and no title of what is marked private. Times of making are left out too, so
 * that a calendar that says the same is the same.
 */
export function slimIcs(calendars: readonly JComponent[], what: SlimFor): string {
  const parts = calendars.flatMap((calendar) => calendar[2]);
  const zones = new Map(
    parts.filter(([name]) => name === 'vtimezone').map((zone) => [textOf(zone, 'tzid'), zone]),
  );
  const events = parts.filter(([name]) => name === 'vevent').map((event) => slimEvent(event, what));
  const head: JProperty[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Watchbill//Kept by Watchbill//EN'],
  ];
  return `${ICAL.stringify(['vcalendar', head, [...zones.values(), ...events]])}\r\n`;
}

function slimEvent(event: JComponent, what: SlimFor): JComponent {
  const kept = event[1]
    .filter(([name]) => KEPT[what].has(name))
    .map(([name, { tzid, range, email }, ...rest]): JProperty => {
      const params = { ...(tzid && { tzid }), ...(range && { range }), ...(email && { email }) };
      return [name, params, ...rest];
    });
  const secret = /^(private|confidential)$/i.test(textOf(event, 'class'));
  const title = secret ? (what === 'away' ? 'Away' : '') : textOf(event, 'summary');
  return [
    'vevent',
    [['dtstamp', {}, 'date-time', '1970-01-01T00:00:00Z'], ...kept, ['summary', {}, 'text', title]],
    [],
  ];
}
