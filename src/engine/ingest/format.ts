import type { SourceId } from '../../core/kernel/ids';
import type { Result } from '../../core/kernel/result';
import type { Input } from '../../core/step/input';
import type { Instant } from '../../core/time/instant';
import type { Gist } from '../accepted/request';
import type { Answer } from './answer';

/** What a sender's language needs to know besides the body; reading is pure. */
export type ReadingContext = {
  readonly source: SourceId;
  readonly receivedAt: Instant;
  /** A text nobody else gets, for events that come without a key of their own. */
  readonly newKey: () => string;
};

/** A body understood. */
export type Reading = {
  readonly inputs: readonly Input[];
  /** Parts that could not be read beside others that could, one sentence each: kept for a person, answered 400. */
  readonly refused: readonly string[];
  /** What the sender waits to hear when all was well. */
  readonly answer: { readonly status: 200 | 202; readonly body: unknown };
};

/** A language that senders speak: one file here, one line in formats.ts. */
export type Format = {
  readonly id: string;
  /** As shown to a person who connects a sender. */
  readonly title: string;
  /** Path; always POST. */
  readonly route: string;
  /** Understands a parsed body, whatever it is. Never throws. The error is one short sentence. */
  read(body: unknown, context: ReadingContext): Result<Reading, string>;
  /**
   * Looks through a parsed body without making anything of it, for the journal (accepted/request.ts): null where `read`
   * would refuse any of it, or anything in it would not be kept. Then `pick` makes of it what `read` would.
   */
  skim?(body: unknown, source: SourceId): Gist | null;
  /** The answer to what was skimmed and is durable. */
  readonly taken?: Answer;
  /** Some of the inputs that `read` would give, by their places. @throws Error for a body that was not skimmed */
  pick?(body: unknown, context: ReadingContext, places: readonly number[]): readonly Input[];
  /** The sender's own form of a refusal, where it has one. */
  refuse?(reasons: readonly string[]): unknown;
  /** For senders that put their token into the body: where it is in a parsed one. */
  tokenIn?(body: unknown): string | null;
  /** And in a body that cannot be parsed. */
  tokenInText?(text: string): string | null;
};
