import { err, ok, type Result } from '../../core/kernel/result';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { checkAddress } from '../http-client/address';
import { type HttpLimits, request } from '../http-client/request';
import { retryAfter } from '../http-client/retry-after';
import { MAX_ICS } from './jcal';

/** Where a calendar is fetched from. */
export type CalendarAddress = {
  readonly url: string;
  readonly host: string;
  /** From a user name and password in it; null for none. */
  readonly authorization: string | null;
};

export type Fetched =
  | { readonly kind: 'text'; readonly text: string; readonly etag: string }
  /** As it was (ETag). */
  | { readonly kind: 'same' }
  /** Half a sentence that follows the host; never with a secret in it. */
  | { readonly kind: 'problem'; readonly problem: string; readonly retryAfter: Duration | null };

const LIMITS: HttpLimits = { connect: 10 * SECOND, total: 20 * SECOND, bytes: MAX_ICS };

/** Reads an address as people paste it: http, https, or webcal, which is https. @returns it, or what is wrong */
export function calendarAddress(text: string): Result<CalendarAddress, string> {
  const plain = text.trim().replace(/^webcals?:/i, 'https:');
  let login: string | null = null;
  let url = plain;
  try {
    const parsed = new URL(plain);
    if (parsed.username !== '' || parsed.password !== '') {
      const pair = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
      login = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
      parsed.username = '';
      parsed.password = '';
      url = parsed.href;
    }
  } catch {
    return err('that is not an address; write for example https://calendar.example.com/ada.ics');
  }
  const checked = checkAddress(url);
  if (!checked.ok) return checked;
  return ok({ url, host: checked.value.host, authorization: login });
}

/** Fetches a calendar once, bounded (reliability F12: as C1–C10). Never throws. */
export async function fetchCalendar(
  address: CalendarAddress,
  etag: string,
  now: Instant,
  signal: AbortSignal,
): Promise<Fetched> {
  const reply = await request(
    {
      method: 'GET',
      url: address.url,
      authorization: address.authorization,
      body: null,
      ca: null,
      headers: {
        accept: 'text/calendar, */*;q=0.1',
        ...(etag !== '' && { 'if-none-match': etag }),
      },
      signal,
    },
    LIMITS,
  );
  if (!reply.ok) return { kind: 'problem', problem: reply.problem, retryAfter: null };
  const { status, headers, text } = reply;
  if (status === 304 && etag !== '') return { kind: 'same' };
  if (status === 200) return { kind: 'text', text, etag: headers['etag']?.slice(0, 300) ?? '' };
  const problem =
    status === 401 || status === 403
      ? `asks for a login (HTTP ${status}); is the secret address still the right one?`
      : status === 404 || status === 410
        ? `knows no such calendar (HTTP ${status}); is the address still the right one?`
        : `answered HTTP ${status}`;
  return { kind: 'problem', problem, retryAfter: retryAfter(headers, now) };
}
