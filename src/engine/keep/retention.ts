import type { KeepView } from '../../contract/keep/keep-views';
import { DAY, type Duration, HOUR, printDuration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log } from '../ports';
import type { Reader } from '../store/reader';
import type { Retired } from '../store/retire';
import { STALE } from './backup-keeper';
import { makeClockTrust, type Trust } from './clock-trust';
import type { HeavyWork } from './heavy-work';
import type { KeepSettingsFile } from './keep-settings';

/** A slice rests so many times as long as it took: the writer is ours for a fifth of the time at the most. */
const REST = 4;
/** How often the time that was believed last is written down. */
const REMEMBER_EVERY: Duration = HOUR;

/** Deletes what was resolved long enough ago, as far as the clock can be believed. */
export type Retention = {
  view(): KeepView['retention'];
  /** Resolved incidents that a rule would delete today. */
  wouldDelete(days: number | null): number;
  /** Compares the clocks, and remembers the time. */
  lookAtClock(): Promise<void>;
  /** A person says that the clock is right. */
  confirmClock(): void;
  /** Deletes what is due, if nothing speaks against it. Never rejects. */
  tidy(): Promise<void>;
  stop(): void;
};

export function makeRetention(parts: {
  readonly clock: Clock;
  readonly steady: () => number;
  readonly log: Log;
  readonly settings: KeepSettingsFile;
  readonly work: HeavyWork;
  readonly reader: () => Reader | null;
  readonly retire: (before: Instant) => Promise<Retired>;
  /** When the newest backup was made. */
  readonly backupAt: () => Instant | null;
  /** Incidents went away. */
  readonly retired: () => void;
  readonly changed: () => void;
}): Retention {
  const { clock, steady, log, settings, work } = parts;
  const trust = makeClockTrust(() => clock.now(), steady, settings.get().seenAt);
  let trusted: Trust = trust.look();
  let remembered = Number.NEGATIVE_INFINITY;
  let stopped = false;

  function held(): string {
    if (settings.get().days === null) return '';
    if (trusted.kind === 'doubted')
      return `The clock of this desktop says ${day(clock.now())}, and Watchbill saw it last on ${day(trusted.seen)}: nothing is deleted until you say that it is right.`;
    if (trusted.kind === 'settling')
      return `This desktop slept, or its clock jumped by ${printDuration(Math.abs(trusted.by))}: nothing is deleted for an hour.`;
    const last = parts.backupAt();
    return last === null || clock.now() - last > STALE
      ? 'Nothing is deleted while there is no backup younger than two days.'
      : '';
  }

  async function keep(patch: Parameters<KeepSettingsFile['set']>[0]): Promise<void> {
    await settings.set(patch).catch((error: unknown) => {
      log.warn('keep.json could not be written', { problem: (error as Error).message });
    });
  }

  /** @returns how many went */
  async function deleteSlices(before: Instant, days: number): Promise<number> {
    let deleted = 0;
    for (;;) {
      const from = steady();
      const { incidents, more } = await parts.retire(before);
      deleted += incidents;
      trusted = trust.look();
      if (!more || stopped || held() !== '' || settings.get().days !== days) return deleted;
      await pause(Math.max(5, (steady() - from) * REST));
    }
  }

  const wouldDelete = (days: number | null): number =>
    days === null ? 0 : (parts.reader()?.resolvedBefore(clock.now() - days * DAY) ?? 0);

  return {
    wouldDelete,
    view() {
      const { days, lastAt, lastDeleted } = settings.get();
      return { days, held: held(), ask: trusted.kind === 'doubted', lastAt, lastDeleted };
    },
    async lookAtClock() {
      const before = trusted.kind;
      trusted = trust.look();
      if (trusted.kind !== before) parts.changed();
      if (trusted.kind === 'doubted' || clock.now() - remembered < REMEMBER_EVERY) return;
      remembered = clock.now();
      await keep({ seenAt: trust.seen() });
    },
    confirmClock() {
      trust.confirm();
      trusted = trust.look();
      remembered = Number.NEGATIVE_INFINITY;
    },
    async tidy() {
      const { days } = settings.get();
      if (days === null || stopped || work.isBusy() || held() !== '' || wouldDelete(days) === 0) return;
      const before = clock.now() - days * DAY;
      try {
        const deleted = await work.during('tidy', () => deleteSlices(before, days));
        if (deleted === 0) return;
        log.info('old incidents were deleted', { incidents: deleted, before: day(before) });
        await keep({ lastAt: clock.now(), lastDeleted: deleted });
        parts.retired();
        parts.changed();
      } catch (error) {
        log.warn('old incidents could not be deleted', { problem: (error as Error).message });
      }
    },
    stop() {
      stopped = true;
    },
  };
}

function day(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

function pause(ms: Duration): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
