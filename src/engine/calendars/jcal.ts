import ICAL from 'ical.js';
import { IcsProblem, shown } from './ics-problem';

/** What ical.js makes of a line: its name in lower case, parameters, type, and one or more values (RFC 7265). */
export type JProperty = readonly [
  name: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  type: string,
  ...values: unknown[],
];
export type JComponent = readonly [
  name: string,
  properties: readonly JProperty[],
  components: readonly JComponent[],
];

/** At most so many UTF-16 units of text are read as a calendar. */
export const MAX_ICS = 5_000_000;
/**
 * At most so many lines, and values and parameters in them. They keep what the parser makes below the thread's memory:
 * a thread that needs one large piece beyond its limit takes the whole process with it, instead of being ended.
 */
const MOST_LINES = 250_000;
const MOST_PIECES = 500_000;

/**
 * Reads the lines of an .ics: its calendars, or bare events as some tools write them.
 * @throws IcsProblem
 */
export function parseJcal(text: string): readonly JComponent[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.length > MAX_ICS) throw new IcsProblem('is larger than 5 MB, which no calendar of a team is');
  if (!/^\s*BEGIN:/i.test(body)) {
    const web = /^\s*<(!doctype|html|\?xml)/i.test(body) ? ' (it is a web page)' : '';
    throw new IcsProblem(
      body.trim() === ''
        ? 'is empty'
        : `is not an iCalendar file: it does not begin with BEGIN:VCALENDAR${web}`,
    );
  }
  if (
    countOf(body, /\r?\n|\r/g, MOST_LINES) > MOST_LINES ||
    countOf(body, /[,;]/g, MOST_PIECES) > MOST_PIECES
  )
    throw new IcsProblem('has far more lines than a calendar of a team can have');
  let parsed: unknown;
  try {
    parsed = ICAL.parse(body);
  } catch (error) {
    throw new IcsProblem(inWords(error));
  }
  const roots = (typeof (parsed as unknown[])[0] === 'string' ? [parsed] : parsed) as JComponent[];
  const calendars = roots.filter(([name]) => name === 'vcalendar');
  const events = roots.filter(([name]) => name === 'vevent');
  if (calendars.length + events.length === 0)
    throw new IcsProblem('is not an iCalendar file: there is no BEGIN:VCALENDAR in it');
  return events.length === 0 ? calendars : [...calendars, ['vcalendar', [], events]];
}

/** The first property of a name; null for none. */
export function property([, properties]: JComponent, name: string): JProperty | null {
  return properties.find(([own]) => own === name) ?? null;
}

/** The text of the first property of a name; '' for none. */
export function textOf(component: JComponent, name: string): string {
  const line = property(component, name);
  const value = line?.[3];
  if (typeof value !== 'string') return '';
  // Properties beyond the standard are handed on as they stand in the file.
  return line?.[2] === 'unknown'
    ? value.replace(/\\([nN\\;,])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
    : value;
}

/** A parameter as one text; '' for none. */
export function parameter([, params]: JProperty, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('began but did not end'))
    return 'is cut off, or damaged: something in it begins and never ends';
  const line = /\) "([^]*)"$/.exec(message)?.[1];
  if (message.startsWith('invalid line') && line !== undefined)
    return `has a line that is not iCalendar: "${shown(line)}"`;
  // Anything else is a TypeError in the depth of the parser, or a sentence about one value.
  return error instanceof TypeError
    ? 'is damaged: it cannot be read as iCalendar'
    : `cannot be read as iCalendar: ${shown(message, 150)}`;
}

/** How often a sign comes, counted to a little over `most`. */
function countOf(text: string, sign: RegExp, most: number): number {
  let count = 0;
  while (count <= most && sign.exec(text) !== null) count += 1;
  sign.lastIndex = 0;
  return count;
}
