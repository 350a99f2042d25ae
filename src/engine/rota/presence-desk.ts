import type { Rota } from '../../core/schedule/rota';
import type { SourceHealth } from '../../core/source/health';
import type { ActBody, PresenceState } from '../../core/team-log/act';
import type { Instant } from '../../core/time/instant';

/**
 * What this desktop tells the team of itself: that it can no longer page whoever sits here, as its last word, so that
 * nobody waits out their step; and that it can again.
 */
export type PresenceDesk = {
  went(to: PresenceState): Promise<void>;
  /** Every source that is polled is blind: this desktop hears of nothing (any more), or does again. */
  heard(sources: Iterable<SourceHealth>, polled: ReadonlySet<string>): void;
};

export function makePresenceDesk(parts: {
  readonly desktop: string;
  readonly rota: () => Rota;
  readonly now: () => Instant;
  /** Writes into this desktop's log; what cannot be written is said elsewhere. */
  readonly tell: (bodies: readonly ActBody[]) => Promise<void>;
}): PresenceDesk {
  let last: PresenceState | null = null;

  /** Its last word by the log, over restarts; a desktop that never said anything is awake. */
  function known(): PresenceState {
    last ??=
      parts.rota().acts.presence.findLast(({ desktop }) => desktop === parts.desktop)?.state ?? 'awake';
    return last;
  }

  async function went(to: PresenceState): Promise<void> {
    const { schedules, people } = parts.rota();
    // Alone, or without a rota, there is nobody whose turn it would be.
    if (schedules.length === 0 || people.length < 2 || known() === to) return;
    last = to;
    await parts.tell([{ kind: 'desktopWent', to, at: parts.now() }]);
  }

  return {
    went,
    heard(sources, polled) {
      if (polled.size === 0) return;
      let blind = 0;
      for (const { id, state } of sources) if (polled.has(id) && state === 'blind') blind += 1;
      if (blind === polled.size && known() === 'awake') void went('offline');
      else if (blind < polled.size && known() === 'offline') void went('awake');
    },
  };
}
