import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that holds what an engine holds, until it is killed. */
async function holder(): Promise<{ kill(): Promise<void> }> {
  const sqlite = createRequire(import.meta.url).resolve('@photostructure/sqlite');
  const program = `
    const { DatabaseSync } = require(${JSON.stringify(sqlite)});
    globalThis.held = new DatabaseSync(${JSON.stringify(join(folder, 'engine.lock'))});
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('the lock of a data folder', () => {
  it('is one engine’s at a time, and free after it', async () => {
    const first = await lockFolder(folder);
    await expect(lockFolder(folder, 100)).rejects.toThrow(FolderInUse);
    first.release();
    (await lockFolder(folder, 0)).release();
  });

  it('keeps other processes out, and ends with a process that is killed', async () => {
    const other = await holder();
    await expect(lockFolder(folder, 0)).rejects.toThrow(folder);
    await other.kill();
    (await lockFolder(folder, 0)).release();
  });

  it('waits for a pager that is just ending', async () => {
    const first = await lockFolder(folder);
    setTimeout(() => first.release(), 150);
    const second = await lockFolder(folder);
    await expect(lockFolder(folder, 0)).rejects.toThrow(FolderInUse);
    second.release();
  });

  it('does not hold up a pager where there can be none', async () => {
    await expect(lockFolder('/dev/null/watchbill', 0)).resolves.toBeDefined();
  });
});
