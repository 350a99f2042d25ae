import { closeSync, fstatSync, mkdirSync, openSync, readSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * Unpack a zip file (no zip64, no encryption: what Electron's distributions are).
 * @param {string} file
 * @param {string} target folder that is created
 * @param {(path: string) => string | undefined} rename where an entry goes, relative to `target`; undefined leaves it out
 * @returns {number} how many files were written
 */
export function unzip(file, target, rename) {
  const fd = openSync(file, 'r');
  try {
    let written = 0;
    for (const entry of entries(fd)) {
      const path = rename(entry.path);
      if (path === undefined || entry.path.endsWith('/')) continue;
      const to = join(target, path);
      if (!to.startsWith(target + sep))
        throw new Error(`${file}: entry ${entry.path} leads out of the folder`);
      mkdirSync(dirname(to), { recursive: true });
      const bytes = content(fd, entry);
      if ((entry.mode & 0o170000) === 0o120000) symlinkSync(bytes.toString(), to);
      else writeFileSync(to, bytes, { mode: entry.mode & 0o777 || 0o644 });
      written += 1;
    }
    return written;
  } finally {
    closeSync(fd);
  }
}

/** @typedef {{ path: string, method: number, packed: number, at: number, mode: number }} Entry */

/** @param {number} fd @param {number} length @param {number} position */
function read(fd, length, position) {
  const bytes = Buffer.alloc(length);
  if (readSync(fd, bytes, 0, length, position) !== length) throw new Error('zip: file is cut short');
  return bytes;
}

/** @param {number} fd @returns {Entry[]} */
function entries(fd) {
  const { size } = fstatSync(fd);
  const tailLength = Math.min(size, 65_557);
  const tail = read(fd, tailLength, size - tailLength);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('zip: no directory found');

  const directory = read(fd, tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16));
  const found = [];
  for (let i = 0; i < directory.length; ) {
    if (directory.readUInt32LE(i) !== directoryEntry) throw new Error('zip: damaged directory');
    const nameLength = directory.readUInt16LE(i + 28);
    found.push({
      path: directory.toString('utf8', i + 46, i + 46 + nameLength),
      method: directory.readUInt16LE(i + 10),
      packed: directory.readUInt32LE(i + 20),
      at: directory.readUInt32LE(i + 42),
      mode: directory.readUInt32LE(i + 38) >>> 16,
    });
    i += 46 + nameLength + directory.readUInt16LE(i + 30) + directory.readUInt16LE(i + 32);
  }
  return found;
}

/** @param {number} fd @param {Entry} entry */
function content(fd, entry) {
  const header = read(fd, 30, entry.at);
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = read(fd, entry.packed, start);
  if (entry.method === 0) return packed;
  if (entry.method === 8) return inflateRawSync(packed);
  throw new Error(`zip: ${entry.path} is packed by method ${entry.method}`);
}
