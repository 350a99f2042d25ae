import type { Labels } from '../alert/labels';
import type { ServiceId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Calendars } from '../schedule/calendars';
import type { Instant } from '../time/instant';
import { concerns, windowAt } from './maintenance-at';
import type { Maintenance, Silence } from './mute';
import { holds } from './silenced-by';

/** Of a weekly window so many beginnings and ends are looked at: what stays open for longer was answered long ago. */
const MOST_TURNS = 60;

/**
 * When the last silence or maintenance that kept an alert quiet was over, of those that ended within a span, its end
 * counted in and its start not; null where none did.
 */
export function lastMuteEnd(
  mutes: {
    readonly silences: readonly Silence[];
    readonly planned: readonly Maintenance[];
    readonly begun: readonly Maintenance[];
  },
  of: { readonly labels: Labels; readonly service: ServiceId },
  calendars: Calendars,
  span: Span,
): Instant | null {
  let last: Instant | null = null;
  const consider = (end: Instant): void => {
    if (end > span.start && end <= span.end && (last === null || end > last)) last = end;
  };
  for (const silence of mutes.silences)
    if (silence.start < silence.end && silence.end > span.start && silence.end <= span.end)
      if (holds(silence, of.labels)) consider(silence.end);
  for (const list of [mutes.planned, mutes.begun])
    for (const one of list) if (concerns(one, of.service)) endsOf(one, calendars, span).forEach(consider);
  return last;
}

function endsOf(one: Maintenance, calendars: Calendars, span: Span): readonly Instant[] {
  if (one.when.kind === 'once') return one.when.start < one.when.end ? [one.when.end] : [];
  const ends: Instant[] = [];
  let at = span.start;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { inside, until } = windowAt(one, calendars, at);
    if (until === null || until > span.end) break;
    if (inside) ends.push(until);
    at = until;
  }
  return ends;
}
