import { NO_CALENDARS } from '../schedule/calendars';
import { dayText } from '../schedule/check-finding';
import type { Schedule } from '../schedule/schedule';
import { windowsOf } from '../schedule/windows';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { instantOf, wallOf, zoneChanges } from '../time/wall';

/**
 * Where a change of clocks may part us from the tool that a schedule came from: its API says how long windows and turns
 * last, and not whether that is counted in elapsed time or on the clock. Here windows end on the clock, and turns of
 * hours are elapsed time.
 */
export function clockNotes(schedule: Schedule, now: Instant, tool: string): string[] {
  const zone = schedule.timeZone;
  const changes = zoneChanges(zone, { start: now, end: now + 366 * DAY });
  const notes: string[] = [];
  for (const layer of schedule.layers) {
    const ends = layer.until === null ? Number.POSITIVE_INFINITY : instantOf(layer.until, zone);
    const across = changes.find(({ at }) => {
      const around = { start: at - 8 * DAY, end: at + 8 * DAY };
      if (layer.hours.length === 0 || ends <= at) return false;
      return windowsOf(layer.hours, zone, NO_CALENDARS, around).some(
        ({ start, end }) => start > around.start && start < at && at < end && end < around.end,
      );
    });
    if (across)
      notes.push(
        `layer "${layer.name}" has hours in which clocks change (next on ${dayText(wallOf(across.at, zone))}); here they end at the same time of day as always, in ${tool} perhaps an hour off.`,
      );
    const first = changes[0];
    if (first && first.at < ends && layer.turn.unit === 'hours' && layer.people.length > 1)
      notes.push(
        `layer "${layer.name}" hands off every ${layer.turn.every} hours of elapsed time here, so its times of day move when clocks change (next on ${dayText(wallOf(first.at, zone))}); in ${tool} perhaps not.`,
      );
  }
  return notes;
}
