import { resolve } from 'node:path';
import { buildEntries } from './worker-build';

/** Builds the engine with the dying writer. @returns its path */
export async function buildFaultEngine(): Promise<string> {
  const folder = await buildEntries(['test/helpers/fault-engine.ts', 'test/helpers/fault-writer.ts'], 'test');
  return resolve(folder, 'fault-engine.js');
}
