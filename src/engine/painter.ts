import type { Push, PushName } from '../contract/bridge';
import type { Decision } from '../core/step/step';
import type { Duration } from '../core/time/duration';

export type Listener = <N extends PushName>(name: N, payload: Push<N>) => void;

/**
 * How soon: `page`, a page went out or was answered, this instant; `incidents`, what rings may say something else now,
 * soon; `rest`, a few times a second.
 */
export type Urgency = 'page' | 'incidents' | 'rest';

/** Sends views to screens: what rings at once, the rest a few times a second at the most. */
export type Painter = {
  subscribe(listener: Listener): () => void;
  /** Sends a push of another kind as it is. */
  push<N extends PushName>(name: N, payload: Push<N>): void;
  /** The rota, an offer or a notice changed: screens fetch again. */
  rotaChanged(): void;
  changed(urgency: Urgency): void;
  stop(): void;
};

const CALM: Duration = 100;
/** Under a flood of pages they are painted at most so often; a page is visible within it. */
const SOON: Duration = 30;

const ANSWERS: ReadonlySet<string> = new Set(['acknowledged', 'resolved', 'snoozed']);

/** How soon what was decided is painted. */
export function urgencyOf(decisions: readonly Decision[]): Urgency {
  if (decisions.some(({ pages, facts }) => pages.length > 0 || facts.some(({ kind }) => ANSWERS.has(kind))))
    return 'page';
  return decisions.some(({ incidents }) => incidents.length > 0) ? 'incidents' : 'rest';
}

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
  let ringTimer: NodeJS.Timeout | null = null;
  /** When a page was last painted at once: what was painted for less does not hold up the next page. */
  let pagedAt = Number.NEGATIVE_INFINITY;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let pageWaits = false;
  let rings = true;

  function send<N extends PushName>(name: N, payload: Push<N>): void {
    for (const listener of listeners) listener(name, payload);
  }

  function paintRinging(): void {
    if (ringTimer) clearTimeout(ringTimer);
    ringTimer = null;
    paintedAt = parts.now();
    if (pageWaits) pagedAt = paintedAt;
    pageWaits = false;
    if (listeners.size === 0) return;
    const ringing = parts.ringing();
    // Nothing rang and nothing rings: a storm of alerts that somebody works on is no news to the pop-up.
    if (!rings && ringing.total === 0) return;
    rings = ringing.total > 0;
    send('ringing', ringing);
  }

  function paintPage(): void {
    pageWaits = true;
    const wait = pagedAt + SOON - parts.now();
    if (wait <= 0) paintRinging();
    else paintSoon(wait);
  }

  function paintSoon(wait: Duration): void {
    if (ringTimer) return;
    if (wait <= 0) paintRinging();
    else ringTimer = setTimeout(paintRinging, wait);
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
    changed(urgency) {
      if (urgency === 'page') paintPage();
      else if (urgency === 'incidents') paintSoon(paintedAt + SOON - parts.now());
      if (!calmTimer) calmTimer = setTimeout(paintRest, CALM);
    },
    stop() {
      if (calmTimer) clearTimeout(calmTimer);
      if (ringTimer) clearTimeout(ringTimer);
      listeners.clear();
    },
  };
}
