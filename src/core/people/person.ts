import type { PersonId } from '../kernel/ids';
import type { Hours } from '../schedule/schedule';

/** Somebody of the team. `timeZone` is an IANA name. */
export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  /** Whose public holidays are theirs: a country or a part of it by ISO 3166, `GB`, `GB-ENG`, `IN-KA`; '' for none known. */
  readonly holidays: string;
  /** .ics file of the team folder with the times at which they cannot be on call; '' for none. */
  readonly away: string;
  /** Wall clock in their own zone: what is not critical waits until these hours are over; [] or absent for none. */
  readonly quietHours?: readonly Hours[];
  /** Names by which code hosts know them (`@ada-o`), for CODEOWNERS. */
  readonly handles?: readonly string[];
};

/** `Ada Okafor` gives `AO`; one word gives its first two letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')];
  const last = words.length > 1 ? [...(words.at(-1) as string)][0] : first[1];
  return `${first[0] ?? '?'}${last ?? ''}`.toUpperCase();
}
