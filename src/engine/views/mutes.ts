import type { MaintenanceView, SilencePreview, SilenceView } from '../../contract/mute/mute-views';
import { type Matcher, printMatcher } from '../../core/alert/matcher';
import type { Incident } from '../../core/incident/incident';
import { type ServiceId, WATCHBILL_SOURCE } from '../../core/kernel/ids';
import { hoursWords } from '../../core/mute/hours-words';
import { windowAt } from '../../core/mute/maintenance-at';
import type { Maintenance, Silence } from '../../core/mute/mute';
import { holds } from '../../core/mute/silenced-by';
import type { Calendars } from '../../core/schedule/calendars';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';

/** What silences and maintenance are shown from. */
export type MutesFor = {
  readonly now: Instant;
  readonly names: Names;
  readonly calendars: Calendars;
  /** What is not over. */
  readonly live: readonly Incident[];
  /** How many incidents each held back so far, by its id. */
  readonly heldBack: ReadonlyMap<string, number>;
};

/** So long after its end one is still shown. */
const SHOWN_FOR = 7 * DAY;
/** A script that makes silences without end must not stop the screen. */
const MOST_SHOWN = 500;
const MOST_PREVIEWED = 20;

/** Incidents that a silence or maintenance can be about: the pager's own are never held back. */
export function mutable(incidents: Iterable<Incident>): Incident[] {
  return [...incidents].filter(({ status, source }) => status !== 'resolved' && source !== WATCHBILL_SOURCE);
}

/** Silences as the screen lists them: in force, to come, ended lately. */
export function silenceViews(silences: readonly Silence[], of: MutesFor): SilenceView[] {
  return inOrder(
    silences
      .filter(({ start, end }) => start < end)
      .map((silence) => {
        const state = stateOf(silence.start, silence.end, of.now);
        return {
          id: silence.id,
          state,
          matchers: silence.matchers.map(printMatcher),
          start: silence.start,
          end: silence.end,
          by: of.names.person(silence.by),
          reason: silence.reason,
          matches: state === 'ended' ? 0 : of.live.filter(({ alert }) => holds(silence, alert.labels)).length,
          heldBack: of.heldBack.get(silence.id) ?? 0,
        };
      }),
    of.now,
  );
}

/** What the team file plans and what was begun, as the screen lists it. */
export function maintenanceViews(
  planned: readonly Maintenance[],
  begun: readonly Maintenance[],
  of: MutesFor,
): MaintenanceView[] {
  return inOrder(
    [...planned, ...begun]
      .filter(({ when }) => when.kind === 'weekly' || when.start < when.end)
      .map((one) => {
        const span = spanOf(one, of);
        return {
          id: one.id,
          state: span.state,
          services: one.services.map((id) => ({ id, name: of.names.serviceName(id) })),
          reason: one.reason,
          by: one.by === null ? null : of.names.person(one.by),
          weekly: one.when.kind === 'weekly',
          start: span.start,
          end: span.end,
          hours: one.when.kind === 'weekly' ? `${hoursWords(one.when.hours)} (${one.when.timeZone})` : '',
          isEndable: one.by !== null && span.state !== 'ended',
          matches: span.state === 'ended' ? 0 : of.live.filter(({ service }) => isOf(one, service)).length,
          heldBack: of.heldBack.get(one.id) ?? 0,
        };
      }),
    of.now,
  );
}

/** What matchers would hold back now; an incident that is acknowledged matches too, and is told apart by its status. */
export function previewOf(
  matchers: readonly Matcher[],
  live: readonly Incident[],
  names: Names,
): SilencePreview {
  const matching = live.filter(({ alert }) => holds({ matchers }, alert.labels));
  return {
    problem: '',
    total: matching.length,
    incidents: matching
      .toSorted((a, b) => b.number - a.number)
      .slice(0, MOST_PREVIEWED)
      .map(({ id, number, title, severity, service, status }) => ({
        id,
        number,
        title,
        severity,
        service: names.serviceName(service),
        status,
      })),
  };
}

function isOf({ services }: Maintenance, service: ServiceId): boolean {
  return services.length === 0 || services.includes(service);
}

type State = SilenceView['state'];

function stateOf(start: Instant, end: Instant, now: Instant): State {
  if (now >= end) return 'ended';
  return now < start ? 'coming' : 'active';
}

/** Of one that comes every week the window that is open, or the next. */
function spanOf(
  one: Maintenance,
  { calendars, now }: MutesFor,
): { state: State; start: Instant | null; end: Instant | null } {
  if (one.when.kind === 'once') {
    const { start, end } = one.when;
    return { state: stateOf(start, end, now), start, end };
  }
  const { inside, until } = windowAt(one, calendars, now);
  if (inside) return { state: 'active', start: null, end: until };
  const end = until === null ? null : windowAt(one, calendars, until).until;
  return { state: 'coming', start: until, end };
}

const RANK: Record<State, number> = { active: 0, coming: 1, ended: 2 };

/** What is in force first, what ends soonest at the top; then what comes; then what ended last. */
function inOrder<T extends { state: State; start: Instant | null; end: Instant | null }>(
  list: readonly T[],
  now: Instant,
): T[] {
  const time = ({ state, start, end }: T): number => {
    if (state === 'ended') return -(end ?? 0);
    return (state === 'active' ? end : start) ?? Number.MAX_SAFE_INTEGER;
  };
  return list
    .filter(({ state, end }) => state !== 'ended' || (end ?? 0) > now - SHOWN_FOR)
    .toSorted((a, b) => RANK[a.state] - RANK[b.state] || time(a) - time(b))
    .slice(0, MOST_SHOWN);
}
