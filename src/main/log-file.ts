import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../engine/ports';
import { maskSecrets, maskText } from './mask';

const MAX_BYTES = 1_000_000;
const KEEP = 5;
const MAX_LINE = 8_000;
/** Lines that wait for a slow disk; what comes beyond is counted, not kept. */
const MAX_WAITING = 2_000;

export type LogFile = Log & {
  /** From now on this text is never written, wherever it occurs. */
  readonly hide: (secret: string) => void;
  /** Resolves when all that was logged so far is written (or lost to a broken disk). */
  flush(): Promise<void>;
};

/**
 * A log of JSON lines in `<folder>/<name>.log`, rotated at 1 MB, five old ones kept. Logging never throws and never
 * waits for the disk; texts from outside cannot break a line (JSON escapes them); secrets are masked.
 */
export function openLogFile(folder: string, name: string, now: () => number): LogFile {
  const path = join(folder, `${name}.log`);
  const secrets = new Set<string>();
  let waiting: string[] = [];
  let lost = 0;
  let busy: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true });
      while (waiting.length > 0) {
        const lines = waiting;
        waiting = [];
        if (lost > 0) lines.push(`{"level":"warn","message":"${lost} lines were lost"}`);
        lost = 0;
        await rotateIfFull(path);
        await appendFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
      }
    } catch {
      // A full disk must not take the pager along.
      waiting = [];
    } finally {
      busy = null;
    }
  };

  const write = (level: string, message: string, detail?: Readonly<Record<string, unknown>>): void => {
    if (waiting.length >= MAX_WAITING) {
      lost += 1;
      return;
    }
    waiting.push(printLine({ at: new Date(now()).toISOString(), level, message, ...detail }, secrets));
    busy ??= drain();
  };

  return {
    info: (message, detail) => {
      write('info', message, detail);
    },
    warn: (message, detail) => {
      write('warn', message, detail);
    },
    error: (message, detail) => {
      write('error', message, detail);
    },
    hide: (secret) => {
      if (secret.length >= 4) secrets.add(secret);
    },
    flush: async () => {
      while (busy) await busy;
    },
  };
}

function printLine(entry: Readonly<Record<string, unknown>>, secrets: ReadonlySet<string>): string {
  try {
    const line = maskText(JSON.stringify(maskSecrets(entry)), secrets);
    return line.length <= MAX_LINE
      ? line
      : JSON.stringify({ at: entry.at, level: entry.level, cut: line.slice(0, MAX_LINE) });
  } catch (error) {
    return JSON.stringify({ at: entry.at, level: 'error', message: `not loggable: ${String(error)}` });
  }
}

async function rotateIfFull(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size < MAX_BYTES) return;
  await rm(`${path}.${KEEP}`, { force: true });
  for (let i = KEEP - 1; i >= 1; i -= 1) await rename(`${path}.${i}`, `${path}.${i + 1}`).catch(() => {});
  await rename(path, `${path}.1`);
}
