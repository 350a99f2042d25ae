import { printMatcher } from '../alert/matcher';
import type { Heartbeat } from '../heartbeat/heartbeat';
import type { Inhibition, Maintenance } from '../mute/mute';
import { printMoment } from '../schedule/parse-moment';
import { hoursTree } from './print-schedule';
import type { TreeMap } from './print-tree';
import { MAINTENANCE_PREFIX } from './read-maintenance';
import { durationText } from './scalar';

/** An inhibition as the team file holds it. */
export function inhibitionTree({ id, source, target, equal }: Inhibition): TreeMap {
  return {
    id,
    source: source.map(printMatcher),
    target: target.map(printMatcher),
    ...(equal.length === 0 ? {} : { equal }),
  };
}

/** A maintenance window of the team file as it stands there. @param teamZone the zone of one that gives none */
export function maintenanceTree({ id, services, reason, when }: Maintenance, teamZone: string): TreeMap {
  const { timeZone: zone = teamZone } = when;
  const times: TreeMap =
    when.kind === 'once'
      ? { start: printMoment(when.start, zone), end: printMoment(when.end, zone) }
      : { hours: when.hours.map(hoursTree) };
  return {
    id: maintenanceKey(id),
    services,
    ...times,
    ...(zone === teamZone ? {} : { timeZone: zone }),
    ...(reason === '' ? {} : { reason }),
  };
}

/** The `id` that a window of the team file has there. */
export function maintenanceKey(id: string): string {
  return id.startsWith(MAINTENANCE_PREFIX) ? id.slice(MAINTENANCE_PREFIX.length) : id;
}

/** A heartbeat as the team file holds it. */
export function heartbeatTree({ id, name, match, within, service }: Heartbeat): TreeMap {
  return {
    id,
    ...(name === id ? {} : { name }),
    ...(match === null ? {} : { match: match.map(printMatcher) }),
    within: durationText(within),
    ...(service === '' ? {} : { service }),
  };
}
