import { err, ok, type Result } from '../kernel/result';

/** A length of time in milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

const UNITS: Record<string, Duration> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };
const MAX: Duration = 366 * DAY;

/**
 * Reads durations as the team file writes them: `15s`, `5m`, `4h`, `2d`, or joined as `1h30m`.
 * @returns the duration, or a sentence that says what is wrong.
 */
export function parseDuration(text: string): Result<Duration, string> {
  const trimmed = text.trim();
  if (!/^(\d{1,9}(s|m|h|d))+$/.test(trimmed)) {
    return err(`"${clip(text)}" is not a duration; write for example 30s, 5m, 4h or 1h30m`);
  }
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+)(s|m|h|d)/g)) {
    total += Number(amount) * (UNITS[unit as string] as number);
  }
  if (total > MAX) return err(`"${clip(text)}" is longer than a year`);
  return ok(total);
}

/** Prints a duration in its two largest units: `45 s`, `5 min`, `1 h 30 min`, `2 d 3 h`. */
export function printDuration(duration: Duration): string {
  const s = Math.max(0, Math.round(duration / SECOND));
  if (s < 60) return `${s} s`;
  const m = Math.floor(s / 60);
  if (m < 60) return s % 60 && m < 5 ? `${m} min ${s % 60} s` : `${m} min`;
  const h = Math.floor(m / 60);
  if (h < 24) return m % 60 ? `${h} h ${m % 60} min` : `${h} h`;
  const d = Math.floor(h / 24);
  return h % 24 ? `${d} d ${h % 24} h` : `${d} d`;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
