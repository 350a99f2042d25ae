import type { CodeownersProblem } from '../routing/codeowners';
import type { Team } from './team';

/** What the CODEOWNERS file of a service said. */
export type OwnersRead = {
  readonly service: string;
  /** As the team file names it. */
  readonly file: string;
  readonly skipped: readonly CodeownersProblem[];
  /** Owners of the service whom nobody of the team is. */
  readonly unknown: readonly string[];
};

/** So many owners are named one by one. */
const NAMED = 5;

/** What is odd about owners that come of CODEOWNERS files, each with the service it is about. */
export function checkOwners(team: Team, read: readonly OwnersRead[]): Array<{ id: string; message: string }> {
  const told = new Set<string>();
  return read.flatMap(({ service, file, skipped, unknown }) => {
    const found: string[] = [];
    // A file of several services is told about once.
    if (!told.has(file))
      found.push(...skipped.slice(0, NAMED).map(({ line, message }) => `${file}:${line}: ${message}`));
    told.add(file);
    if (unknown.length > 0) {
      const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
      const [are, them] = unknown.length === 1 ? ['is', 'it'] : ['are', 'them'];
      found.push(
        `${unknown.slice(0, NAMED).join(', ')}${more} of ${file} ${are} nobody of the team; put ${them} among the handles of whoever is meant`,
      );
    }
    const owners = team.services.find(({ id }) => id === service)?.owners ?? [];
    if (owners.length === 0)
      found.push(`service "${service}" has no owner: ${file} names nobody of the team for it`);
    return found.map((message) => ({ id: service, message }));
  });
}
