import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { SourceAnswer } from '../ports';

/** A read that is not over by then is given up, whatever deadlines the adapter keeps of its own. */
export const NO_ANSWER_AFTER: Duration = 45 * SECOND;

const FIRST: Duration = 1 * SECOND;
const CAP: Duration = 5 * MINUTE;
/** A wrong password does not become right by asking often, and may lock an account (reliability C11). */
const LOGIN_RETRY: Duration = 5 * MINUTE;
const MOST_ASKED_FOR: Duration = 15 * MINUTE;

/**
 * How long until a source is asked again: its own rhythm after a good answer; after a bad one what it asked for, else
 * back-off with full jitter, so that many desktops do not come back all at once (reliability C1, C2).
 *
 * @param failures bad answers in a row, this one included
 * @param random at least 0, less than 1
 */
export function nextDelay(answer: SourceAnswer, every: Duration, failures: number, random: number): Duration {
  if (answer.ok) return Math.max(FIRST, every);
  if (answer.retryAfter !== null) {
    const asked = Math.max(FIRST, Math.min(MOST_ASKED_FOR, answer.retryAfter));
    return answer.loginNeeded ? Math.max(LOGIN_RETRY, asked) : asked;
  }
  if (answer.loginNeeded) return LOGIN_RETRY;
  const ceiling = Math.min(CAP, FIRST * 2 ** Math.min(failures, 20));
  return Math.max(FIRST, Math.round(random * ceiling));
}
