import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { parseInstant } from '../../src/core/time/instant';

/** What stands above the text of a test: two people. */
export const HEAD = `watchbill: 1
team: T
timeZone: Europe/London
people: [{ id: ada, name: Ada }, { id: grace, name: Grace }]
`;

/** What is said about text after the head, with lines counted from the first added one. */
export function told(text: string): string[] {
  return readTeam(HEAD + text).problems.map(
    (p) => `${p.line - 4}:${p.column}: ${p.level === 'warning' ? 'warning: ' : ''}${p.message}`,
  );
}

/** What a text reads as; it must have no problems. */
export function team(text: string): Team {
  const { team: read, problems } = readTeam(HEAD + text);
  if (!read || problems.length > 0) throw new Error(JSON.stringify(problems));
  return read;
}

/** One layer with this in it. */
export const layer = (text: string): string => `schedules:
  - id: primary
    layers:
      - { id: l, people: [ada], ${text} }
`;
/** One override with this in it. */
export const override = (text: string): string => `schedules:
  - id: primary
    layers: []
    overrides: [ { ${text} } ]
`;
export const at = (text: string): number => parseInstant(text) as number;
