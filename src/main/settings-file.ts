import { basename } from 'node:path';
import { moveAside, readSmall, writeWhole } from './small-file';
import { combine, type Reading, readStored, type Stored } from './stored-settings';

const LIMIT = 1_000_000;
const MODE = 0o600;

export type Healed = {
  readonly stored: Stored & Record<string, unknown>;
  /** What was wrong, in a sentence for a person; null when all was well. */
  readonly problem: string | null;
};

/**
 * Makes sure that what stands at `path` can be read by the settings store: a damaged file is moved aside (never
 * deleted), and the last good copy (`.bak`) or the defaults take its place, key by key (reliability A14, A15).
 * Never throws: where the folder cannot be written, the values hold for this run.
 */
export function healSettings(path: string, now: number): Healed {
  const file = readSmall(path, LIMIT);
  const reading = file.kind === 'text' ? readStored(file.text) : null;
  const copy = readSmall(backupOf(path), LIMIT);
  const lastGood = copy.kind === 'text' ? readStored(copy.text) : null;

  const stored = combine(reading, lastGood);
  const why = whatIsWrong(file, reading);
  if (file.kind === 'missing' && !lastGood) return { stored, problem: null };
  if (why === null) {
    // A byte order mark is harmless, but the store would stumble over it.
    if (file.kind === 'text' && file.text.startsWith('\uFEFF')) tryTo(() => save(path, stored));
    return { stored, problem: null };
  }
  const aside = file.kind === 'missing' ? null : moveAside(path, now);
  tryTo(() => save(path, stored));
  const kept = aside ? ` The damaged file is kept as ${basename(aside)}.` : '';
  const used = lastGood ? 'the last good copy is used' : 'defaults are used where it could not be read';
  return { stored, problem: `The settings file was damaged (${why}): ${used}.${kept}` };
}

/** Keeps a copy of settings known to be good, where the one that is there says something else. Never throws. */
export function keepGoodCopy(path: string, stored: Readonly<Record<string, unknown>>): void {
  const kept = readSmall(backupOf(path), LIMIT);
  if (kept.kind === 'text' && kept.text === printStored(stored)) return;
  tryTo(() => save(backupOf(path), stored));
}

/** Before anything is written over it: what is no regular file (any more) is moved aside, not followed. */
export function clearTheWay(path: string, now: number): void {
  if (readSmall(path, LIMIT).kind === 'odd') moveAside(path, now);
}

export function printStored(stored: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(stored, null, 2)}\n`;
}

function whatIsWrong(file: ReturnType<typeof readSmall>, reading: Reading | null): string | null {
  if (file.kind === 'missing') return 'it was missing';
  if (file.kind === 'odd') return file.why;
  if (!reading) return file.text.trim() === '' ? 'it was empty' : 'it is not readable';
  return reading.bad.length > 0 ? `not usable: ${reading.bad.slice(0, 5).join(', ')}` : null;
}

function save(path: string, stored: Readonly<Record<string, unknown>>): void {
  writeWhole(path, printStored(stored), MODE);
}

function backupOf(path: string): string {
  return `${path}.bak`;
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // A full or read-only disk: the values hold in memory, and the engine says loudly that nothing can be stored.
  }
}
