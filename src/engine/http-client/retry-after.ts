import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { HttpReply } from './request';

/** Whatever a server asks for, it is tried again no sooner and no later than this (reliability C2). */
export const LEAST_RETRY_AFTER: Duration = 1 * SECOND;
export const MOST_RETRY_AFTER: Duration = 15 * MINUTE;

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How long a server asks to be left alone: `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3), else
 * `RateLimit-Reset` as seconds. Bounded; null where it says nothing that can be read (`-1`, `soon`).
 */
export function retryAfter(headers: HttpReply['headers'], now: Instant): Duration | null {
  const asked = headers['retry-after']?.trim() ?? '';
  if (HTTP_DATE.test(asked)) {
    const at = Date.parse(asked);
    if (!Number.isNaN(at)) return bound(at - now);
  }
  return (
    seconds(asked) ??
    seconds(headers['ratelimit-reset']?.trim() ?? headers['x-ratelimit-reset']?.trim() ?? '')
  );
}

function seconds(text: string): Duration | null {
  return /^\d{1,15}$/.test(text) ? bound(Number(text) * SECOND) : null;
}

function bound(duration: Duration): Duration {
  return Math.max(LEAST_RETRY_AFTER, Math.min(MOST_RETRY_AFTER, duration));
}
