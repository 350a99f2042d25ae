import { overlaps } from '../kernel/span';
import type { Instant } from '../time/instant';
import { countText, type Finding, momentText } from './check-finding';
import { lastCreated } from './last-created';
import type { Override, Schedule } from './schedule';

/** No more overlaps of one schedule than this are told one by one. */
const MAX_TOLD = 20;

/** The overrides of the team file: those that overlap, that never count, that are over. */
export function checkOverrides(schedule: Schedule, now: Instant): Finding[] {
  const coming = schedule.overrides.filter(({ start, end }) => end > now && start < end);
  const past = schedule.overrides.filter(({ end }) => end <= now);
  const found: Finding[] = [];
  const first = past[0];
  if (first) {
    found.push({
      ...place(schedule, first),
      level: 'note',
      message: `${countText(past.length, 'override')} in the file ${past.length === 1 ? 'is' : 'are'} over and can be taken out`,
      at: null,
    });
  }
  const all = { start: Math.min(...coming.map((o) => o.start)), end: Math.max(...coming.map((o) => o.end)) };
  const counting = new Set(lastCreated(coming, all).map(({ override }) => override));
  let untold = 0;
  for (const [index, override] of coming.entries()) {
    const later = coming.find((other, i) => i > index && overlaps(override, other));
    if (!later) continue;
    if (found.length >= MAX_TOLD) untold++;
    else
      found.push({
        ...place(schedule, override),
        ...overlap(schedule, override, later, counting.has(override)),
      });
  }
  if (untold > 0)
    found.push({
      level: 'note',
      schedule: schedule.id,
      layer: '',
      message: `${countText(untold, 'override')} more overlap later ones`,
      at: null,
      line: null,
    });
  return found;
}

function place(schedule: Schedule, { origin }: Override): Pick<Finding, 'schedule' | 'layer' | 'line'> {
  return { schedule: schedule.id, layer: '', line: origin.kind === 'file' ? origin.line : null };
}

function overlap(
  { timeZone }: Schedule,
  override: Override,
  later: Override,
  counts: boolean,
): Pick<Finding, 'level' | 'message' | 'at'> {
  const start = Math.max(override.start, later.start);
  const end = Math.min(override.end, later.end);
  if (!counts)
    return {
      level: 'warning',
      message: `the override for ${who(override)} from ${momentText(override.start, timeZone)} (${timeZone}) never counts: what is listed after it covers all of it`,
      at: override.start,
    };
  return {
    level: 'note',
    message: `the overrides for ${who(override)} and ${who(later)} overlap from ${momentText(start, timeZone)} to ${momentText(end, timeZone)} (${timeZone}); ${who(later)} wins, listed later`,
    at: start,
  };
}

function who({ person }: Override): string {
  return person ?? 'nobody';
}
