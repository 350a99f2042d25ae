import type { CodeownersDialect } from './codeowners';
import { globMatcher } from './glob';

/** Whether the name of one file or folder fits; `deep` is any number of folders. */
type Part = ((name: string) => boolean) | 'deep';

/** How many names may follow what the parts cover. */
type Tail = { readonly least: number; readonly most: number };

const NOTHING_MORE: Tail = { least: 0, most: 0 };

/**
 * Whether a pattern of a CODEOWNERS file covers a path, given from the root of the repository without a slash in front.
 *
 * GitHub's are those of gitignore: one with a slash before its end is of the root, others match at any depth; what names
 * a folder covers all that is in it, but for `…/*`, which covers the files directly there. GitLab's are those of Ruby's
 * `File.fnmatch`: without a slash in front they match at any depth, and only a slash at the end covers what is in a
 * folder.
 *
 * Takes time in proportion to both lengths, whatever the pattern.
 */
export function codeownersMatcher(pattern: string, dialect: CodeownersDialect): (path: string) => boolean {
  const { parts, tail } = dialect === 'gitlab' ? gitlab(pattern) : github(pattern);
  return (path) => covers(parts, tail, path.split('/'));
}

function github(pattern: string): { parts: Part[]; tail: Tail } {
  const names = pattern.replace(/^\/+/, '').replace(/\/+$/, '').split('/');
  const rooted = pattern.slice(0, -1).includes('/');
  const last = names.at(-1);
  const below = { least: 1, most: Infinity };
  const tail = pattern.endsWith('/')
    ? below
    : rooted && last === '*'
      ? NOTHING_MORE
      : { least: 0, most: Infinity };
  if (last === '**') return { parts: partsOf(rooted ? names.slice(0, -1) : [], false), tail: below };
  return { parts: partsOf(rooted ? names : ['**', ...names], false), tail };
}

function gitlab(pattern: string): { parts: Part[]; tail: Tail } {
  const rooted = pattern.startsWith('/') ? pattern.slice(1) : `**/${pattern}`;
  const whole = rooted.endsWith('/') || rooted === '' ? `${rooted}**/*` : rooted;
  const names = whole.split('/');
  // fnmatch reads "**" as folders only before a slash; at the end it is a star.
  if (names.at(-1) === '**') names[names.length - 1] = '*';
  return { parts: partsOf(names, true), tail: NOTHING_MORE };
}

function partsOf(names: readonly string[], classes: boolean): Part[] {
  const kept = names.filter((name, i) => name !== '**' || names[i - 1] !== '**');
  return kept.map((name) => (name === '**' ? 'deep' : globMatcher(name, classes)));
}

function covers(parts: readonly Part[], { least, most }: Tail, names: readonly string[]): boolean {
  /** Up to which names the parts so far can have come. */
  let reached = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part === 'deep') for (let i = Math.min(...reached); i <= names.length; i++) next.add(i);
    else for (const i of reached) if (i < names.length && part(names[i] as string)) next.add(i + 1);
    if (next.size === 0) return false;
    reached = next;
  }
  return [...reached].some((i) => names.length - i >= least && names.length - i <= most);
}
