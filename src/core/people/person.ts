import type { PersonId } from '../kernel/ids';

/** Somebody of the team. `timeZone` is an IANA name. */
export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
};

/** `Ada Okafor` gives `AO`; one word gives its first two letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')];
  const last = words.length > 1 ? [...(words.at(-1) as string)][0] : first[1];
  return `${first[0] ?? '?'}${last ?? ''}`.toUpperCase();
}
