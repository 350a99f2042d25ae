import { closeSync, constants as files, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/*
 * A gzip file (RFC 1952) of many members, one a megabyte: `gunzip` reads it as one, and we read and write it piece by
 * piece without a stream, in a thread that does nothing else. Each member's header says how long it is (an extra
 * field "WB", as bgzip does), its trailer holds a CRC; an empty member ends the file, so that one cut short is known.
 */

const PIECE = 1_048_576;
/** A large sync at the end would hold up those of others for as long. */
const SYNC_EVERY = 4 * PIECE;
const HEAD = 20;
const TAIL = 8;
/** Deflate never makes more of a piece than this. */
const MOST = HEAD + PIECE + 65_536 + TAIL;

export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/**
 * Packs a file.
 * @param tell told after each piece: bytes of the source done, and of all
 * @returns bytes written
 * @throws the system's error (ENOSPC …); what was written so far stays, for the caller to remove
 */
export function packFile(
  from: string,
  to: string,
  tell: (done: number, all: number) => void = () => undefined,
): number {
  return between(from, to, (source, target) => {
    const { size } = fstatSync(source);
    const piece = Buffer.allocUnsafe(PIECE);
    let written = 0;
    let synced = 0;
    for (let at = 0; at < size; at += PIECE) {
      const got = readFully(source, piece, at);
      written += writeFully(target, member(piece.subarray(0, got)));
      if (written - synced >= SYNC_EVERY) {
        fsyncSync(target);
        synced = written;
      }
      tell(Math.min(at + PIECE, size), size);
    }
    return written + writeFully(target, member(Buffer.alloc(0)));
  });
}

/**
 * Unpacks what `packFile` made, and syncs it.
 * @throws DamagedBackup when a bit of it is not as it was, or its end is missing; the system's error when the disk refuses
 */
export function unpackFile(from: string, to: string): void {
  between(from, to, (source, target) => {
    const { size } = fstatSync(source);
    const buffer = Buffer.allocUnsafe(MOST);
    let at = 0;
    for (;;) {
      if (at >= size) throw new DamagedBackup('its end is missing');
      const got = readFully(source, buffer, at);
      const { plain, length } = readMember(buffer.subarray(0, got));
      at += length;
      if (plain.length === 0) break;
      writeFully(target, plain);
    }
    if (at !== size) throw new DamagedBackup('something follows its end');
  });
}

function member(plain: Buffer): Buffer {
  const packed = deflateRawSync(plain, { level: 1 });
  const head = Buffer.alloc(HEAD);
  // Magic, deflate, FEXTRA; no time, no system; XLEN 8: subfield "WB", 4 bytes.
  head.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, 0x57, 0x42, 4, 0]);
  head.writeUInt32LE(HEAD + packed.length + TAIL, 16);
  const tail = Buffer.alloc(TAIL);
  tail.writeUInt32LE(crc32(plain), 0);
  tail.writeUInt32LE(plain.length, 4);
  return Buffer.concat([head, packed, tail]);
}

function readMember(bytes: Buffer): { plain: Buffer; length: number } {
  const isOurs = bytes.length >= HEAD + TAIL && bytes.readUInt32BE(0) === 0x1f8b0804 && bytes[12] === 0x57;
  if (!isOurs) throw new DamagedBackup('it is no backup of Watchbill, or damaged');
  const length = bytes.readUInt32LE(16);
  if (length < HEAD + TAIL || length > bytes.length) throw new DamagedBackup('it is cut short');
  const plain = inflated(bytes.subarray(HEAD, length - TAIL));
  if (plain.length !== bytes.readUInt32LE(length - 4) || crc32(plain) !== bytes.readUInt32LE(length - 8))
    throw new DamagedBackup('its checksum is wrong');
  return { plain, length };
}

function inflated(packed: Buffer): Buffer {
  try {
    // A member that unfolds to more than a piece is none of ours.
    return inflateRawSync(packed, { maxOutputLength: PIECE, finishFlush: constants.Z_FINISH });
  } catch (error) {
    throw new DamagedBackup(`it cannot be unpacked: ${(error as Error).message}`);
  }
}

/** Opens both, the target anew and for its owner only; syncs the target at the end. */
function between<T>(from: string, to: string, act: (source: number, target: number) => T): T {
  // No link is followed (reliability E12); Windows has no such flag.
  const source = openSync(from, files.O_RDONLY | files.O_NOFOLLOW);
  try {
    const target = openSync(to, 'wx', 0o600);
    try {
      const result = act(source, target);
      fsyncSync(target);
      return result;
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

function readFully(file: number, into: Buffer, at: number): number {
  let got = 0;
  while (got < into.length) {
    const more = readSync(file, into, got, into.length - got, at + got);
    if (more === 0) break;
    got += more;
  }
  return got;
}

/** One write may take less than it was given: on a disk that is nearly full, and then the next one says so. */
function writeFully(file: number, bytes: Buffer): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  return bytes.length;
}
