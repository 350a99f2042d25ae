import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import type { Codeowners, CodeownersRule } from './codeowners';
import { codeownersMatcher } from './codeowners-pattern';

/** No file of a repository is called so: it stands for any that a folder may hold. */
const ANY_FILE = '\uE000';
/** So many rules and paths are looked at; whatever a person wrote has fewer. */
const MOST_RULES = 20_000;

/**
 * Who owns paths of a repository, in the order of the paths and of the file, each once.
 * @param paths files or folders from its root (`/src/payments`); of a folder, those count who own all that lies in it,
 * and not those of single files. [] is the whole repository: everybody whom a rule in force names.
 */
export function ownersOf({ dialect, rules }: Codeowners, paths: readonly string[]): string[] {
  const read = rules.slice(0, MOST_RULES).map((rule) => ({
    rule,
    matches: codeownersMatcher(rule.pattern, dialect),
  }));
  if (paths.length === 0)
    return unique(inForce(read.map(({ rule }) => rule)).flatMap(({ owners }) => owners));
  return unique(
    paths.flatMap((path) => {
      const bare = path.replace(/^\/+/, '').replace(/\/+$/, '');
      const names = path.endsWith('/') ? [] : [bare];
      const probes = [...names, bare === '' ? ANY_FILE : `${bare}/${ANY_FILE}`];
      const covering = read
        .filter(({ matches }) => probes.some((probe) => probe !== '' && matches(probe)))
        .map(({ rule }) => rule);
      return [...new Set(covering.map(({ section }) => section))].flatMap((section) => {
        const own = covering.filter((rule) => rule.section === section);
        return own.some(({ excludes }) => excludes) ? [] : (own.at(-1)?.owners ?? []);
      });
    }),
  );
}

/** Rules that no later one of their section takes all from. */
function inForce(rules: readonly CodeownersRule[]): CodeownersRule[] {
  const seen = new Set<string>();
  const full = new Set<string>();
  const kept: CodeownersRule[] = [];
  for (const rule of [...rules].reverse()) {
    const key = `${rule.section}\n${rule.pattern}`;
    if (!full.has(rule.section) && !seen.has(key)) kept.push(rule);
    seen.add(key);
    if (/^(?:\*|\/?\*\*|\/?\*\*\/\*)$/.test(rule.pattern)) full.add(rule.section);
  }
  return kept.reverse();
}

/** Owners of a CODEOWNERS file as people of the team, and those who are nobody of it. */
export type KnownOwners = { readonly people: readonly PersonId[]; readonly unknown: readonly string[] };

/**
 * Finds owners among the people: by `handles`, else by `email`, whatever the case. A team's handle is everybody who has
 * it.
 */
export function peopleOf(owners: readonly string[], people: readonly Person[]): KnownOwners {
  const byName = new Map<string, PersonId[]>();
  for (const { id, email, handles = [] } of people) {
    for (const name of [...handles, ...(email === '' ? [] : [email])]) {
      const key = name.toLowerCase();
      byName.set(key, [...(byName.get(key) ?? []), id]);
    }
  }
  const found = owners.map((owner) => byName.get(owner.toLowerCase()) ?? []);
  return {
    people: unique(found.flat()),
    unknown: owners.filter((_, index) => found[index]?.length === 0),
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
