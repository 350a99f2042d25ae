import type { SourceId } from '../../core/kernel/ids';
import type { Input } from '../../core/step/input';
import type { Instant } from '../../core/time/instant';

/**
 * What deciding in the right order needs to know of each alert before anything else of it is made: a number for its key
 * (key-hash.ts) and how bad it is (severityRank, 0 critical).
 */
export type Gist = { readonly key: Int32Array; readonly rank: Uint8Array };

/** A request of a sender that was looked through and will be accepted as a whole. */
export type AcceptedRequest = {
  readonly at: Instant;
  readonly source: SourceId;
  /** Id of the format that `body` is read by; `inputs` for what was made of it, as JSON. */
  readonly format: string;
  readonly body: Buffer;
  readonly gist: Gist;
  /** Where they are known already. */
  readonly inputs: readonly Input[] | null;
};
