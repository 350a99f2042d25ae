import { err, ok, type Result } from '../core/kernel/result';
import type { Span } from '../core/kernel/span';
import { checkMuteSpan } from '../core/mute/check-silence';
import { parseDuration } from '../core/time/duration';
import type { Instant } from '../core/time/instant';
import { parseWhen, WHEN } from './when';

/** Options of every command that writes into the log. */
export const WRITING = {
  by: { type: 'string' },
  writer: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** When, and why. */
export const SPAN = {
  for: { type: 'string' },
  until: { type: 'string' },
  start: { type: 'string' },
  reason: { type: 'string' },
} as const;

export const WRITING_USAGE = `  --by      who does it: a person's id, or the name of a job; default: ci
  --writer  under which name it stands in log/, ci-…; default: ci-<host>-<user>. Jobs whose machine has another name each
            time should give one; two that run at the same time on different machines must not have the same`;

type Given = {
  readonly for?: string | undefined;
  readonly until?: string | undefined;
  readonly start?: string | undefined;
  readonly reason?: string | undefined;
};

/** Whoever does it. @throws Error in words */
export function readBy(given: string | undefined): string {
  const by = given ?? 'ci';
  if (by.trim() === '' || by.length > 60) throw new Error('--by must be a name of 1 to 60 characters');
  return by;
}

/** A call that can only be wrong is told before anything is read. @throws Error in words */
export function checkSpanGiven(given: Given): void {
  if ((given.for === undefined) === (given.until === undefined))
    throw new Error('give either --for or --until');
  if (given.for !== undefined) {
    const length = parseDuration(given.for);
    if (!length.ok) throw new Error(`--for ${length.error}`);
  }
}

/** Reads `--for`, `--until` and `--start`; wall clocks are of the team's zone. The error is one sentence. */
export function readMuteSpan(given: Given, zone: string, now: Instant): Result<Span, string> {
  const start = given.start === undefined ? now : parseWhen(given.start, zone);
  if (start === null) return err(`--start "${given.start}" is no time; write ${WHEN}`);
  const until = given.until === undefined ? null : parseWhen(given.until, zone);
  if (given.until !== undefined && until === null)
    return err(`--until "${given.until}" is no time; write ${WHEN}`);
  const length = given.for === undefined ? null : parseDuration(given.for);
  const end = until ?? start + (length?.ok === true ? length.value : 0);
  const span = checkMuteSpan({ start, end, reason: given.reason ?? '' }, now);
  return span.ok ? ok(span.value) : err(span.error);
}
