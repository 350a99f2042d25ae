import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pulse } from '../../core/heartbeat/pulse';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import { readRegular } from '../keep/read-regular';
import type { Log } from '../ports';
import { replaceFile } from '../store/team-folder-file';

const NAME = 'heartbeats.json';

const shape = z.object({
  version: z.literal(1),
  /** When this engine last listened. */
  aliveAt: z.number(),
  heartbeats: z.array(
    z.object({
      id: z.string().max(200),
      lastHeardAt: z.number().nullable(),
      watchedSince: z.number(),
      missedAt: z.number().nullable(),
    }),
  ),
});

export type KeptPulses = { readonly aliveAt: Instant | null; readonly pulses: readonly Pulse[] };

/** What was heard before this start. A file that is damaged is moved aside: then everything gets a whole span. */
export function readPulses(dataFolder: string, log: Log): KeptPulses {
  const path = join(dataFolder, NAME);
  const text = readRegular(path);
  if (text === null) return { aliveAt: null, pulses: [] };
  try {
    const { aliveAt, heartbeats } = shape.parse(JSON.parse(text));
    return { aliveAt, pulses: heartbeats };
  } catch {
    log.warn('heartbeats.json was damaged: every heartbeat is waited for anew');
    try {
      renameSync(path, `${path}.corrupt`);
    } catch {
      // The next write replaces it.
    }
    return { aliveAt: null, pulses: [] };
  }
}

/** Before the start of the rules: what was heard, and until when we listened. */
export function recallPulses(state: Pick<State, 'pulses' | 'aliveAt'>, dataFolder: string, log: Log): void {
  const { aliveAt, pulses } = readPulses(dataFolder, log);
  state.aliveAt = aliveAt;
  for (const pulse of pulses) state.pulses.set(pulse.id, pulse);
}

/** Writes all of it, synced. @throws the system's error */
export async function writePulses(
  dataFolder: string,
  pulses: readonly Pulse[],
  aliveAt: Instant,
): Promise<void> {
  const body = JSON.stringify({ version: 1, aliveAt, heartbeats: pulses });
  await replaceFile(join(dataFolder, NAME), `${body}\n`, 0o600);
}
