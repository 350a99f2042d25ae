import { type Duration, MINUTE, printDuration, SECOND } from '../../core/time/duration';
import type { Notifier } from '../notify/notifier';
import type { Clock, Log } from '../ports';
import { makeAnsweredNews } from './answered-news';
import { attemptOnce } from './attempt';
import { backOff } from './back-off';
import type { ChannelMessage, ChannelReport, ChannelSetup, ChannelType } from './channel-type';
import { makePageQueue, mostUrgent } from './page-queue';
import type { Parcel } from './parcel';
import { makeSendRate } from './send-rate';
import { makeAsker, settleAnswered, type WaitingPage } from './waiting-page';

/** The dispatcher waits 15 s: before that it is told that it takes longer. */
const SOON: Duration = 12 * SECOND;
/** A page is tried for so long; the reminder after five minutes is a page of its own. */
const TRIED_FOR: Duration = 10 * MINUTE;
/** So many messages that failed are kept as they were at most; what comes then waits behind them, as one. */
const MOST_FAILED = { critical: 2, other: 1 } as const;

export type ReliableChannelDeps = {
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
};

/** A channel that pages, and sends the message of a test the same way. */
export type ReliableChannel = Notifier & {
  /** One attempt, after the one that is under way. Never throws. */
  test(message: ChannelMessage): Promise<ChannelReport>;
};

/**
 * A channel as the dispatcher sees it. Around an adapter's single attempts it keeps: a deadline each; one in flight;
 * what is critical first; the service's rate, by sending what waits as one message and never dropping any; and attempts
 * with back-off, as long as ten minutes, until it got through, was refused, or somebody answered. A page that takes
 * longer than its dispatcher waits is told as failed in words that say that it goes on, and `later` what came of it.
 */
export function reliableChannel(
  type: ChannelType,
  setup: ChannelSetup,
  deps: ReliableChannelDeps,
): ReliableChannel {
  const { clock, log, random = Math.random } = deps;
  const mono = (): number => clock.monotonic?.() ?? clock.now();
  const queue = makePageQueue(type.limits.longest);
  const rate = makeSendRate(type.limits.perMinute, mono);
  const answered = makeAnsweredNews(type, setup);
  const stopping = new AbortController();
  let flight: Promise<unknown> | null = null;
  /** The service asked to be left alone until then. */
  let closedUntil = 0;
  let lastProblem = '';
  let timer: NodeJS.Timeout | undefined;
  let isPumping = false;

  function waitsBecause(incident: string): string {
    const problem = queue.find(incident)?.problem || lastProblem;
    if (problem !== '') return `${problem}; trying again`;
    return flight ? 'the service has not answered yet; it goes on' : 'it waits for its turn; it goes on';
  }

  /** Once for all that is handed over together: what is critical of it goes first. */
  function pumpSoon(): void {
    if (isPumping) return;
    isPumping = true;
    queueMicrotask(() => {
      isPumping = false;
      pump();
    });
  }

  function pump(): void {
    if (flight || stopping.signal.aborted) return;
    clearTimeout(timer);
    const at = mono();
    for (const waiting of queue.takeOld(at)) giveUp(waiting);
    const next = nextParcel(at);
    if (typeof next === 'object') fly(next);
    else if (next < Number.POSITIVE_INFINITY) timer = setTimeout(pump, Math.max(1, Math.ceil(next)));
  }

  /** What goes out now, or in how many milliseconds to look again. */
  function nextParcel(at: number): Parcel | number {
    const isEmpty = queue.oldest() === Number.POSITIVE_INFINITY;
    let look = queue.oldest() + 1 - at;
    if (isEmpty && !answered.waits()) return look;
    if (closedUntil > at) return Math.min(look, closedUntil - at);
    for (const critical of [true, false]) {
      const failed = queue.failed
        .filter((parcel) => parcel.critical === critical)
        .toSorted((a, b) => a.due - b.due)[0];
      const again = failed && failed.due <= at ? failed : undefined;
      if (failed && !again) look = Math.min(look, failed.due - at);
      // While the service fails, what is critical tries for itself; everything else waits until it is back.
      const isHeld = queue.failed.length >= (critical ? MOST_FAILED.critical : MOST_FAILED.other);
      const fresh = again || isHeld ? [] : queue.fresh(critical);
      if (!again && fresh.length === 0) continue;
      const wait = rate.wait(critical);
      if (wait > 0) look = Math.min(look, wait);
      else {
        const parcel = again ? queue.takeFailed(again) : queue.takeFresh(composed(fresh, critical));
        if (parcel) return parcel;
      }
    }
    if (!isEmpty) return look;
    const wait = rate.wait(false);
    return wait > 0 ? wait : newsParcel();
  }

  /** One by one as long as there is room, then all that wait as one. */
  function composed(fresh: readonly WaitingPage[], critical: boolean): readonly WaitingPage[] {
    const first = mostUrgent(fresh);
    return first && rate.isAmple(critical) ? [first] : fresh;
  }

  function newsParcel(): Parcel {
    const message = answered.take(type.limits.longest);
    return { waiting: [], message, critical: false, failures: 0, due: 0 };
  }

  function fly(parcel: Parcel): void {
    rate.take();
    flight = attemptOnce(type, parcel.message, setup, { clock, log }, stopping.signal).then((report) => {
      flight = null;
      landed(parcel, report);
      pump();
    });
  }

  function landed(parcel: Parcel, report: ChannelReport): void {
    if (report.state !== 'delivered')
      log.warn('a channel did not take a message', { channel: setup.id, detail: report.detail });
    if (report.state === 'failed') failedOnce(parcel, report);
    else {
      settleAll(parcel, report);
      lastProblem = '';
      // Where one got through, so will those that failed before it.
      if (report.state === 'delivered') queue.hurry();
    }
  }

  function failedOnce(parcel: Parcel, report: Extract<ChannelReport, { state: 'failed' }>): void {
    const at = mono();
    lastProblem = report.detail;
    if (report.notBefore !== undefined) closedUntil = at + Math.max(0, report.notBefore - clock.now());
    // News without pages is not tried again.
    if (!report.again || parcel.waiting.length === 0) return settleAll(parcel, report);
    const due = Math.max(closedUntil, at + backOff(parcel.failures + 1, random));
    for (const waiting of parcel.waiting) waiting.problem = report.detail;
    const left = queue.putBack({ ...parcel, failures: parcel.failures + 1, due }, (waiting) => {
      if (waiting.isGone) settleAnswered(waiting);
      else if (due > waiting.until || stopping.signal.aborted) giveUp(waiting);
      else return false;
      return true;
    });
    // Nobody learns sooner by waiting for an attempt that comes too late for them.
    if (due - at < SOON) return;
    for (const { askers } of left?.waiting ?? [])
      for (const asker of askers) asker.soon(`${report.detail}; trying again`);
  }

  function settleAll(parcel: Parcel, { state, detail }: ChannelReport): void {
    const pages = parcel.waiting.length;
    const said = pages > 1 ? `one message for ${pages.toLocaleString('en-US')} pages: ${detail}` : detail;
    for (const { page, askers, isGone } of parcel.waiting) {
      for (const asker of askers) asker.settle(state, said);
      if (state === 'delivered') answered.wasTold(page, isGone);
    }
    queue.settled(parcel);
  }

  function giveUp({ askers, problem }: WaitingPage): void {
    const why = problem || lastProblem || 'it did not get its turn';
    const how = stopping.signal.aborted
      ? 'Watchbill was stopped'
      : `given up after ${printDuration(TRIED_FOR)}`;
    for (const asker of askers) asker.settle('failed', `${why}; ${how}`);
  }

  return {
    id: setup.id,
    title: setup.title,
    send(page, now, later) {
      return new Promise((resolve) => {
        const asker = makeAsker(now, resolve, later, SOON, () => waitsBecause(page.incident));
        if (stopping.signal.aborted) return asker.settle('failed', 'Watchbill was stopped');
        queue.put(page, asker, mono() + TRIED_FOR);
        pumpSoon();
      });
    },
    withdraw(incident) {
      queue.withdraw(incident);
      answered.isAnswered(incident);
      pumpSoon();
    },
    async test(message) {
      while (flight) await flight;
      const attempt = attemptOnce(type, message, setup, { clock, log }, stopping.signal);
      flight = attempt.then(() => {
        flight = null;
        pumpSoon();
      });
      return attempt;
    },
    stop() {
      stopping.abort();
      clearTimeout(timer);
      for (const waiting of queue.takeOld(Number.POSITIVE_INFINITY)) giveUp(waiting);
    },
  };
}
