import { createHash } from 'node:crypto';
import { type CalendarOf, dutiesOfRota } from '../../core/calendar/duties-of-rota';
import { printIcs } from '../../core/calendar/print-ics';
import type { Rota } from '../../core/schedule/rota';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { type Answer, refusal } from '../ingest/answer';
import { checkMessage, headerValues, type Knock } from '../ingest/door';
import type { WrongTokens } from '../ingest/wrong-tokens';
import type { Clock } from '../ports';
import type { FeedToken } from './feed-token';

/** Duties as calendars that other programs on this machine can follow. */
export type CalendarFeed = {
  /** The calendar of now; null where there is no such schedule or person. */
  calendar(of: CalendarOf): FedCalendar | null;
  /** Path of a calendar, its token in it; '' while there is none. */
  pathOf(of: CalendarOf): Promise<string>;
  /** Answers a request whose path begins with `/calendar/`, after the door let it in. */
  answer(knock: Knock, path: string, wrongTokens: WrongTokens): Promise<Answer>;
};

export type FedCalendar = { readonly text: string; readonly etag: string };

const BACK = 30 * DAY;
const AHEAD = 366 * DAY;
const PATH = /^\/calendar\/([^/]{1,200})\/(schedule|person)\/([a-z0-9._-]{1,60})\.ics$/;

/** One answer whatever is wrong with an address, so that it tells nothing. The caller's connection is closed. */
const NOTHING: Answer = refusal(404, 'there is nothing at this address', { Connection: 'close' });

export function makeCalendarFeed(parts: {
  readonly rota: () => Rota;
  readonly clock: Clock;
  readonly token: FeedToken;
}): CalendarFeed {
  /** When each calendar last said something else: who has it already needs nothing new. */
  const said = new Map<string, { readonly digest: string; readonly at: Instant }>();

  function calendar(of: CalendarOf): FedCalendar | null {
    const now = parts.clock.now();
    // In whole days, so that it stays the same for a day where nothing changes.
    const today = Math.floor(now / DAY) * DAY;
    const duties = dutiesOfRota(parts.rota(), of, { start: today - BACK, end: today + AHEAD });
    if (duties === null) return null;
    const key = JSON.stringify(of);
    const digest = createHash('sha256').update(JSON.stringify(duties)).digest('hex').slice(0, 32);
    const before = said.get(key);
    const at = before?.digest === digest ? before.at : Math.floor(now / 1000) * 1000;
    said.set(key, { digest, at });
    return { text: printIcs({ ...duties, at }), etag: `"${digest}-${at}"` };
  }

  return {
    calendar,
    async pathOf(of) {
      const token = await parts.token.get();
      if (token === '') return '';
      const [kind, id] = 'schedule' in of ? ['schedule', of.schedule] : ['person', of.person];
      return `/calendar/${token}/${kind}/${id}.ics`;
    },
    async answer(knock, path, wrongTokens) {
      const m = PATH.exec(path);
      const presented = m?.[1] ?? path.split('/')[2] ?? '';
      if (!(await parts.token.fits(presented))) {
        wrongTokens.count('/calendar');
        return NOTHING;
      }
      const message = checkMessage(knock, 'GET', true);
      if (message) return refusal(message.status, message.error, { Allow: 'GET' });
      const [, , kind, id] = m ?? [];
      if (id === undefined) return NOTHING;
      const found = calendar(kind === 'schedule' ? { schedule: id } : { person: id });
      return found === null ? NOTHING : fed(found, headerValues(knock.rawHeaders, 'if-none-match'));
    },
  };
}

function fed({ text, etag }: FedCalendar, known: readonly string[]): Answer {
  const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
  const type = 'text/calendar; charset=utf-8';
  // Weak comparison (RFC 9110, 13.1.2): somebody in between may have packed it.
  const tags = known.flatMap((value) => value.split(',')).map((tag) => tag.trim().replace(/^W\//, ''));
  if (tags.includes(etag) || tags.includes('*')) return { status: 304, type, body: '', headers };
  return { status: 200, type, body: text, headers };
}
