import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '../../core/time/instant';
import { printBytes } from '../../engine/keep/free-room';
import { plainSecrets } from '../../engine/keep/plain-secrets';
import { writeExport } from '../../engine/keep/write-export';
import { type DataFolder, findDataFolder } from '../data-folder';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const EXPORT_USAGE = `watchbill export --data <dir> [--team <folder>] [--out <file>|-]

Writes everything as JSON lines: settings, incidents, facts, pages, what could not be read, and with --team the team
file, its calendars and its log. No passwords or tokens. docs/stored-data.md says what each line means. Watchbill may
run meanwhile: what is written is one moment of it.
  --data   the data folder of the engine, or the folder of the desktop app
  --team   the team folder
  --out    the file; - (the default) for standard output`;

/** @returns the exit code */
export async function exportCommand(
  argv: readonly string[],
  io: Io,
  now: Instant,
  version: string,
): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill export: ${options}`);
    io.err(EXPORT_USAGE);
    return USAGE;
  }
  const found = findDataFolder(options.data);
  if (typeof found === 'string') {
    io.err(`watchbill export: ${found}`);
    return FAILED;
  }
  const { data, app } = found;
  const settingsFile = app === null ? null : join(app, 'settings.json');
  try {
    const { lines, bytes } = await writeExport({
      dataFolder: data,
      teamFolder: options.team,
      settingsFile,
      header: { at: now, watchbill: version, desktop: desktopOf(data) },
      secrets: secretsOf(found),
      to: options.out === '-' ? 1 : resolve(options.out),
    });
    io.err(`${lines} lines, ${printBytes(bytes)}`);
    return DONE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return DONE;
    io.err(`watchbill export: ${(error as Error).message}`);
    return FAILED;
  }
}

function secretsOf({ data, app }: DataFolder): string[] {
  return [data, ...(app === null ? [] : [app])].flatMap((folder) =>
    plainSecrets(join(folder, 'secrets.json')),
  );
}

/** Not made here: an export changes nothing. */
function desktopOf(data: string): string {
  try {
    const { desktop } = JSON.parse(readFileSync(join(data, 'desktop.json'), 'utf8')) as { desktop?: unknown };
    return typeof desktop === 'string' ? desktop : '';
  } catch {
    return '';
  }
}

function readOptions(argv: readonly string[]): { data: string; team: string | null; out: string } | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        team: { type: 'string' },
        out: { type: 'string', default: '-' },
      },
    });
    if (!values.data) return '--data <dir> is needed';
    if (values.team !== undefined && !existsSync(values.team)) return `there is no folder ${values.team}`;
    return {
      data: values.data,
      team: values.team === undefined ? null : resolve(values.team),
      out: values.out,
    };
  } catch (error) {
    return (error as Error).message;
  }
}
