import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MINUTE } from '../../core/time/duration';
import { readRegular } from '../keep/read-regular';
import type { Log } from '../ports';
import { writeWhole } from '../store/write-whole';

const NAME = 'own-heartbeat.json';

/** The address is a secret of its own: whoever has it can speak for this desktop. */
export const OWN_HEARTBEAT_SECRET = 'heartbeat:own';

const shape = z.object({
  version: z.literal(1),
  on: z.boolean(),
  /** Milliseconds. */
  every: z.number().int().min(1000).max(3_600_000),
  method: z.enum(['GET', 'POST']),
});

export type OwnSettings = Omit<z.infer<typeof shape>, 'version'>;

const FRESH: OwnSettings = { on: false, every: MINUTE, method: 'GET' };

/** Settings of Watchbill's own heartbeat, in the data folder. One that is damaged is moved aside, and said. */
export function openOwnSettings(
  dataFolder: string,
  log: Log,
): { get(): OwnSettings; set(next: OwnSettings): void } {
  const path = join(dataFolder, NAME);
  const text = readRegular(path);
  let current = FRESH;
  if (text !== null) {
    try {
      const { version: _version, ...rest } = shape.parse(JSON.parse(text));
      current = rest;
    } catch {
      log.warn('own-heartbeat.json was damaged: the heartbeat is off until somebody switches it on anew');
      try {
        renameSync(path, `${path}.corrupt`);
      } catch {
        // What is chosen anew replaces it.
      }
    }
  }
  return {
    get: () => current,
    set(next) {
      writeWhole(path, `${JSON.stringify({ version: 1, ...next })}\n`);
      current = next;
    },
  };
}
