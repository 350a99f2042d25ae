import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Secrets } from '../ports';

/**
 * Secrets of an engine without a desktop: one JSON file that only its owner may read (mode 0600), written whole and
 * renamed. A damaged one is kept aside and begun anew: what it held must be entered again.
 */
export function secretsFile(file: string): Secrets {
  const known = read(file);
  return {
    async get(name) {
      return known.get(name) ?? null;
    },
    async set(name, value) {
      if (value === null) known.delete(name);
      else known.set(name, value);
      write(file, known);
    },
  };
}

function read(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new Error('not an object');
    return new Map(
      Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    renameSync(file, `${file}.corrupt-${Date.now()}`);
    return new Map();
  }
}

function write(file: string, secrets: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}
