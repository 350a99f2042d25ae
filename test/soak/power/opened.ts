import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../../src/engine/engine';
import { consoleNotifier } from '../../../src/engine/notify/registry';
import { secretsFile } from '../../../src/engine/store/secrets-file';
import type { ApiIncident } from '../../helpers/engine-process';

/** What an engine makes of a folder that a power cut left. */
export type Opened = {
  readonly token: string;
  readonly incidents: readonly ApiIncident[];
  /** Incidents it rang for. */
  readonly rang: ReadonlySet<string>;
  /** Files that it put aside as damaged. */
  readonly aside: readonly string[];
  /** Errors it logged. */
  readonly errors: readonly string[];
};

/**
 * Puts the files into a folder and starts the whole engine on it, in this process, with its listener; then stops it.
 * @param files path within the folder to the bytes; null for a folder
 */
export async function openAfterTheCut(
  files: ReadonlyMap<string, Buffer | null>,
  scratch: string,
  teamFolder: string,
): Promise<Opened> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const [name, bytes] of files) if (bytes === null) mkdirSync(join(scratch, name), { recursive: true });
  for (const [name, bytes] of files) if (bytes !== null) writeFileSync(join(scratch, name), bytes);
  const rang = new Set<string>();
  const errors: string[] = [];
  const hear = (line: string): void => {
    const said = JSON.parse(line) as { event: string; incident: string };
    if (said.event === 'page') rang.add(said.incident);
  };
  const engine = await startEngine({
    teamFolder,
    dataFolder: scratch,
    me: 'ada',
    port: 0,
    notifiers: [consoleNotifier(hear, true)],
    secrets: secretsFile(join(scratch, 'secrets.json')),
    clock: { now: () => Date.now() },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, detail) => void errors.push(`${message} ${JSON.stringify(detail ?? {})}`),
    },
    workerUrl: null,
    version: 'power cut',
  });
  try {
    await engine.ready;
    const answer = await fetch(`${engine.url}/api/v1/incidents?status=all&limit=500`, {
      headers: { Authorization: `Bearer ${engine.token}` },
    });
    if (!answer.ok) throw new Error(`GET incidents: ${answer.status} ${await answer.text()}`);
    const { incidents } = (await answer.json()) as { incidents: ApiIncident[] };
    return {
      token: engine.token,
      incidents,
      rang,
      errors,
      aside: readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.includes('corrupt'),
      ),
    };
  } finally {
    await engine.stop();
  }
}
