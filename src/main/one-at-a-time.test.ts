import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-one-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('one at a time', () => {
  it('holds a file while it does it, also in a folder that was not there, and lets go when it fails', () => {
    const inside = join(folder, 'new');
    expect(oneAtATime(inside, () => existsSync(join(inside, 'starting.lock')))).toBe(true);
    expect(existsSync(join(inside, 'starting.lock'))).toBe(false);
    expect(() =>
      oneAtATime(inside, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(existsSync(join(inside, 'starting.lock'))).toBe(false);
  });

  it('waits for whoever holds it, but not for one that was killed', () => {
    writeFileSync(join(folder, 'starting.lock'), '');
    const began = Date.now();
    expect(oneAtATime(folder, () => 'done')).toBe('done');
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_900);
    expect(existsSync(join(folder, 'starting.lock'))).toBe(false);
  });

  it('does it all the same where no file can be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(oneAtATime(join(folder, 'file'), () => 'done')).toBe('done');
  });
});
