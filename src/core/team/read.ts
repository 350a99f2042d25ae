import type { Node } from 'yaml';
import { parseTeamDocument } from './document';
import { readPeople, readZoneOf } from './read-people';
import { checkEscalations, checkSchedules } from './read-rota';
import { readServices } from './read-services';
import { readSources } from './read-sources';
import { type Fields, Reading, short } from './reading';
import type { Team, TeamProblem } from './team';

/** The version of the file's form that this Watchbill reads. */
export const TEAM_FILE_VERSION = 1;

const KEYS = ['watchbill', 'team', 'timeZone', 'people', 'schedules', 'services', 'escalations', 'sources'];

/**
 * Reads the text of a `watchbill.yaml` (docs/team-folder.md is its contract). Never throws.
 * @returns the team, null where any problem is an error; and the problems in the order of the file.
 */
export function readTeam(text: string): { team: Team | null; problems: TeamProblem[] } {
  const { document, problems } = parseTeamDocument(text);
  if (!document) return { team: null, problems };
  const reading = new Reading(document);
  const fields = reading.fields(document.root.contents, 'a team file', KEYS);
  const team = fields && readsVersion(reading, fields) ? readContents(reading, fields) : null;
  if (!fields && reading.problems.length === 0)
    reading.error(null, 'the file holds no team; a team file begins with "watchbill: 1"');
  const all = reading.problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { team: all.some((problem) => problem.level === 'error') ? null : team, problems: all };
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
  const schedules = checkSchedules(reading, fields.get('schedules'), personIds, timeZone);
  const escalations = checkEscalations(reading, fields.get('escalations'), personIds, schedules);
  const services = readServices(
    reading,
    fields.get('services'),
    personIds,
    fields.get('escalations') === null ? null : escalations,
  );
  const sources = readSources(reading, fields.get('sources'));
  return { name: name || 'Team', timeZone, people, services, schedules: [], escalations: [], sources };
}
