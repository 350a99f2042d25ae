/** Makes a switch over a union exhaustive at compile time; throws if the types were circumvented. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
