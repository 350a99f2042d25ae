import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRegular } from '../keep/read-regular';
import type { Log } from '../ports';
import { writeWhole } from '../store/write-whole';

const NAME = 'listening.json';
const shape = z.object({ version: z.literal(1), url: z.string().max(200), pid: z.number() });

export type KeptAddress = {
  /** It may listen since. */
  look(): void;
  stop(): void;
};

/** Writes down where this engine listens, so that the command line finds it by its data folder. No secret. */
export function keepAddress(dataFolder: string, url: () => string, log: Log): KeptAddress {
  const path = join(dataFolder, NAME);
  let written = '';
  const look = (): void => {
    const now = url();
    if (now === '' || now === written) return;
    written = now;
    try {
      writeWhole(path, `${JSON.stringify({ version: 1, url: now, pid: process.pid })}\n`);
    } catch (error) {
      log.warn('the address of the listener could not be written down', { error: String(error) });
    }
  };
  look();
  return {
    look,
    stop() {
      if (written !== '') rmSync(path, { force: true });
    },
  };
}

/** Where the engine of a data folder listens, as it wrote itself; '' where none said so. It may be dead since. */
export function addressOf(dataFolder: string): string {
  try {
    return shape.parse(JSON.parse(readRegular(join(dataFolder, NAME)) ?? '')).url;
  } catch {
    return '';
  }
}
