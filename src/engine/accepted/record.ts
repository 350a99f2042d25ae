import { crc32 } from 'node:zlib';
import type { SourceId } from '../../core/kernel/ids';
import type { Instant } from '../../core/time/instant';

/*
 * One accepted request in the journal:
 *   mark (4 bytes) · length (u32 LE) · CRC-32 of length and payload (u32 LE) · payload
 * The payload is a line of JSON, what is said of it, and the body as it came. The mark holds bytes that UTF-8 never
 * has, so that no body can be taken for the beginning of a record.
 */
const MARK = Buffer.from([0xf5, 0x57, 0x42, 0xfa]);
const HEAD = 12;
const ZEROS = Buffer.alloc(64 << 10);

export type About = {
  readonly seq: number;
  /** Every record up to this one was durable, and its sender answered, when this one was written. */
  readonly sure: number;
  readonly at: Instant;
  readonly source: SourceId;
  /** The format of the body (ingest/formats.ts), or `inputs`: what was made of it, as JSON. */
  readonly format: string;
  /** How many alerts it holds. */
  readonly count: number;
  /** Numbers before this one that were never used, first and last. */
  readonly unused?: readonly [number, number];
};

/** @returns what is written: head and line, then the body as it is (not copied) */
export function encodeRecord(about: About, body: Buffer): readonly [Buffer, Buffer] {
  const line = `${JSON.stringify(about)}\n`;
  const lineBytes = Buffer.byteLength(line);
  const head = Buffer.allocUnsafe(HEAD + lineBytes);
  MARK.copy(head);
  head.writeUInt32LE(lineBytes + body.length, 4);
  head.write(line, HEAD);
  const sum = crc32(body, crc32(head.subarray(HEAD), crc32(head.subarray(4, 8))));
  head.writeUInt32LE(sum, 8);
  return [head, body];
}

export type FoundRecord = {
  readonly about: About;
  /** Of the body, in the bytes that were read. */
  readonly from: number;
  readonly length: number;
};

export type Scan = {
  readonly records: readonly FoundRecord[];
  /** Bytes that are neither a record nor empty. */
  readonly damaged: boolean;
  /** Where the last whole record ends. */
  readonly end: number;
};

/** Finds every whole record, also behind bytes that are damaged. */
export function scanRecords(bytes: Buffer, from: number): Scan {
  const records: FoundRecord[] = [];
  let damaged = false;
  let end = from;
  for (let at = from; at < bytes.length; ) {
    const found = recordAt(bytes, at);
    if (found) {
      records.push(found);
      at = found.from + found.length;
      end = at;
      continue;
    }
    const next = bytes.indexOf(MARK, at + 1);
    const until = next === -1 ? bytes.length : next;
    if (!damaged) damaged = !isEmpty(bytes, at, until);
    at = until;
  }
  return { records, damaged, end };
}

function recordAt(bytes: Buffer, at: number): FoundRecord | null {
  if (at + HEAD > bytes.length || !bytes.subarray(at, at + 4).equals(MARK)) return null;
  const length = bytes.readUInt32LE(at + 4);
  const from = at + HEAD;
  if (from + length > bytes.length) return null;
  const payload = bytes.subarray(from, from + length);
  if (crc32(payload, crc32(bytes.subarray(at + 4, at + 8))) !== bytes.readUInt32LE(at + 8)) return null;
  const lineEnd = payload.indexOf(0x0a);
  if (lineEnd === -1) return null;
  try {
    const about = JSON.parse(payload.toString('utf8', 0, lineEnd)) as About;
    return { about, from: from + lineEnd + 1, length: length - lineEnd - 1 };
  } catch {
    return null;
  }
}

function isEmpty(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += ZEROS.length) {
    const piece = bytes.subarray(at, Math.min(at + ZEROS.length, to));
    if (piece.compare(ZEROS, 0, piece.length) !== 0) return false;
  }
  return true;
}
