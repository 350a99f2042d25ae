import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import { printWall, wallOf, weekdayOf } from '../time/wall';
import type { Rota } from './rota';
import type { Override, Schedule } from './schedule';
import type { Cause } from './shift';

/**
 * Why somebody, or nobody, is on call, as the end of a sentence after their name, or "Nobody": "because of the trade
 * with Ada agreed on Tue 3 Mar, over layer weekly", "by layer weekly, turn 3 of 5", "because no layer has anybody then".
 * @param zone IANA name of the zone that days are told in
 */
export function explain(rota: Rota, schedule: Schedule, cause: Cause, zone: string): string {
  switch (cause.kind) {
    case 'gap':
      return schedule.layers.length === 0
        ? 'because the schedule has no layers'
        : 'because no layer has anybody then';
    case 'layer':
      return `by ${layerText(schedule, cause.layer)}, turn ${(cause.turn % cause.of) + 1} of ${cause.of}`;
    case 'calendar':
      return `by ${layerText(schedule, cause.layer)}, whose calendar says "${short(cause.summary)}"`;
    case 'override':
      return `because of ${overrideText(rota, cause.override, zone)}${overText(rota, schedule, cause.over, zone)}`;
  }
}

function overrideText(rota: Rota, override: Override, zone: string): string {
  const reason = override.reason === '' ? '' : ` (${short(override.reason)})`;
  const { origin } = override;
  switch (origin.kind) {
    case 'file':
      return `the override in the team file, line ${origin.line}${reason}`;
    case 'act':
      return `the override that ${nameOf(rota, origin.by)} made on ${dayText(origin.at, zone)}${reason}`;
    case 'trade': {
      // Told from the side of whoever is on call by it: the other one of the two.
      const other = override.person === origin.from ? origin.with : origin.from;
      return `the trade with ${nameOf(rota, other)} agreed on ${dayText(origin.at, zone)}${reason}`;
    }
  }
}

function overText(rota: Rota, schedule: Schedule, over: Cause | null, zone: string): string {
  switch (over?.kind) {
    case 'layer':
    case 'calendar':
      return `, over ${layerText(schedule, over.layer)}`;
    case 'override':
      return `, over ${overrideText(rota, over.override, zone)}`;
    default:
      return ', where nobody would be';
  }
}

function layerText(schedule: Schedule, id: string): string {
  return `layer ${schedule.layers.find((layer) => layer.id === id)?.name || id}`;
}

function nameOf(rota: Rota, id: PersonId): string {
  return rota.people.find((person) => person.id === id)?.name ?? id;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue 3 Mar`. */
function dayText(at: Instant, zone: string): string {
  const wall = wallOf(at, zone);
  const [, month, day] = printWall(wall).slice(0, 10).split('-').map(Number) as [number, number, number];
  return `${DAYS[weekdayOf(wall) - 1]} ${day} ${MONTHS[month - 1]}`;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
