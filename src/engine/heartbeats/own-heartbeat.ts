import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { checkAddress } from '../http-client/address';
import { type HttpLimits, request } from '../http-client/request';
import type { Clock, Log, Secrets } from '../ports';
import { OWN_HEARTBEAT_SECRET, type OwnSettings, openOwnSettings } from './own-settings';

/**
 * Watchbill's own heartbeat: a request to an address outside, every so often, so that somebody else notices when this
 * desktop is dead. It is not sent while nobody could be paged from here, so that silence always means trouble.
 */
export type OwnHeartbeat = {
  view(): OwnView;
  /** Changes what is given; an address of '' forgets it. @throws Error with a sentence for the person */
  set(next: Partial<OwnSettings> & { readonly url?: string }): Promise<OwnView>;
  /** Sends one now, on or not, and says what came of it. */
  tryNow(): Promise<{ readonly ok: boolean; readonly text: string }>;
  stop(): void;
};

export type OwnView = OwnSettings & {
  /** Host of the address, and nothing more of it; '' while there is none. */
  readonly host: string;
  readonly since: Instant;
  readonly lastOkAt: Instant | null;
  readonly lastTryAt: Instant | null;
  /** Why the last one did not arrive; ''. */
  readonly problem: string;
  /** Why it is not sent on purpose; ''. */
  readonly held: string;
};

export type OwnHeartbeatParts = {
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Why this desktop could page nobody now; '' when it could. */
  readonly trouble: () => string;
  readonly changed: () => void;
  /** How soon the first try after a failure comes; for tests. */
  readonly firstAgain?: Duration;
  /** Of the time that an answer shows. */
  readonly sawDate?: (date: string | undefined, asked: Instant, answered: Instant, age?: string) => void;
};

const LIMITS: HttpLimits = { connect: 5 * SECOND, total: 10 * SECOND, bytes: 100_000 };
/** After a failure it is tried again sooner, and then ever later, up to its own pace. */
const FIRST_AGAIN: Duration = 5 * SECOND;
const MOST_AGAIN: Duration = 5 * MINUTE;

/** Never waits: a keychain that asks a person first may take its time. */
export function openOwnHeartbeat(parts: OwnHeartbeatParts): OwnHeartbeat {
  const { secrets, clock, log } = parts;
  const settings = openOwnSettings(parts.dataFolder, log);
  let url: string | null = null;
  const known = recall();
  let since = clock.now();
  let lastOkAt: Instant | null = null;
  let lastTryAt: Instant | null = null;
  let problem = '';
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let sending = new AbortController();
  let stopped = false;
  if (settings.get().on) arm(Math.min(settings.get().every, 10 * SECOND));

  async function recall(): Promise<void> {
    const kept = await secrets.get(OWN_HEARTBEAT_SECRET).catch(() => null);
    url ??= kept;
  }

  function arm(delay: Duration): void {
    if (timer) clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void beat(), delay);
    timer.unref();
  }

  async function beat(): Promise<void> {
    const { on, every } = settings.get();
    if (!on) return;
    // A keychain that was locked at the start may be open now.
    if (url === null) await recall();
    if (parts.trouble() === '') await send();
    parts.changed();
    const again = Math.min((parts.firstAgain ?? FIRST_AGAIN) * 2 ** Math.min(failures - 1, 10), MOST_AGAIN);
    arm(failures === 0 ? every : Math.min(again, every));
  }

  async function send(): Promise<boolean> {
    const { method } = settings.get();
    const before = problem;
    const asked = clock.now();
    lastTryAt = asked;
    sending = new AbortController();
    const address = url;
    if (address === null) problem = 'its address is not on this desktop; enter it anew';
    else {
      const reply = await request(
        {
          method,
          url: address,
          authorization: null,
          body: method === 'POST' ? '{}' : null,
          ca: null,
          headers: { accept: '*/*' },
          signal: sending.signal,
        },
        LIMITS,
      );
      if (reply.ok) parts.sawDate?.(reply.headers['date'], asked, clock.now(), reply.headers['age']);
      problem = reply.ok
        ? reply.status >= 200 && reply.status < 300
          ? ''
          : `it answered HTTP ${reply.status}`
        : hide(reply.problem, address);
    }
    failures = problem === '' ? 0 : failures + 1;
    if (problem === '') lastOkAt = clock.now();
    if (problem !== before && !stopped) {
      if (problem === '') log.info("Watchbill's own heartbeat arrives again");
      else log.warn("Watchbill's own heartbeat did not arrive", { problem });
    }
    return problem === '';
  }

  function view(): OwnView {
    const now = settings.get();
    return {
      ...now,
      host: url === null ? '' : new URL(url).host,
      since,
      lastOkAt,
      lastTryAt,
      problem,
      held: now.on ? parts.trouble() : '',
    };
  }

  return {
    view,
    async set({ url: given, ...next }) {
      if (given === undefined) await known;
      const wanted = { ...settings.get(), ...next };
      if (given !== undefined && given !== '') {
        const checked = checkAddress(given.trim());
        if (!checked.ok) throw new Error(`This address cannot be used: ${checked.error}.`);
        await secrets.set(OWN_HEARTBEAT_SECRET, checked.value.href);
        url = checked.value.href;
      } else if (given === '') {
        await secrets.set(OWN_HEARTBEAT_SECRET, null);
        url = null;
      }
      if (wanted.on && url === null) throw new Error('Give the address that is to be called first.');
      settings.set(wanted);
      since = clock.now();
      lastOkAt = null;
      problem = '';
      failures = 0;
      if (wanted.on) arm(0);
      else if (timer) clearTimeout(timer);
      parts.changed();
      return view();
    },
    async tryNow() {
      await known;
      if (url === null) return { ok: false, text: 'There is no address to call.' };
      const ok = await send();
      parts.changed();
      return { ok, text: ok ? 'It arrived.' : `It did not arrive: ${problem}.` };
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      sending.abort();
    },
  };
}

/** The path is the secret of most such addresses: no problem names it. */
function hide(problem: string, url: string): string {
  const { pathname, search } = new URL(url);
  return [search, pathname]
    .filter((part) => part.length > 1)
    .reduce((text, part) => text.replaceAll(part, '/…'), problem);
}
