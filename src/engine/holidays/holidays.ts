import type Library from 'date-holidays';
import type { Span } from '../../core/kernel/span';
import { overlaps } from '../../core/kernel/span';
import type { Person } from '../../core/people/person';
import { DAY, HOUR } from '../../core/time/duration';
import { printInstant } from '../../core/time/instant';
import { instantOf, parseWall, type Wall } from '../../core/time/wall';
import { type Region, readRegion } from './region';

/** A public holiday of a region: whole days there, or an afternoon where the law says so. */
type Holiday = { readonly date: string; readonly name: string; readonly start: Wall; readonly end: Wall };

export type HolidaysIn = {
  /** A person's public holidays that touch the span, in their own zone: it is a holiday when their calendar says so. */
  readonly of: (person: Person) => readonly Span[];
  /** By date, then region. */
  readonly days: readonly { readonly date: string; readonly name: string; readonly region: string }[];
  /** What could not be counted, a sentence each. */
  readonly problems: readonly string[];
};

/**
 * The public holidays of some people in a span, from the library `date-holidays` (rules of 200 countries and their
 * parts). Only the type `public` counts; where a holiday on a weekend is made up for, both days do.
 *
 * The library has megabytes of rules: it is loaded when somebody has a region, never at the start.
 */
export async function holidaysIn(people: readonly Person[], span: Span): Promise<HolidaysIn> {
  const problems: string[] = [];
  const without = people.filter(({ holidays }) => holidays === '');
  if (without.length > 0) problems.push(noRegion(without.map(({ name }) => name)));
  const codes = [...new Set(people.map(({ holidays }) => holidays).filter((code) => code !== ''))].toSorted();
  const byCode = new Map<string, readonly Holiday[]>();
  if (codes.length > 0) {
    // As a default export, whatever made the module of it: the package is CommonJS.
    const { default: Holidays } = await import('date-holidays');
    const library = new Holidays();
    for (const code of codes) {
      const region = readRegion(code, library);
      if (region.ok) byCode.set(code, inYears(Holidays, region.value, span));
      else {
        const whose = people.filter(({ holidays }) => holidays === code).map(({ name }) => name);
        problems.push(`Public holidays of ${listed(whose)} are not counted: ${region.error}.`);
      }
    }
  }
  const of = (person: Person): Span[] =>
    (byCode.get(person.holidays) ?? [])
      .map(({ start, end }) => ({
        start: instantOf(start, person.timeZone),
        end: instantOf(end, person.timeZone),
      }))
      .filter((day) => overlaps(day, span));
  return { of, days: daysOf(people, byCode, span), problems };
}

function daysOf(
  people: readonly Person[],
  byCode: ReadonlyMap<string, readonly Holiday[]>,
  span: Span,
): HolidaysIn['days'] {
  const days = new Map<string, HolidaysIn['days'][number]>();
  for (const { holidays: code, timeZone } of people) {
    for (const { date, name, start, end } of byCode.get(code) ?? []) {
      if (!overlaps({ start: instantOf(start, timeZone), end: instantOf(end, timeZone) }, span)) continue;
      const region = code.toUpperCase();
      days.set(`${date} ${region} ${name}`, { date, name, region });
    }
  }
  return [...days.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

// A region's year costs some milliseconds and never changes while we run.
const MOST_KNOWN = 1000;
const known = new Map<string, readonly Holiday[]>();

function inYears(Holidays: typeof Library, region: Region, { start, end }: Span): Holiday[] {
  // A day of a zone may belong to another year than it does in UTC.
  const [first, last] = [yearOf(start - DAY), yearOf(end + DAY)];
  const found: Holiday[] = [];
  for (let year = first; year <= last; year += 1) {
    const key = `${region.join('-')} ${year}`;
    let days = known.get(key);
    if (!days) {
      days = inYear(Holidays, region, year);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, days);
    }
    found.push(...days);
  }
  return found;
}

function inYear(Holidays: typeof Library, [country, state, part]: Region, year: number): Holiday[] {
  const options = { languages: ['en'] };
  const library =
    state === undefined
      ? new Holidays(country, options)
      : part === undefined
        ? new Holidays(country, state, options)
        : new Holidays(country, state, part, options);
  return library
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, name, start, end }) => {
      // `2026-03-20 00:00:00 -0600`: the date of the calendar there. The offset says that the day begins at sunset by
      // the calendar it comes from; people are off on the date.
      const wall = parseWall(date.slice(0, 19).replace(' ', 'T'));
      if (wall === null) return [];
      // To the end of the day it ends on; a day on which the clocks change is an hour longer or shorter.
      const lasts = Math.max(HOUR, end.getTime() - start.getTime()) - HOUR;
      return [
        { date: date.slice(0, 10), name, start: wall, end: (Math.floor((wall + lasts) / DAY) + 1) * DAY },
      ];
    });
}

function yearOf(at: number): number {
  return Number(printInstant(at).slice(0, 4));
}

function noRegion(names: readonly string[]): string {
  const [is, whose] = names.length === 1 ? ['has', 'this person'] : ['have', 'these people'];
  return `${listed(names)} ${is} no "holidays" in the team file: public holidays are not counted for ${whose}.`;
}

const MOST_NAMED = 4;

/** `Ada`, `Ada and Grace`, `Ada, Grace, Linus, Joan and 3 others`. */
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const all = more > 1 ? [...names.slice(0, MOST_NAMED), `${more} others`] : [...names];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}
