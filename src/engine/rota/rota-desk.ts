import type { PersonId } from '../../core/kernel/ids';
import type { Rota } from '../../core/schedule/rota';
import type { Act, ActBody } from '../../core/team-log/act';

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
  /** Told whenever `current` changed; `own`: by an act at this desktop. @returns what ends it */
  onChange(listener: (own: boolean) => void): () => void;
  /** What is wrong with what the rota is made from, a sentence each; the team file's problems apart. */
  problems(): readonly string[];
};
