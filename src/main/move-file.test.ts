import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveFile } from './move-file';

/** A disk of its own on most Linux systems. */
const OTHER_DISK = '/dev/shm';
let here: string;

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'watchbill-move-'));
  writeFileSync(join(here, 'from'), 'all of it');
});
afterEach(() => rmSync(here, { recursive: true }));

describe('a file that is moved', () => {
  it('replaces what stood there, on the same disk', async () => {
    writeFileSync(join(here, 'to'), 'old');
    await moveFile(join(here, 'from'), join(here, 'to'));
    expect(readFileSync(join(here, 'to'), 'utf8')).toBe('all of it');
    expect(existsSync(join(here, 'from'))).toBe(false);
  });

  it.skipIf(!existsSync(OTHER_DISK) || statSync(OTHER_DISK).dev === statSync(tmpdir()).dev)(
    'goes to another disk, too',
    async () => {
      const there = mkdtempSync(join(OTHER_DISK, 'watchbill-move-'));
      try {
        await moveFile(join(here, 'from'), join(there, 'to'));
        expect(readFileSync(join(there, 'to'), 'utf8')).toBe('all of it');
        expect(existsSync(join(here, 'from'))).toBe(false);
        expect(existsSync(join(there, 'to.part'))).toBe(false);
      } finally {
        rmSync(there, { recursive: true });
      }
    },
  );

  it('stays where it was when it cannot be put there', async () => {
    await expect(moveFile(join(here, 'from'), join(here, 'none', 'to'))).rejects.toThrow(/ENOENT/);
    expect(readFileSync(join(here, 'from'), 'utf8')).toBe('all of it');
  });
});
