import type { Span } from '../kernel/span';
import { lacksCalendar } from '../mute/hours-at';
import type { Urgency } from '../people/service';
import type { Calendars } from '../schedule/calendars';
import { windowsOf } from '../schedule/windows';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Step, StepWhen } from './escalation';
import type { PlanAsk } from './plan-ask';

/** Why a step is left out. */
export type LeftOut = 'urgency' | 'hours';

/** Windows are worked out for so long at a time. */
const CHUNK = 64 * DAY;
/** Chunks kept of one condition; years of them. */
const MOST_CHUNKS = 64;

const found = new WeakMap<Calendars, WeakMap<StepWhen, Map<number, readonly Span[]>>>();

/**
 * Why a step does not count at an instant; null where it does. Hours are of the wall clock of the condition's own zone.
 * Where their calendar file cannot be read the step counts: nobody is missed because of a file.
 */
export function leftOutAt({ urgency, rota }: PlanAsk, { when }: Step, at: Instant): LeftOut | null {
  if (!when) return null;
  if (when.urgency !== null && when.urgency !== urgencyAt(urgency, at)) return 'urgency';
  if (when.hours.length === 0) return null;
  const { calendars } = rota;
  if (isWithin(windowsAround(when, calendars, at), at)) return null;
  return lacksCalendar(when.hours, calendars, at) ? null : 'hours';
}

/** Whether a step may count at one time and not at another. */
export function variesInTime({ urgency }: PlanAsk, { when }: Step): boolean {
  return (
    when !== undefined && (when.hours.length > 0 || (when.urgency !== null && typeof urgency !== 'string'))
  );
}

/** How urgent it is at an instant. */
export function urgencyAt(urgency: PlanAsk['urgency'], at: Instant): Urgency {
  return typeof urgency === 'string' ? urgency : urgency(at);
}

/** Whether one of the windows, which are in order and apart, is open at an instant. */
function isWithin(windows: readonly Span[], at: Instant): boolean {
  let low = 0;
  for (let high = windows.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((windows[middle] as Span).end <= at) low = middle + 1;
    else high = middle;
  }
  const window = windows[low];
  return window !== undefined && window.start <= at;
}

function windowsAround(when: StepWhen, calendars: Calendars, at: Instant): readonly Span[] {
  let ofCalendars = found.get(calendars);
  if (!ofCalendars) {
    ofCalendars = new WeakMap();
    found.set(calendars, ofCalendars);
  }
  let chunks = ofCalendars.get(when);
  if (!chunks) {
    chunks = new Map();
    ofCalendars.set(when, chunks);
  }
  const chunk = Math.floor(at / CHUNK);
  let windows = chunks.get(chunk);
  if (!windows) {
    const span = { start: chunk * CHUNK, end: (chunk + 1) * CHUNK };
    windows = windowsOf(when.hours, when.timeZone, calendars, span);
    if (chunks.size >= MOST_CHUNKS) chunks.clear();
    chunks.set(chunk, windows);
  }
  return windows;
}
