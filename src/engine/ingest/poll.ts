import type { SourceId } from '../../core/kernel/ids';
import type { Input } from '../../core/step/input';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log, SourceAnswer } from '../ports';
import type { PolledConfig } from '../sources/registry';
import { startTimer } from './long-timer';
import { NO_ANSWER_AFTER, nextDelay } from './poll-delay';

export type Poller = {
  /** Asks now, whatever was waited for: one source, or all of them (after resume and unlock). */
  pollNow(id?: SourceId): void;
  /** The team file changed: new and changed sources are asked at once, removed ones no more, others are left alone. */
  configsChanged(): void;
  /** Gives up what is in flight; nothing is accepted afterwards. */
  stop(): Promise<void>;
  /** null while a source is being asked, and for one that is not known. */
  nextTryAt(id: SourceId): Instant | null;
};

export type PollingDeps = {
  configs(): readonly PolledConfig[];
  /** Reads one source. May throw or hang: that source alone has failed then. */
  read(config: PolledConfig, signal: AbortSignal): Promise<SourceAnswer>;
  /** Must take inputs in the order of its calls (ports.ts, Gate). */
  accept(input: Input): Promise<void>;
  readonly clock: Clock;
  /** At least 0, less than 1. */
  random(): number;
  readonly log: Log;
};

type Polled = {
  readonly config: PolledConfig;
  readonly aborter: AbortController;
  /** Failures in a row. */
  failures: number;
  nextTryAt: Instant | null;
  stopTimer: () => void;
  inFlight: Promise<void> | null;
  /** Asked for while in flight: asked again as soon as that is over. */
  again: boolean;
};

/**
 * Asks every polled source in its own rhythm, one request in flight each, and hands what it told, or that it failed,
 * to `accept`. A failing source is tried again with back-off (poll-delay.ts); others do not notice.
 */
export function startPolling(deps: PollingDeps): Poller {
  const polled = new Map<SourceId, Polled>();

  function configsChanged(): void {
    const configs = new Map(deps.configs().map((config) => [config.id, config]));
    for (const [id, one] of polled) {
      const config = configs.get(id);
      if (config !== undefined && JSON.stringify(config) === JSON.stringify(one.config)) continue;
      leave(one);
      polled.delete(id);
    }
    for (const [id, config] of configs) {
      if (polled.has(id)) continue;
      const one: Polled = {
        config,
        aborter: new AbortController(),
        failures: 0,
        nextTryAt: null,
        stopTimer: () => {},
        inFlight: null,
        again: false,
      };
      polled.set(id, one);
      ask(one);
    }
  }

  function ask(one: Polled): void {
    if (one.inFlight !== null) {
      one.again = true;
      return;
    }
    one.stopTimer();
    one.nextTryAt = null;
    one.inFlight = poll(one).finally(() => {
      one.inFlight = null;
      if (!one.again || one.aborter.signal.aborted) return;
      one.again = false;
      ask(one);
    });
  }

  async function poll(one: Polled): Promise<void> {
    const answer = await readSafely(one);
    if (one.aborter.signal.aborted) return;
    one.failures = answer.ok ? 0 : one.failures + 1;
    const delay = nextDelay(answer, one.config.every, one.failures, deps.random());
    const nextTryAt = deps.clock.now() + delay;
    one.nextTryAt = nextTryAt;
    one.stopTimer = startTimer(delay, () => ask(one));
    const source = one.config.id;
    if (!answer.ok) deps.log.warn('source failed', { source, problem: answer.problem, nextTryIn: delay });
    tell(
      answer.ok
        ? { kind: 'sourceRead', source, alerts: answer.alerts, startedAt: answer.startedAt, nextTryAt }
        : { kind: 'sourceFailed', source, error: answer.problem, nextTryAt },
    );
  }

  /** Not waited for: `accept` pages at once and keeps order, and a disk that hangs must not stop the asking. */
  function tell(input: Input & { readonly source: SourceId }): void {
    deps.accept(input).catch((error: unknown) => {
      // The engine says loudly itself that it does not store, and the next read brings the same alerts again.
      deps.log.error('what a source told could not be stored', {
        source: input.source,
        error: String(error),
      });
    });
  }

  async function readSafely(one: Polled): Promise<SourceAnswer> {
    const { id } = one.config;
    // Tied to the source's own by hand: of AbortSignal.any, what listens to it is kept with all it knows, an answer a poll,
    // for as long as the source is polled.
    const reading = new AbortController();
    const giveUp = () => reading.abort();
    one.aborter.signal.addEventListener('abort', giveUp);
    if (one.aborter.signal.aborted) giveUp();
    const stopTimer = startTimer(NO_ANSWER_AFTER, giveUp);
    const givenUp = new Promise<SourceAnswer>((resolve) => {
      const none = () => resolve(failed(`${id}: gave no answer in time`));
      reading.signal.addEventListener('abort', none, { once: true });
    });
    try {
      return await Promise.race([deps.read(one.config, reading.signal), givenUp]);
    } catch (error) {
      // The text of an unforeseen error may hold anything, a secret too: it goes to the masked log, not to the screen.
      deps.log.error('reading a source broke', {
        source: id,
        error: (error as Error).stack ?? String(error),
      });
      return failed(`${id}: reading it broke inside Watchbill (${(error as Error).name}); see the log`);
    } finally {
      stopTimer();
      one.aborter.signal.removeEventListener('abort', giveUp);
    }
  }

  configsChanged();

  return {
    pollNow: (id) => {
      for (const one of polled.values()) if (id === undefined || one.config.id === id) ask(one);
    },
    configsChanged,
    stop: async () => {
      const all = [...polled.values()];
      polled.clear();
      for (const one of all) leave(one);
      for (const one of all) await one.inFlight;
    },
    nextTryAt: (id) => polled.get(id)?.nextTryAt ?? null,
  };
}

function leave(one: Polled): void {
  one.stopTimer();
  one.aborter.abort();
}

function failed(problem: string): SourceAnswer {
  return { ok: false, problem, retryAfter: null, loginNeeded: false };
}
