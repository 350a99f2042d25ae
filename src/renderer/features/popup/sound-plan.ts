import type { Severity } from '../../../core/alert/severity';

export type Tone = 'page-critical' | 'page' | 'info';

/** A page that may sound: everything that rings and has not been answered. */
export type Sounding = { readonly incident: string; readonly severity: Severity };

/** What was played so far. Times are milliseconds of one clock. */
export type Played = {
  readonly tone: Tone | null;
  readonly at: number;
  /** Incidents whose tone was played at least once since they began to ring. */
  readonly heard: ReadonlySet<string>;
};

export const SILENT: Played = { tone: null, at: Number.NEGATIVE_INFINITY, heard: new Set() };

export type Plan =
  | { readonly do: 'nothing' }
  | { readonly do: 'play'; readonly tone: Tone }
  /** Ask again at this time. */
  | { readonly do: 'wait'; readonly until: number };

/** From the start of one tone to the start of the next. Milliseconds. */
export const REPEAT: Record<Exclude<Tone, 'info'>, number> = { 'page-critical': 2500, page: 8000 };
/** New pages in a storm do not cut each other's tone off. Milliseconds. */
export const GAP = 1500;

/**
 * What to play now. The worst page sets the tone and the pace: critical every 2.5 s, error and warning every 8 s, info
 * once. A page not heard yet does not wait for the pace, only for the gap. Nothing rings: silence.
 */
export function planSound(ringing: readonly Sounding[], played: Played, now: number): Plan {
  const tones = ringing.map((page) => ({ incident: page.incident, tone: toneOf(page.severity) }));
  const worst = worstTone(tones.map(({ tone }) => tone));
  if (worst === null) return { do: 'nothing' };
  const unheard = tones.filter(({ incident }) => !played.heard.has(incident)).map(({ tone }) => tone);
  const fresh = worstTone(unheard);
  if (fresh !== null) {
    // Something worse than what sounds now cuts in; the rest waits for the gap.
    const cutsIn = played.tone === null || rank(fresh) < rank(played.tone);
    const from = cutsIn ? now : played.at + GAP;
    if (now >= from) return { do: 'play', tone: worst };
    return { do: 'wait', until: from };
  }
  if (worst === 'info') return { do: 'nothing' };
  const next = played.at + REPEAT[worst];
  return now >= next ? { do: 'play', tone: worst } : { do: 'wait', until: next };
}

/** What was played once a tone has begun: it counts for everything that rings at that moment. */
export function afterTone(ringing: readonly Sounding[], tone: Tone, now: number): Played {
  return { tone, at: now, heard: new Set(ringing.map(({ incident }) => incident)) };
}

/** Forgets the pages that no longer ring, so that they are heard at once when they ring again. */
export function stillHeard(played: Played, ringing: readonly Sounding[]): Played {
  const now = new Set(ringing.map(({ incident }) => incident));
  const heard = new Set([...played.heard].filter((id) => now.has(id)));
  return { tone: now.size === 0 ? null : played.tone, at: played.at, heard };
}

export function toneOf(severity: Severity): Tone {
  if (severity === 'critical') return 'page-critical';
  return severity === 'error' || severity === 'warning' ? 'page' : 'info';
}

const LOUDEST_FIRST: readonly Tone[] = ['page-critical', 'page', 'info'];

function rank(tone: Tone): number {
  return LOUDEST_FIRST.indexOf(tone);
}

function worstTone(tones: readonly Tone[]): Tone | null {
  return LOUDEST_FIRST.find((tone) => tones.includes(tone)) ?? null;
}
