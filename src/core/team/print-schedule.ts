import { printHours } from '../schedule/parse-hours';
import { printMoment } from '../schedule/parse-moment';
import { printTurn } from '../schedule/parse-turn';
import type { Hours, Layer, Override, Schedule } from '../schedule/schedule';
import { printWall } from '../time/wall';
import { printItem, type TreeMap } from './print-tree';

/**
 * A schedule as the team file holds it; what is as usual is left out. A turn of an unknown person, which a file
 * with errors may have, reads `nobody`.
 * @param teamZone the team's zone, which schedules that name none have
 */
export function scheduleTree(schedule: Schedule, teamZone: string): TreeMap {
  return {
    id: schedule.id,
    ...(schedule.name === schedule.id ? {} : { name: schedule.name }),
    ...(schedule.timeZone === teamZone ? {} : { timeZone: schedule.timeZone }),
    layers: schedule.layers.map(layerTree),
    ...(schedule.overrides.length === 0
      ? {}
      : { overrides: schedule.overrides.map((override) => overrideTree(override, schedule.timeZone)) }),
  };
}

export function layerTree(layer: Layer): TreeMap {
  return {
    id: layer.id,
    ...(layer.name === layer.id ? {} : { name: layer.name }),
    ...(layer.calendar === null
      ? {
          people: layer.people.map((person) => person ?? 'nobody'),
          start: printWall(layer.start),
          turn: printTurn(layer.turn),
        }
      : { calendar: layer.calendar }),
    ...(layer.until === null ? {} : { until: printWall(layer.until) }),
    ...(layer.hours.length === 0 ? {} : { hours: layer.hours.map(hoursTree) }),
  };
}

/** A window as it stands in a list of hours. */
export function hoursTree(hours: Hours): TreeMap {
  const { days, from, to, calendar } = printHours(hours);
  if (calendar !== '') return { calendar };
  return { ...(days === null ? {} : { days }), from, to };
}

function overrideTree({ person, start, end, reason }: Override, zone: string): TreeMap {
  return {
    person: person ?? 'nobody',
    start: printMoment(start, zone),
    end: printMoment(end, zone),
    ...(reason === '' ? {} : { reason }),
  };
}

/** A schedule as YAML, as it would stand under `schedules:`, for a person to read. */
export function printSchedule(schedule: Schedule, teamZone: string): string {
  return `${printItem(scheduleTree(schedule, teamZone), 'schedules').join('\n')}\n`;
}
