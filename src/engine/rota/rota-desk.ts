import type { PersonId } from '../../core/kernel/ids';
import type { Rota } from '../../core/schedule/rota';
import type { Act, ActBody } from '../../core/team-log/act';

/** What changed the rota: the team file; acts of this desktop alone; or somebody else's, or a calendar file. */
export type RotaChange = 'team' | 'here' | 'elsewhere';

/** Where everything that says who is on call comes together: team file, log, calendar files. */
export type RotaDesk = {
  current(): Rota;
  /** All acts known, in the order of their stamps. */
  acts(): readonly Act[];
  /**
   * Writes acts into this desktop's log, in one piece: on the disk, and in `current`, when it resolves.
   * @throws NotStored where the log cannot be written
   */
  act(bodies: readonly ActBody[], by?: PersonId): Promise<readonly Act[]>;
  /** Told whenever `current` changed. @returns what ends it */
  onChange(listener: (why: RotaChange) => void): () => void;
  /** What is wrong with what the rota is made from, a sentence each; the team file's problems apart. */
  problems(): readonly string[];
};
