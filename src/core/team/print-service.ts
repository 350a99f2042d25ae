import { printMatcher } from '../alert/matcher';
import type { Service } from '../people/service';
import { hoursTree } from './print-schedule';
import { printItem, type TreeMap } from './print-tree';
import { GROUP_WAIT } from './read-grouping';
import { durationText } from './scalar';

/** A service as the team file holds it; what is as usual is left out. @param teamZone which hours without a zone have */
export function serviceTree(service: Service, teamZone: string): TreeMap {
  const { id, name, match, owners, repository, runbook, escalation } = service;
  const { urgency = 'severity', hold = 0 } = service;
  return {
    id,
    ...(name === id ? {} : { name }),
    match: match.map(printMatcher),
    ...(owners.length === 0 ? {} : { owners }),
    ...codeownersTree(service),
    ...(repository === '' ? {} : { repository }),
    ...(runbook === '' ? {} : { runbook }),
    ...(escalation === '' ? {} : { escalation }),
    ...(urgency === 'severity' ? {} : { urgency }),
    ...supportTree(service, teamZone),
    ...(hold === 0 ? {} : { hold: durationText(hold) }),
    ...groupTree(service),
    ...flappingTree(service),
  };
}

function codeownersTree({ codeowners = '', codeownersPaths = [] }: Service): TreeMap {
  if (codeowners === '') return {};
  return {
    codeowners: codeownersPaths.length === 0 ? codeowners : { file: codeowners, paths: codeownersPaths },
  };
}

function supportTree({ supportHours = null }: Service, teamZone: string): TreeMap {
  if (supportHours === null) return {};
  const { hours, timeZone, outside, criticalToo } = supportHours;
  return {
    supportHours: {
      ...(timeZone === teamZone ? {} : { timeZone }),
      hours: hours.map(hoursTree),
      ...(outside === 'low' ? {} : { outside }),
      ...(criticalToo ? { criticalToo: 'true' } : {}),
    },
  };
}

function groupTree({ group = null }: Service): TreeMap {
  if (group === null) return {};
  const { by, wait, window } = group;
  return {
    group: {
      by,
      ...(wait === GROUP_WAIT ? {} : { wait: durationText(wait) }),
      ...(window === null ? {} : { window: durationText(window) }),
    },
  };
}

function flappingTree({ flapping = null }: Service): TreeMap {
  if (flapping === null) return {};
  const { changes, within, steady } = flapping;
  return {
    flapping: { changes: String(changes), within: durationText(within), steady: durationText(steady) },
  };
}

/** A service as YAML, as it would stand under `services:`, for a person to read. */
export function printService(service: Service, teamZone: string): string {
  return `${printItem(serviceTree(service, teamZone), 'services').join('\n')}\n`;
}
