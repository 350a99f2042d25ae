/** A point in time: milliseconds since 1970-01-01T00:00:00Z, an integer. Stored and compared in UTC only. */
export type Instant = number;

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?(Z|z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an RFC 3339 date-time strictly: a zone is required (`+0000` without colon is taken, as PagerDuty's own
 * examples write it), the date must exist, second 60 is read as 59, fractions beyond milliseconds are cut.
 * @returns the instant, or null for anything else (never NaN).
 */
export function parseInstant(text: unknown): Instant | null {
  if (typeof text !== 'string' || text.length > 40) return null;
  const m = RFC3339.exec(text);
  if (!m) return null;
  const [year, month, day, hour, minute] = [m[1], m[2], m[3], m[4], m[5]].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Math.min(Number(m[6]), 59);
  if (Number(m[6]) > 60 || hour > 23 || minute > 59 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  const ms = m[7] ? Number(m[7].slice(0, 3).padEnd(3, '0')) : 0;
  const zone = m[8] as string;
  let offset = 0;
  if (zone !== 'Z' && zone !== 'z') {
    const digits = zone.replace(':', '');
    const hours = Number(digits.slice(1, 3));
    const minutes = Number(digits.slice(3, 5));
    if (hours > 23 || minutes > 59) return null;
    offset = (hours * 60 + minutes) * 60_000 * (digits[0] === '-' ? -1 : 1);
  }
  return utc(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset;
}

/** Prints an instant as `2026-11-23T09:18:22.000Z`. Instants outside the years 0–9999 print as their nearest end. */
export function printInstant(at: Instant): string {
  return new Date(Math.max(MIN_INSTANT, Math.min(MAX_INSTANT, at))).toISOString();
}

const MIN_INSTANT = -62_167_219_200_000;
const MAX_INSTANT = 253_402_300_799_999;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Milliseconds at midnight UTC of a date; unlike Date.UTC it reads years 0–99 as they stand. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
