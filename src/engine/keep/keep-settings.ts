import { renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../core/time/instant';
import type { Log } from '../ports';
import { replaceFile } from '../store/team-folder-file';
import { readRegular } from './read-regular';

const NAME = 'keep.json';
/** Long enough for a review of the year before, and for whoever asks "has this happened before?". */
export const DEFAULT_DAYS = 400;

const shape = z.object({
  version: z.literal(1),
  /** Resolved incidents older than so many days are deleted; null: never. */
  days: z.number().int().min(7).max(36_500).nullable(),
  /** The last time of the clock that was believed. */
  seenAt: z.number().nullable(),
  lastAt: z.number().nullable(),
  lastDeleted: z.number(),
});

export type KeepSettings = Omit<z.infer<typeof shape>, 'version'>;

const FRESH: KeepSettings = { days: DEFAULT_DAYS, seenAt: null, lastAt: null, lastDeleted: 0 };

export type KeepSettingsFile = {
  /** True when the file could not be read: it was moved aside, and nothing is deleted until a person chooses anew. */
  readonly damaged: boolean;
  get(): KeepSettings;
  /** In force at once. @throws when it cannot be kept */
  set(patch: Partial<KeepSettings>): Promise<void>;
};

/** What is to be kept for how long, in `keep.json` of the data folder. */
export function openKeepSettings(dataFolder: string, now: Instant, log: Log): KeepSettingsFile {
  const path = join(dataFolder, NAME);
  const text = readRegular(path);
  const read = text === null ? FRESH : parsed(text);
  if (!read) {
    try {
      renameSync(path, `${path}.corrupt-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
    } catch {
      // It stays where it is; what is chosen anew replaces it.
    }
    log.warn('keep.json was damaged: nothing old is deleted until somebody chooses for how long to keep it');
  }
  let current: KeepSettings = read ?? { ...FRESH, days: null };
  let turn: Promise<void> = Promise.resolve();
  return {
    damaged: read === null,
    get: () => current,
    set(patch) {
      current = { ...current, ...patch };
      const body = `${JSON.stringify({ version: 1, ...current })}\n`;
      // One after the other: the last one written is the last one set.
      const mine = turn.then(async () => {
        await mkdir(dataFolder, { recursive: true });
        await replaceFile(path, body, 0o600);
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

function parsed(text: string): KeepSettings | null {
  try {
    const { version: _version, ...rest } = shape.parse(JSON.parse(text));
    return rest;
  } catch {
    return null;
  }
}
