import type { z } from 'zod';

/** How an instant is written in a body. */
export const INSTANT_HINT = 'an instant; write for example 2026-03-02T09:00:00Z';

/**
 * What is wrong with a body, in the words of its own fields: `"give.0.start" is missing`. One sentence, about the
 * first thing that is wrong.
 * @param body what was given, before anything was read of it
 * @param times names of the fields that hold instants
 */
export function fieldWords(error: z.ZodError, body: unknown, times: ReadonlySet<string>): string {
  const [issue] = error.issues;
  if (!issue) return 'not understood';
  if (issue.code === 'unrecognized_keys')
    return `${nameOf([...issue.path, issue.keys[0] ?? ''])} is not known here`;
  const name = nameOf(issue.path);
  const given = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
  if (given === undefined) return `${name} is missing`;
  if (times.has(String(issue.path.at(-1)))) return `${name} must be ${INSTANT_HINT}`;
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `${name} must have at least ${counted(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${name} must have at most ${counted(issue.maximum, issue.origin)}`;
    default:
      return `${name} is not understood`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  int: 'a whole number',
  boolean: 'true or false',
};

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the body' : JSON.stringify(path.map(String).join('.').slice(0, 100));
}

function counted(count: number | bigint, origin: string): string {
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return `${count} ${Number(count) === 1 ? one : many}`;
}
