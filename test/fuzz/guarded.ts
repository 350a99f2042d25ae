import { expect } from 'vitest';

/** No parser may take longer over one input: generous, for it is there to find what hangs. Milliseconds. */
const LONGEST = 3_000;

const PROTOTYPES: ReadonlyArray<readonly [string, object]> = [
  ['Object.prototype', Object.prototype],
  ['Array.prototype', Array.prototype],
  ['Function.prototype', Function.prototype],
  ['String.prototype', String.prototype],
];

const clean = PROTOTYPES.map(([, prototype]) => fingerprint(prototype));

/**
 * Reads one input and checks what holds for every parser: it does not throw, does not hang, and leaves the prototypes
 * of the language as they were.
 */
export async function guarded<T>(read: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const value = await read();
  const took = performance.now() - began;
  expect(took, `took ${Math.round(took)} ms over one input`).toBeLessThan(LONGEST);
  unpolluted();
  return value;
}

/** @throws when a prototype of the language was changed since the start */
export function unpolluted(): void {
  for (const [i, [name, prototype]] of PROTOTYPES.entries())
    if (fingerprint(prototype) !== clean[i]) throw new Error(`${name} was changed`);
}

function fingerprint(prototype: object): string {
  return Reflect.ownKeys(prototype).map(String).join(' ');
}

/** A problem for a person: there is one, on one line, and it does not repeat a whole body. */
export function soundProblem(problem: unknown, most = 2_000): void {
  if (typeof problem !== 'string') throw new Error(`a problem must be text, not ${typeof problem}`);
  expect(problem.trim()).not.toBe('');
  expect(problem.length).toBeLessThanOrEqual(most);
  expect(problem).not.toMatch(
    /\[object Object\]|\b(Type|Range|Reference|URI)Error\b|Cannot (read|convert)|is not (a function|iterable)|Maximum call stack/,
  );
}
