import type { Push, PushName } from '../contract/bridge';
import type { Duration } from '../core/time/duration';

export type Listener = <N extends PushName>(name: N, payload: Push<N>) => void;

/** Sends views to screens: what rings at once, the rest a few times a second at the most. */
export type Painter = {
  subscribe(listener: Listener): () => void;
  /** Sends a push of another kind as it is. */
  push<N extends PushName>(name: N, payload: Push<N>): void;
  /** The rota, an offer or a notice changed: screens fetch again. */
  rotaChanged(): void;
  /** `urgent`: a page went out or was answered, paint this instant. */
  changed(urgent: boolean): void;
  stop(): void;
};

const CALM: Duration = 100;
/** Under a flood even what is urgent is painted at most so often; a page is visible within it. */
const URGENT: Duration = 30;

export type PaintParts = {
  readonly ringing: () => Push<'ringing'>;
  readonly status: () => Push<'status'>;
  readonly practice: () => Push<'practice'> | null;
  readonly now: () => number;
};

export function makePainter(parts: PaintParts): Painter {
  const listeners = new Set<Listener>();
  let version = 0;
  let rotaVersion = 0;
  let calmTimer: NodeJS.Timeout | null = null;
  let urgentTimer: NodeJS.Timeout | null = null;
  let urgentAt = 0;

  function send<N extends PushName>(name: N, payload: Push<N>): void {
    for (const listener of listeners) listener(name, payload);
  }

  function paintRinging(): void {
    urgentTimer = null;
    urgentAt = parts.now();
    if (listeners.size > 0) send('ringing', parts.ringing());
  }

  function paintRest(): void {
    calmTimer = null;
    if (listeners.size === 0) return;
    send('status', parts.status());
    send('queue', { version: ++version });
    const practice = parts.practice();
    if (practice) send('practice', practice);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    push: send,
    rotaChanged() {
      send('rota', { version: ++rotaVersion });
    },
    changed(urgent) {
      if (urgent && !urgentTimer) {
        const wait = urgentAt + URGENT - parts.now();
        if (wait <= 0 || wait > URGENT) paintRinging();
        else urgentTimer = setTimeout(paintRinging, wait);
      }
      if (!calmTimer) calmTimer = setTimeout(paintRest, CALM);
    },
    stop() {
      if (calmTimer) clearTimeout(calmTimer);
      if (urgentTimer) clearTimeout(urgentTimer);
      listeners.clear();
    },
  };
}
