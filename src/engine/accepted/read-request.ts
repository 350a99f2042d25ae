import type { Input } from '../../core/step/input';
import type { Duration } from '../../core/time/duration';
import { MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { FORMATS } from '../ingest/formats';
import { readDeepJson } from '../ingest/read-json';
import { gistOf } from './gist';
import type { AcceptedRequest, Gist } from './request';

/** What was made of a body stands in the journal in place of the body. */
export const INPUTS = 'inputs';
/** After a start senders get so long to be heard before an end that they gave earlier counts (core/step/lapse.ts). */
const HEAR_SENDERS: Duration = 5 * MINUTE;

/** A request that waits, without its body. */
export type Waiting = Pick<AcceptedRequest, 'at' | 'source' | 'format'>;

/**
 * Reads some alerts of a body that was looked through before.
 * @param parsed the body as JSON, where it is still known
 * @throws Error where it cannot be read after all
 */
export function readPlaces(request: Waiting, body: unknown, places: readonly number[]): readonly Input[] {
  if (request.format === INPUTS) return places.map((place) => (body as Input[])[place] as Input);
  const format = FORMATS.find(({ id }) => id === request.format);
  if (!format?.pick) throw new Error(`nobody reads "${request.format}" any more`);
  return format.pick(body, { source: request.source, receivedAt: request.at, newKey: () => '' }, places);
}

/** @throws Error for what is no JSON */
export function parseBody(bytes: Buffer): unknown {
  const parsed = readDeepJson(bytes);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** Looks through what an engine before this one accepted. @throws Error where it cannot be read */
export function gistAgain(request: Waiting, body: unknown): Gist {
  if (request.format === INPUTS) return gistOf(body as Input[]);
  const gist = FORMATS.find(({ id }) => id === request.format)?.skim?.(body, request.source);
  if (!gist) throw new Error(`nobody reads "${request.format}" any more`);
  return gist;
}

/** What was accepted before a restart: its end counts when its sender had the time to say otherwise. */
export function heardBefore(input: Input, at: Instant): Input {
  if (input.kind !== 'alertSent' || input.alert.expiresAt === null) return input;
  const expiresAt = Math.max(input.alert.expiresAt, at + HEAR_SENDERS);
  return { ...input, alert: { ...input.alert, expiresAt } };
}
