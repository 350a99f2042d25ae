import { request } from 'node:http';
import { MINUTE, SECOND } from '../../core/time/duration';
import { printInstant } from '../../core/time/instant';
import type { Clock, Log } from '../ports';
import { DEMO_ALERTS, type DemoAlert, posting } from './alerts';
import { diceOf } from './random';
import { OPEN_FROM_THE_START } from './scenes';

export type DemoSenderOptions = {
  /** Base address of our listener, such as `http://127.0.0.1:8493`. */
  readonly url: string;
  readonly token: string;
  readonly clock?: Clock;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  /** About how long between two alerts, in milliseconds. */
  readonly everyMs: number;
  /** How long until the first, in milliseconds: somebody wants to look around before it rings. */
  readonly firstMs?: number;
};

/** No more of the sender's own fire at once. */
const MOST = 4;
const LIFE = 30 * MINUTE;

/**
 * Plays a monitoring system on this machine: every now and then it posts an alert to `/api/v2/alerts` as Prometheus
 * would, now and then a critical one, and says of older ones that they are over. The first is critical.
 * @returns what stops it; a request under way is dropped.
 */
export function startDemoSender(options: DemoSenderOptions): { stop(): void } {
  const {
    url,
    token,
    random,
    log,
    everyMs,
    firstMs = 20 * SECOND,
    clock = { now: () => Date.now() },
  } = options;
  const dice = diceOf(random);
  const firing: Array<{ alert: DemoAlert; since: number }> = [];
  const abort = new AbortController();
  let sent = 0;
  let timer: NodeJS.Timeout = setTimeout(() => void turn(), firstMs);
  timer.unref();

  return {
    stop() {
      clearTimeout(timer);
      abort.abort();
    },
  };

  async function turn(): Promise<void> {
    try {
      const body = nextPosting();
      const status = await post(new URL('/api/v2/alerts', url), token, JSON.stringify(body), abort.signal);
      if (status !== 200) log.warn('the demo sender was refused', { status });
    } catch (error) {
      if (!abort.signal.aborted)
        log.warn('the demo sender could not send', {
          error: error instanceof Error ? error.message : String(error),
        });
    }
    if (abort.signal.aborted) return;
    timer = setTimeout(() => void turn(), Math.round(everyMs * (0.6 + dice.roll() * 0.8)));
    timer.unref();
  }

  /** A new alert, all that still fire once more (as a Prometheus repeats them), and the ends of the oldest. */
  function nextPosting(): object[] {
    const now = clock.now();
    const over = firing.splice(0, firing.length >= MOST ? firing.length - MOST + 1 : 0);
    if (firing.length > 1 && dice.roll() < 0.4) over.push(...firing.splice(0, 1));
    const fresh = choose();
    sent++;
    if (fresh) firing.push({ alert: fresh, since: now });
    return [
      ...over.map(({ alert, since }) => posting(alert, printInstant(since), printInstant(now))),
      ...firing.map(({ alert, since }) => posting(alert, printInstant(since), printInstant(now + LIFE))),
    ];
  }

  function choose(): DemoAlert | null {
    const critical = sent === 0 || dice.roll() < 0.2;
    const [first, ...rest] = DEMO_ALERTS.filter(
      (alert) =>
        !OPEN_FROM_THE_START.has(alert.name) &&
        (alert.severity === 'critical') === critical &&
        !firing.some((one) => one.alert === alert),
    );
    return first ? dice.pick([first, ...rest]) : null;
  }
}

/** @returns the status. Rejects where nobody answers within five seconds. */
function post(url: URL, token: string, body: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        signal,
        timeout: 5 * SECOND,
        agent: false,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in 5 s')));
    call.on('error', reject);
    call.end(body);
  });
}
