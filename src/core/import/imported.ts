import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import type { Schedule } from '../schedule/schedule';

/** What an export of another tool becomes. */
export type Imported = {
  readonly schedules: readonly Schedule[];
  /** Everybody who is named in them, in the order of their first naming. */
  readonly people: ReadonlyArray<{ readonly person: Person; readonly isNew: boolean }>;
  /** What does not map exactly, a sentence each. */
  readonly notes: readonly string[];
  /** What was compared with what the export itself shows, a sentence each. */
  readonly checked: readonly string[];
};

/** What an import is read against. */
export type ImportTeam = {
  readonly timeZone: string;
  readonly people: readonly Person[];
  readonly schedules: ReadonlyArray<{ readonly id: string }>;
};

/** Why an export cannot be read; caught where reading begins. */
export class ImportProblem extends Error {}

/** Somebody of another tool, as far as an export tells. */
export type ForeignPerson = {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  /** The name is made from the e-mail address. */
  readonly guessed?: boolean;
};

/** Finds or makes people of the team for those of an export. */
export type PeopleBook = {
  take(foreign: ForeignPerson): PersonId;
  all(): Imported['people'];
  /** Whom it took to be somebody of the team by a guessed name, a sentence each. */
  guesses(): readonly string[];
};
