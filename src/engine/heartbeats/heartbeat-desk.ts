import type { Pulse, Pulses } from '../../core/heartbeat/pulse';
import { heartbeatDueAt, type Watch } from '../../core/heartbeat/watch-heartbeats';
import { type Duration, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log } from '../ports';
import { writePulses } from './heartbeat-file';

/** A heartbeat that is heard every few seconds is written down so often. */
const WRITE_EVERY: Duration = MINUTE;

export type HeartbeatStanding = {
  readonly heartbeat: Watch;
  readonly pulse: Pulse | null;
  readonly dueAt: Instant | null;
};

/** What must be heard from: what of it is kept over a restart, and the calls of jobs. */
export type HeartbeatDesk = {
  list(): HeartbeatStanding[];
  /**
   * A job called. Resolves when that is on the disk, or was written less than a minute ago.
   * @returns false when the team has no such heartbeat. @throws when it cannot be kept
   */
  beat(id: string): Promise<boolean>;
  /** Writes down what was heard and missed since the last time. Never rejects. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

export type HeartbeatParts = {
  readonly dataFolder: string;
  readonly heartbeats: () => readonly Watch[];
  readonly pulses: () => Pulses;
  /** Takes a beat into the state, at once. */
  readonly hear: (ids: readonly string[]) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds; for tests. */
  readonly writeEvery?: Duration;
};

export function openHeartbeatDesk(parts: HeartbeatParts): HeartbeatDesk {
  const { clock, log } = parts;
  const every = parts.writeEvery ?? WRITE_EVERY;
  /** As it stands on the disk: by id, when each was last heard and missed. */
  let written = new Map<string, Pulse>();
  let failed = '';
  let turn: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const timer = setInterval(() => void look(), every);
  timer.unref();

  /** One write for all that come while another is under way. */
  function write(): Promise<void> {
    next ??= turn
      .catch(() => undefined)
      .then(async () => {
        next = null;
        const pulses = [...parts.pulses().values()];
        await writePulses(parts.dataFolder, pulses, clock.now());
        written = new Map(pulses.map((pulse) => [pulse.id, pulse]));
        failed = '';
      });
    turn = next;
    return next;
  }

  async function look(): Promise<void> {
    if (parts.heartbeats().length === 0 && written.size === 0) return;
    await write().catch((error: unknown) => {
      const why = (error as Error).message;
      if (why !== failed) log.error('what was heard could not be written down', { problem: why });
      failed = why;
    });
  }

  return {
    list: () =>
      parts.heartbeats().map((heartbeat) => {
        const pulse = parts.pulses().get(heartbeat.id);
        return { heartbeat, pulse: pulse ?? null, dueAt: heartbeatDueAt(heartbeat, pulse) };
      }),
    async beat(id) {
      if (!parts.heartbeats().some((heartbeat) => heartbeat.id === id)) return false;
      parts.hear([id]);
      const kept = written.get(id)?.lastHeardAt ?? null;
      const now = parts.pulses().get(id)?.lastHeardAt ?? clock.now();
      if (kept === null || now < kept || now - kept >= every) await write();
      return true;
    },
    look,
    async stop() {
      clearInterval(timer);
      await look();
    },
  };
}
