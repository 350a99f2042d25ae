import type { Answer, Checked, EngineCall, Output, Push, PushName } from '../contract/bridge';
import type { FromEngine, ToEngine } from '../contract/engine-link';
import type { Log, Secrets } from '../engine/ports';
import type { EngineChild, SpawnEngine } from './engine-child';

/** What the engine is started with. */
export type EngineStart = Omit<Extract<ToEngine, { kind: 'start' }>, 'kind'>;

/**
 * How the engine is:
 *
 *   off --start--> starting --started--> running --ended, or no answer--> starting again --> …
 *
 * `off`: it was never started, or stopped on purpose.
 */
export type LinkState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting'; readonly again: boolean; readonly problem: string }
  | { readonly kind: 'running'; readonly url: string; readonly port: number };

export type EngineLink = {
  readonly state: LinkState;
  readonly pid: number | undefined;
  /** Starts it, or starts it anew with other values. */
  start(start: EngineStart): void;
  call<N extends EngineCall>(name: N, input: Checked<N>): Promise<Answer<Output<N>>>;
  power(event: 'suspend' | 'resume' | 'lock' | 'unlock'): void;
  /** Lets it finish and end; kills it after `patience` ms. */
  stop(patience: number): Promise<void>;
};

export type EngineLinkOptions = {
  readonly spawn: SpawnEngine;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly pushed: <N extends PushName>(name: N, payload: Push<N>) => void;
  readonly stateChanged: (state: LinkState) => void;
  readonly timing?: Partial<typeof TIMING>;
};

const TIMING = {
  /** Between two questions whether it is alive. */
  pingEvery: 2_000,
  /** No word for this long after a question: it hangs. */
  answerWithin: 5_000,
  /** Opening a large or damaged store takes a while, and a demo writes a month of history. */
  startWithin: 60_000,
  /** A call that finds the engine starting waits so long for it. */
  callWithin: 15_000,
  /** Waits before each new start; the last one repeats. Back to the first after a minute of health. */
  backOff: [100, 500, 1_000, 2_000, 5_000, 10_000] as readonly number[],
  healthyAfter: 60_000,
} as const;

const NOT_RUNNING =
  'The pager is not running at the moment. It is started again by itself; try again in a few seconds.';
const NOT_STARTED = 'The pager is not set up yet: finish the welcome first.';

/** Main's end of the link: keeps the engine's process alive and speaks to it. */
export function engineLink(options: EngineLinkOptions): EngineLink {
  const { log, secrets } = options;
  const timing = { ...TIMING, ...options.timing };
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  const patient = new Set<() => void>();
  let state: LinkState = { kind: 'off' };
  let start: EngineStart | null = null;
  let child: EngineChild | null = null;
  let lastId = 0;
  let failures = 0;
  let asleep = false;
  let lastHeard = 0;
  let stopped: (() => void) | null = null;
  const timers: Record<'check' | 'again' | 'healthy', NodeJS.Timeout | undefined> = {
    check: undefined,
    again: undefined,
    healthy: undefined,
  };

  const become = (next: LinkState) => {
    state = next;
    options.stateChanged(next);
    if (next.kind === 'starting') return;
    for (const ready of patient) ready();
    patient.clear();
  };
  /** Resolves when it runs, was stopped, or took too long. */
  const started = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      patient.add(resolve);
      setTimeout(resolve, timing.callWithin);
    });
  };
  const clearTimers = () => {
    for (const timer of Object.values(timers)) clearTimeout(timer);
  };

  const spawn = () => {
    if (!start) return;
    lastHeard = 0;
    const mine: EngineChild = options.spawn({
      heard: (message) => {
        if (child === mine) heard(message);
      },
      ended: (why) => {
        if (child === mine) ended(why);
      },
    });
    child = mine;
    mine.send({ kind: 'start', ...start });
    timers.check = setTimeout(() => {
      verdict('it did not start in time');
    }, timing.startWithin);
  };

  const heard = (message: FromEngine): void => {
    lastHeard += 1;
    switch (message.kind) {
      case 'started':
        clearTimeout(timers.check);
        timers.healthy = setTimeout(() => {
          failures = 0;
        }, timing.healthyAfter);
        become({ kind: 'running', url: message.url, port: message.port });
        ask();
        return;
      case 'startFailed':
        verdict(message.error);
        return;
      case 'answer':
        waiting.get(message.id)?.(message.answer);
        waiting.delete(message.id);
        return;
      case 'push':
        options.pushed(message.name, message.payload);
        return;
      case 'secretGet':
        void answerSecret(message.id, secrets.get(message.name));
        return;
      case 'secretSet':
        void answerSecret(
          message.id,
          secrets.set(message.name, message.value).then(() => null),
        );
        return;
      case 'stopped':
        stopped?.();
        return;
      case 'again':
        log.info('the engine asked to be started anew');
        if (start) begin(start);
        return;
      case 'pong':
        return;
    }
  };

  /** Asks whether it is alive, and again later; anything heard since counts as an answer. */
  const ask = () => {
    clearTimeout(timers.check);
    if (asleep || state.kind !== 'running') return;
    const before = lastHeard;
    child?.send({ kind: 'ping', id: (lastId += 1) });
    timers.check = setTimeout(() => {
      if (lastHeard !== before) return ask();
      timers.check = setTimeout(() => {
        if (lastHeard !== before) return ask();
        // It may be us who were away: what it said meanwhile is delivered before this.
        timers.check = setTimeout(() => {
          if (lastHeard === before) verdict(`no answer for ${timing.answerWithin / 1000} seconds`);
          else ask();
        }, 50);
      }, timing.answerWithin - timing.pingEvery);
    }, timing.pingEvery);
  };

  const verdict = (why: string) => {
    log.error('the engine is ended and started again', { why });
    const old = child;
    child = null;
    old?.kill();
    ended(why);
  };

  const ended = (why: string) => {
    clearTimers();
    child = null;
    for (const answer of waiting.values()) answer({ ok: false, error: NOT_RUNNING });
    waiting.clear();
    stopped?.();
    if (!start) return become({ kind: 'off' });
    log.error('the engine ended', { why, failures });
    const pause = timing.backOff[Math.min(failures, timing.backOff.length - 1)] ?? 0;
    failures += 1;
    timers.again = setTimeout(spawn, pause);
    become({ kind: 'starting', again: true, problem: why });
  };

  const answerSecret = async (id: number, work: Promise<string | null>) => {
    const asker = child;
    try {
      const value = await work;
      asker?.send({ kind: 'secret', id, value, error: '' });
    } catch (error) {
      asker?.send({
        kind: 'secret',
        id,
        value: null,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  };

  const stop = async (patience: number): Promise<void> => {
    start = null;
    clearTimers();
    if (!child) return become({ kind: 'off' });
    const old = child;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      stopped = () => {
        clearTimeout(timer);
        resolve();
      };
      old.send({ kind: 'stop' });
    });
    stopped = null;
    if (child === old) {
      child = null;
      old.kill();
      ended('stopped');
    }
  };

  function begin(next: EngineStart): void {
    void stop(3_000).then(() => {
      start = next;
      failures = 0;
      become({ kind: 'starting', again: false, problem: '' });
      spawn();
    });
  }

  return {
    get state() {
      return state;
    },
    get pid() {
      return child?.pid;
    },
    start: begin,
    call: async <N extends EngineCall>(name: N, input: Checked<N>) => {
      if (state.kind === 'starting') await started();
      const asked = child;
      if (!asked || state.kind !== 'running') {
        return { ok: false, error: state.kind === 'off' ? NOT_STARTED : NOT_RUNNING };
      }
      return await new Promise<Answer<Output<N>>>((resolve) => {
        const id = (lastId += 1);
        waiting.set(id, resolve as (answer: Answer<unknown>) => void);
        asked.send({ kind: 'call', id, name, input });
      });
    },
    power: (event) => {
      asleep = event === 'suspend' ? true : event === 'resume' ? false : asleep;
      child?.send({ kind: 'power', event });
      ask();
    },
    stop,
  };
}
