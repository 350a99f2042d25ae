import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The clock of an engine that runs in a process of its own, set while it runs. */
export type SettableClock = {
  /** For the environment of the process. */
  readonly env: Record<string, string>;
  /** From now on it is off by so many milliseconds. */
  off(ms: number): void;
  /** What it shows. */
  now(): number;
  remove(): void;
};

export function settableClock(): SettableClock {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-clock-'));
  const file = join(folder, 'ms');
  const preload = pathToFileURL(resolve(import.meta.dirname, 'shifted-clock.mjs')).href;
  let shift = 0;
  const off = (ms: number): void => {
    shift = ms;
    // Whole or not at all: the engine reads it at any moment.
    writeFileSync(`${file}.new`, String(ms));
    renameSync(`${file}.new`, file);
  };
  off(0);
  return {
    env: { NODE_OPTIONS: `--import ${preload}`, SHIFT_FILE: file },
    off,
    now: () => Date.now() + shift,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
