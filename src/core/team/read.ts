import type { Node } from 'yaml';
import { parseTeamDocument } from './document';
import { readEscalations } from './read-escalations';
import { readHeartbeats } from './read-heartbeats';
import { readInhibitions } from './read-inhibitions';
import { readLastResort } from './read-last-resort';
import { readMaintenance } from './read-maintenance';
import { readPeople, readZoneOf } from './read-people';
import { readSchedules } from './read-schedules';
import { readServices } from './read-services';
import { readSources } from './read-sources';
import { type Fields, Reading, short } from './reading';
import type { Team, TeamProblem } from './team';
import { warnOfIdleSteps } from './warn-of-idle-steps';

/** The version of the file's form that this Watchbill reads. */
export const TEAM_FILE_VERSION = 1;

const KEYS = [
  'watchbill',
  'team',
  'timeZone',
  'lastResort',
  'people',
  'schedules',
  'services',
  'escalations',
  'sources',
  'inhibitions',
  'maintenance',
  'heartbeats',
];

/** What a team file says. */
export type TeamReading = {
  /** null where any problem is an error. */
  readonly team: Team | null;
  /**
   * What can be used of a file with errors where there is no last good one (reliability F2): the team without the
   * schedules and escalations that cannot be read, with nobody in the turn of a person who is not there. The same as
   * `team` where there is no error; null where the rest cannot be trusted either.
   */
  readonly usable: Team | null;
  /** In the order of the file. */
  readonly problems: TeamProblem[];
};

/** Reads the text of a `watchbill.yaml` (docs/team-folder.md is its contract). Never throws. */
export function readTeam(text: string): TeamReading {
  const { document, problems } = parseTeamDocument(text);
  if (!document) return { team: null, usable: null, problems };
  const reading = new Reading(document);
  const fields = reading.fields(document.root.contents, 'a team file', KEYS);
  const team = fields && readsVersion(reading, fields) ? readContents(reading, fields) : null;
  if (!fields && reading.problems.length === 0)
    reading.error(null, 'the file holds no team; a team file begins with "watchbill: 1"');
  const all = reading.problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return {
    team: reading.errors > 0 ? null : team,
    usable: reading.hardErrors > 0 ? null : team,
    problems: all,
  };
}

function readsVersion(reading: Reading, fields: Fields): boolean {
  const node = fields.get('watchbill');
  const text = reading.text(node, 'the version');
  if (text === String(TEAM_FILE_VERSION)) return true;
  if (node === null)
    reading.error(fields.node, 'the version is missing; write "watchbill: 1" in the first line');
  else if (text !== null && /^\d{1,9}$/.test(text) && Number(text) > TEAM_FILE_VERSION) {
    reading.error(
      node,
      `the file is for a newer Watchbill (version ${text}); this one reads version ${TEAM_FILE_VERSION}: update Watchbill`,
    );
  } else if (text !== null)
    reading.error(node, `"${short(text)}" is not a version of the team file; write "watchbill: 1"`);
  return false;
}

function readContents(reading: Reading, fields: Fields): Team {
  const start: Node = fields.node;
  const name = reading.text(fields.get('team'), 'the name of the team');
  if (!name)
    reading.warn(
      fields.has('team') ? fields.at('team') : start,
      'the team has no name; write for example "team: Payments"',
    );
  if (fields.get('timeZone') === null)
    reading.warn(
      fields.has('timeZone') ? fields.at('timeZone') : start,
      'the team has no timeZone, so it is UTC; write for example "timeZone: Europe/London"',
    );
  const timeZone = readZoneOf(reading, fields, 'UTC');
  const people = readPeople(reading, fields.get('people'), timeZone);
  if (people.length === 0)
    reading.warn(
      fields.has('people') ? fields.at('people') : start,
      'the team has no people, so nobody can be paged',
    );
  const personIds = new Set(people.map((person) => person.id));
  const schedules = readSchedules(reading, fields.get('schedules'), personIds, timeZone);
  const lastResort = reading.soft(() => readLastResort(reading, fields.get('lastResort'), personIds));
  const escalations = readEscalations(
    reading,
    fields.get('escalations'),
    { people: personIds, schedules: schedules.ids, read: schedules.schedules },
    timeZone,
  );
  const services = readServices(reading, fields.get('services'), {
    people: personIds,
    escalations: fields.get('escalations') === null ? null : escalations.ids,
    teamZone: timeZone,
  });
  const serviceIds = new Set(services.map(({ id }) => id));
  const sources = readSources(reading, fields.get('sources'));
  const some = <Item>(key: string, read: (list: Node) => Item[]): Item[] => {
    const list = fields.get(key);
    return list === null ? [] : reading.soft(() => read(list));
  };
  const inhibitions = some('inhibitions', (list) => readInhibitions(reading, list));
  const maintenance = some('maintenance', (list) => readMaintenance(reading, list, serviceIds, timeZone));
  const heartbeats = some('heartbeats', (list) => readHeartbeats(reading, list, serviceIds, sources));
  warnOfIdleSteps(reading, escalations, services);
  return {
    name: name || 'Team',
    timeZone,
    people,
    services,
    schedules: schedules.schedules,
    escalations: escalations.escalations,
    sources,
    ...(inhibitions.length > 0 ? { inhibitions } : {}),
    ...(maintenance.length > 0 ? { maintenance } : {}),
    ...(heartbeats.length > 0 ? { heartbeats } : {}),
    ...(lastResort === null ? {} : { lastResort }),
  };
}
