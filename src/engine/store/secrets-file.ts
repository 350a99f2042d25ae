import { lstatSync, renameSync } from 'node:fs';
import { readRegular } from '../keep/read-regular';
import type { Secrets } from '../ports';
import { writeWhole } from './write-whole';

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
      writeWhole(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
    },
  };
}

function read(file: string): Map<string, string> {
  if (!lstatSync(file, { throwIfNoEntry: false })) return new Map();
  try {
    const parsed: unknown = JSON.parse(readRegular(file) ?? '');
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
