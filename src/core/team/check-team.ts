import { printMatcher } from '../alert/matcher';
import type { Maintenance } from '../mute/mute';
import { momentText } from '../schedule/check-finding';
import { DAY, type Duration, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { maintenanceKey } from './print-rules';
import type { Team } from './team';

/** Something that the check says of the rules of a team file: they can be used, and are odd. */
export type RuleFinding = {
  readonly level: 'warning' | 'note';
  /** Where it stands: a list of the team file, and the id of its item. */
  readonly list: 'services' | 'escalations' | 'inhibitions' | 'maintenance' | 'heartbeats' | 'people';
  readonly id: string;
  readonly message: string;
  /** When it first happens; null where that is no matter of time. */
  readonly at: Instant | null;
};

/** A window that is longer is asked about. */
const LONG: Duration = 7 * DAY;

/** What is odd in how a team pages, from `now` on. */
export function checkTeam(team: Team, now: Instant): RuleFinding[] {
  return [
    ...(team.maintenance ?? []).flatMap((window) => checkWindow(team, window, now)),
    ...checkEscalations(team),
    ...checkInhibitions(team),
    ...checkHandles(team),
  ];
}

function checkWindow(team: Team, { id, services, when }: Maintenance, now: Instant): RuleFinding[] {
  if (when.kind === 'weekly') return [];
  const place = { list: 'maintenance', id: maintenanceKey(id) } as const;
  const { start, end, timeZone = team.timeZone } = when;
  if (end <= now)
    return [
      {
        ...place,
        level: 'warning',
        message: `maintenance "${place.id}" was over at ${momentText(end, timeZone)} and can be taken out`,
        at: end,
      },
    ];
  if (end - start < LONG) return [];
  const whom = services.length === 0 ? 'anything' : services.map((service) => `"${service}"`).join(', ');
  return [
    {
      ...place,
      level: 'note',
      message: `maintenance "${place.id}" keeps pages about ${whom} back for ${printDuration(end - start)}`,
      at: start,
    },
  ];
}

function checkEscalations({ escalations, services, schedules }: Team): RuleFinding[] {
  const found: RuleFinding[] = [];
  for (const { id, steps } of escalations) {
    const note = (message: string) =>
      found.push({
        level: 'note',
        list: 'escalations',
        id,
        message: `escalation "${id}" ${message}`,
        at: null,
      });
    if (!services.some(({ escalation }) => escalation === id)) note('is used by no service');
    if (steps.length > 0 && steps.every(({ when }) => when !== undefined))
      note('has a condition at every step: where none of them holds, the last resort is paged');
  }
  if (escalations.length > 0)
    for (const { id, escalation } of services)
      if (escalation === '')
        found.push({
          level: 'note',
          list: 'services',
          id,
          message: `service "${id}" has no escalation, so it pages ${schedules[0] ? `whoever is on call for "${schedules[0].id}", and everyone after 5 min` : 'everyone'}`,
          at: null,
        });
  return found;
}

/** A target that a source of the same rule may be, without labels that tell them apart, may hold far more back than is meant. */
function checkInhibitions({ inhibitions = [] }: Team): RuleFinding[] {
  return inhibitions
    .filter(({ equal }) => equal.length === 0)
    .map(({ id, source, target }) => ({
      level: 'note',
      list: 'inhibitions',
      id,
      message: `inhibition "${id}" compares no labels: one alert with ${source.map(printMatcher).join(', ')} anywhere holds back all with ${target.map(printMatcher).join(', ')}`,
      at: null,
    }));
}

/** Handles are for CODEOWNERS files only. */
function checkHandles({ people, services }: Team): RuleFinding[] {
  if (services.some(({ codeowners = '' }) => codeowners !== '')) return [];
  const first = people.find(({ handles = [] }) => handles.length > 0);
  if (!first) return [];
  return [
    {
      level: 'note',
      list: 'people',
      id: first.id,
      message: 'handles have no effect: no service names a CODEOWNERS file',
      at: null,
    },
  ];
}
