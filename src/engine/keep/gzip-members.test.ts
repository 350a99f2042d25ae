import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedBackup, packFile, unpackFile } from './gzip-members';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-gzip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Text that packs well with noise that does not, over several pieces. */
function write(size: number): Buffer {
  const bytes = Buffer.alloc(size, 'all is quiet on the night watch. ');
  randomBytes(Math.min(size, 1_200_000)).copy(bytes, Math.floor(size / 3));
  writeFileSync(at('plain'), bytes);
  return bytes;
}

describe('a packed file', () => {
  it.each([0, 1, 1_048_575, 1_048_576, 1_048_577, 5_000_000])(
    'of %i bytes comes back, and gunzip reads it',
    (size) => {
      const bytes = write(size);
      expect(packFile(at('plain'), at('packed'))).toBe(statSync(at('packed')).size);
      unpackFile(at('packed'), at('again'));
      expect(readFileSync(at('again')).equals(bytes)).toBe(true);
      expect(gunzipSync(readFileSync(at('packed'))).equals(bytes)).toBe(true);
    },
  );

  it('is gzip to the program of that name', () => {
    const bytes = write(3_000_000);
    packFile(at('plain'), at('packed.gz'));
    expect(execFileSync('gzip', ['-dc', at('packed.gz')], { maxBuffer: 10_000_000 }).equals(bytes)).toBe(
      true,
    );
  });

  it('that was cut anywhere, or of which a bit was turned, is refused', () => {
    write(2_200_000);
    packFile(at('plain'), at('packed'));
    const whole = readFileSync(at('packed'));
    const refused = (bytes: Buffer): void => {
      writeFileSync(at('bad'), bytes);
      expect(() => unpackFile(at('bad'), at('out'))).toThrow(DamagedBackup);
      rmSync(at('out'), { force: true });
    };
    for (const length of [0, 1, 19, 20, 1000, whole.length / 2, whole.length - 30, whole.length - 1])
      refused(whole.subarray(0, length));
    for (let n = 0; n < 40; n += 1) {
      const turned = Buffer.from(whole);
      const place = Math.floor((n * whole.length) / 40);
      // Bytes 4 to 9 of a header (time, system) mean nothing to anybody.
      if (place < 20) continue;
      turned[place] = (turned[place] as number) ^ 16;
      refused(turned);
    }
    refused(Buffer.concat([whole, Buffer.from('x')]));
  });

  it('never unfolds to more than it was: a bomb is refused', () => {
    write(1000);
    packFile(at('plain'), at('packed'));
    const bytes = readFileSync(at('packed'));
    bytes.writeUInt32LE(0xffffffff, 16);
    writeFileSync(at('bomb'), bytes);
    expect(() => unpackFile(at('bomb'), at('out'))).toThrow(DamagedBackup);
  });
});
