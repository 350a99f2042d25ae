import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';

/** What to do about it; the screen gives it a button. */
export type CheckAct =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'screen';
      readonly screen: 'sources' | 'settings' | 'calendar' | 'team' | 'queue' | 'reach';
    }
  | { readonly kind: 'test'; readonly channel: string }
  | { readonly kind: 'practise' }
  | { readonly kind: 'ask-sources' };

/** `unknown`: it cannot be read here, or nothing is known of it yet. It does not lower the light. */
export type CheckState = 'ok' | 'warn' | 'bad' | 'unknown';

export type CheckGroup = 'alerts' | 'desktop' | 'channels' | 'team' | 'proof';

export type Check = {
  /** Stable: `clock`, `source:prod`, `channel:popup`. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  readonly state: CheckState;
  /** One or two sentences: what is so, and what to do about it. */
  readonly says: string;
  /** When that was learned, or since when it is so; null for now. */
  readonly since: Instant | null;
  readonly act: CheckAct;
};

export type Light = 'ready' | 'worth a look' | 'not pageable';

export type Readiness = { readonly light: Light; readonly checks: readonly Check[] };

export const NO_ACT: CheckAct = { kind: 'none' };

/** `12 s ago`, `3 d 2 h ago`. */
export function ago(at: Instant, now: Instant): string {
  return now - at < 1000 ? 'just now' : `${printDuration(now - at)} ago`;
}

/** `one alert`, `3 alerts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${count} ${many}`;
}

/** A sentence from half of one: a capital, and a full stop. */
export function sentence(text: string): string {
  const line = text.trim();
  if (line === '') return '';
  // A name that is written so: macOS.
  const first = /^[a-z]+[A-Z]/.test(line) ? line[0] : line[0]?.toUpperCase();
  return `${first}${line.slice(1)}${/[.!?…]$/.test(line) ? '' : '.'}`;
}
