import { type Duration, SECOND } from '../../core/time/duration';
import type { Clock, Log } from '../ports';
import type { ChannelMessage, ChannelReport, ChannelSetup, ChannelType } from './channel-type';
import { saidBy, secretsOf } from './hide-secrets';

/** One attempt; the dispatcher waits 15 s. */
export const ATTEMPT_WITHIN: Duration = 10 * SECOND;
/** An adapter that does not heed its signal is left alone so long after. */
const LEFT_AFTER: Duration = 2 * SECOND;

export type AttemptDeps = { readonly clock: Clock; readonly log: Log };

/**
 * Sends a message once, within a deadline. Never throws, never hangs; no secret of the channel is in what it says.
 * @param ended ends it sooner
 */
export async function attemptOnce(
  type: ChannelType,
  message: ChannelMessage,
  setup: ChannelSetup,
  deps: AttemptDeps,
  ended: AbortSignal,
): Promise<ChannelReport> {
  const timers: NodeJS.Timeout[] = [];
  const after = <T>(ms: Duration, what: () => T): Promise<T> =>
    new Promise((resolve) => {
      timers.push(setTimeout(() => resolve(what()), ms));
    });
  const deadline = new AbortController();
  void after(ATTEMPT_WITHIN, () => deadline.abort());
  const left = after(
    ATTEMPT_WITHIN + LEFT_AFTER,
    (): ChannelReport => ({ state: 'failed', again: true, detail: 'no answer in time' }),
  );
  const signal = AbortSignal.any([ended, deadline.signal]);
  try {
    const report = await Promise.race([type.send(message, setup, { ...deps, signal }), left]);
    return { ...report, detail: saidBy(report.detail, secretsOf(type.fields, setup.values)) };
  } catch (error) {
    // A fault of the adapter's own: what it threw may hold what was sent.
    deps.log.error('a channel broke', { channel: setup.id, error: (error as Error).name });
    return { state: 'failed', again: true, detail: 'the channel broke inside Watchbill' };
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
