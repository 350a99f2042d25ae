import { type ServiceId, WATCHBILL_SERVICE } from '../kernel/ids';
import type { Calendars } from '../schedule/calendars';
import type { Instant } from '../time/instant';
import { type HoursAt, hoursAt } from './hours-at';
import type { Held, Maintenance } from './mute';
import { because, type MuteWords } from './mute-words';

/** `nextAt`: when a window of the service's next begins or ends; null where none does for as long as is looked. */
export type MaintenanceAt = { readonly held: Held | null; readonly nextAt: Instant | null };

/**
 * The maintenance that keeps a service quiet at an instant: of several the one that ends last. Watchbill's own
 * incidents (a source that is blind, a disk that is full) are of no service that anybody works on: never kept quiet.
 * @param planned of the team file
 * @param begun by people and CI jobs (`RotaActs.maintenance`)
 */
export function maintenanceAt(
  planned: readonly Maintenance[],
  begun: readonly Maintenance[],
  service: ServiceId,
  calendars: Calendars,
  at: Instant,
  words: MuteWords,
): MaintenanceAt {
  let nextAt: Instant | null = null;
  let last: { readonly one: Maintenance; readonly until: Instant | null } | null = null;
  for (const list of [planned, begun])
    for (const one of list) {
      if (!concerns(one, service)) continue;
      const { inside, until } = windowAt(one, calendars, at);
      if (until !== null && (nextAt === null || until < nextAt)) nextAt = until;
      if (inside && (last === null || later(until, last.until))) last = { one, until };
    }
  return { held: last === null ? null : heldBy(last.one, last.until, at, words), nextAt };
}

/** Whether a maintenance is going on at an instant, and when that changes; `until` null for never. */
export function windowAt({ when }: Maintenance, calendars: Calendars, at: Instant): HoursAt {
  if (when.kind === 'weekly') {
    // No window at all would be always; the file's reader lets none such through.
    if (when.hours.length === 0) return { inside: false, until: null };
    return hoursAt(when.hours, when.timeZone, calendars, at);
  }
  const { start, end } = when;
  if (start >= end || at >= end) return { inside: false, until: null };
  return at < start ? { inside: false, until: start } : { inside: true, until: end };
}

/** Whether it is work on a service. */
export function concerns({ services }: Maintenance, service: ServiceId): boolean {
  if (service === WATCHBILL_SERVICE) return false;
  return services.length === 0 || services.includes(service);
}

/** null never ends. */
function later(a: Instant | null, b: Instant | null): boolean {
  return b !== null && (a === null || a > b);
}

function heldBy(one: Maintenance, until: Instant | null, at: Instant, words: MuteWords): Held {
  const who = one.by === null ? '' : `, begun by ${words.name(one.by)},`;
  const end = until === null ? '' : ` until ${words.clock(until, at)}`;
  return { how: 'maintenance', by: one.id, detail: `Maintenance${who}${end}${because(one.reason)}`, until };
}
