import type { SourceId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import type { Labels } from './labels';
import type { Severity } from './severity';

/** A link that came with an alert. `href` is any text: it is made clickable only where it is http(s). */
export type AlertLink = { readonly text: string; readonly href: string };

/** Why the source itself keeps an alert quiet. Suppressed is not acknowledged: nobody has seen it. */
export type Suppression = {
  readonly how: 'silenced' | 'inhibited' | 'muted';
  /** Ids of the silences or inhibiting alerts, or names of mute time intervals, as the source gives them. */
  readonly by: readonly string[];
};

/** One normalised sighting of an alert at a source. */
export type Alert = {
  readonly source: SourceId;
  /** Same key, same source, while open: the same incident. Compared byte for byte. */
  readonly dedupKey: string;
  readonly event: 'firing' | 'resolved' | 'acknowledged';
  /** One line, at most 1024 characters. */
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly links: readonly AlertLink[];
  /** Runbook link or path, as given; '' when there is none. */
  readonly runbook: string;
  /** Since when, by the source's clock; null where it gave none that can be used (reliability B10). */
  readonly startsAt: Instant | null;
  /** When the sender says it ends by itself unless sent again (Alertmanager's POST /api/v2/alerts); else null. */
  readonly expiresAt: Instant | null;
  readonly suppression: Suppression | null;
};

export const MAX_TITLE = 1024;
export const MAX_DESCRIPTION = 16_384;

/** One line of text: control characters and line breaks become spaces, cut with an ellipsis at `max`. */
export function oneLine(text: string, max: number = MAX_TITLE): string {
  const line = text.replace(CONTROL_AND_BREAKS, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length > max ? `${cutWhole(line, max - 1)}…` : line;
}

/** Text that may have several lines, cut with a note at `max`. */
export function clipText(text: string, max: number = MAX_DESCRIPTION): string {
  return text.length > max ? `${cutWhole(text, max)}\n… (cut, ${text.length - max} characters more)` : text;
}

// eslint-disable-next-line no-control-regex
const CONTROL_AND_BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Cuts without leaving half of a surrogate pair. */
function cutWhole(text: string, max: number): string {
  const code = text.charCodeAt(max - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? max - 1 : max);
}
