import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instant';

/** An instant at which a zone's offset changes: the first with the new one. Offsets in milliseconds, east positive. */
export type ZoneChange = { readonly at: Instant; readonly before: number; readonly after: number };

/** A little over a year of a zone: the offset it begins with, and the changes after its first instant, its end's too. */
type Block = { readonly first: number; readonly changes: readonly ZoneChange[] };

const DAY = 86_400_000;
/** Length of a block, a power of two so that finding one is cheap: 397.7 days. */
const BLOCK = 2 ** 35;
/** No zone changes and changes back within so short a time: the least, of 1900 to 2060, is Gaza's six days of October 2040. */
const STEP = 4 * DAY;
/** Blocks kept; some hundred zones over some decades. */
const MAX_BLOCKS = 20_000;

const zones = new Map<string, Map<number, Block>>();
let kept = 0;

/** The block of a zone that an instant lies in, asked of Temporal once and remembered. @throws RangeError for no zone */
function blockAt(zone: string, at: Instant): Block {
  const index = Math.floor(at / BLOCK);
  let blocks = zones.get(zone);
  if (blocks === undefined) {
    blocks = new Map();
    zones.set(zone, blocks);
  }
  let block = blocks.get(index);
  if (block === undefined) {
    block = readBlock(zone, index * BLOCK);
    if (kept++ > MAX_BLOCKS) {
      zones.clear();
      kept = 0;
    } else blocks.set(index, block);
  }
  return block;
}

/** The offset of a zone at an instant. */
export function offsetAt(zone: string, at: Instant): number {
  const { first, changes } = blockAt(zone, at);
  let offset = first;
  for (const change of changes) {
    if (at < change.at) break;
    offset = change.after;
  }
  return offset;
}

/** The changes of a zone's offset in `[from, to)`, in order. */
export function changesBetween(zone: string, from: Instant, to: Instant): ZoneChange[] {
  const found: ZoneChange[] = [];
  // A change at a block's first instant stands with the block before.
  for (let at = Math.floor((from - 1) / BLOCK) * BLOCK; at < to; at += BLOCK) {
    for (const change of blockAt(zone, at).changes)
      if (change.at >= from && change.at < to) found.push(change);
  }
  return found;
}

function readBlock(zone: string, start: Instant): Block {
  const first = ask(zone, start);
  const changes: ZoneChange[] = [];
  const end = start + BLOCK;
  let before = first;
  for (let low = start; low < end; ) {
    const high = Math.min(low + STEP, end);
    const after = ask(zone, high);
    if (after === before) low = high;
    else {
      const at = firstWith(zone, low, high, before);
      const offset = ask(zone, at);
      changes.push({ at, before, after: offset });
      before = offset;
      low = at;
    }
  }
  return { first, changes };
}

/** The first instant after `low`, at most `high`, whose offset is not `before`; offsets change on whole seconds. */
function firstWith(zone: string, low: Instant, high: Instant, before: number): Instant {
  let under = Math.floor(low / 1000);
  let over = Math.ceil(high / 1000);
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2);
    if (ask(zone, middle * 1000) === before) under = middle;
    else over = middle;
  }
  return over * 1000;
}

const EDGE = 8.64e15;

function ask(zone: string, at: Instant): number {
  const within = Math.max(-EDGE, Math.min(EDGE, at));
  return Temporal.Instant.fromEpochMilliseconds(within).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}
