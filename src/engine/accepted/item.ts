import type { Input } from '../../core/step/input';
import type { Waiting } from './read-request';
import type { Place } from './recover';

/** A request of which some alerts wait to be decided. */
export type Item = Waiting & {
  /** Its number in the journal; 0 while nothing can be written there. */
  readonly seq: number;
  /** Of its body. */
  readonly bytes: number;
  /** Null where it is read back from `place`. */
  body: Buffer | null;
  /** Where it stands in the journal, once it does. */
  place: Place | null;
  /** The body as JSON, while alerts of it are being decided. */
  parsed: { readonly value: unknown } | null;
  /** What its body says, where that was known when it came. */
  inputs: readonly Input[] | null;
  /** By an engine before this one. */
  readonly left: boolean;
};
