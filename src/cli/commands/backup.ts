import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '../../core/time/instant';
import { printInstant } from '../../core/time/instant';
import { findBackup, listBackups, type StoredBackup } from '../../engine/keep/backup-folder';
import { printBytes } from '../../engine/keep/free-room';
import { makeBackup } from '../../engine/keep/make-backup';
import {
  askForRestore,
  dropReplaced,
  finishRestore,
  replacedDatabases,
} from '../../engine/keep/pending-restore';
import { DATABASE_FILE } from '../../engine/store/database';
import { SCHEMA_VERSION } from '../../engine/store/schema';
import { findDataFolder, lockIfFree } from '../data-folder';
import { DONE, FAILED, type Io, USAGE } from '../io';
import { runningEngine } from '../running-engine';

export const BACKUP_USAGE = `watchbill backup now     --data <dir> [--url <address>] [--json]
watchbill backup list    --data <dir> [--json]
watchbill backup restore <name> --data <dir> [--url <address>]

Backups of what is stored: one is made by itself every day, seven are kept. Each is a SQLite file, packed by gzip.
  now      makes one, whether Watchbill runs or not
  list     the newest first
  restore  puts one in place of the present data, of which a copy is kept as a backup of its own
  --data   the data folder of the engine, or the folder of the desktop app
  --url    the address of a Watchbill that runs on it, which then does it itself; its token is taken from
           <dir>/secrets.json, or from WATCHBILL_TOKEN`;

type Options = { act: 'now' | 'list' | 'restore'; name: string; data: string; url: string; json: boolean };

/** @returns the exit code */
export async function backup(argv: readonly string[], io: Io, now: Instant): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill backup: ${options}`);
    io.err(BACKUP_USAGE);
    return USAGE;
  }
  const found = findDataFolder(options.data);
  if (typeof found === 'string') {
    io.err(`watchbill backup: ${found}`);
    return FAILED;
  }
  try {
    return await ACTS[options.act]({ ...options, data: found.data }, io, now);
  } catch (error) {
    io.err(`watchbill backup: ${(error as Error).message}`);
    return FAILED;
  }
}

type Act = (options: Options, io: Io, now: Instant) => Promise<number>;

const list: Act = async ({ data, json }, io) => {
  const backups = listBackups(data);
  if (json) io.out(JSON.stringify(backups.map(inTexts)));
  else if (backups.length === 0) io.out('there is no backup yet');
  else for (const each of backups) io.out(lineOf(each));
  return DONE;
};

const makeOne: Act = async ({ data, url, json }, io, now) => {
  if (url !== '') {
    const engine = await runningEngine(url, data);
    const { text } = await engine<{ text: string }>('POST', '/api/v1/backups');
    io.out(json ? JSON.stringify(listBackups(data).slice(0, 1).map(inTexts)) : text);
    return DONE;
  }
  const made = makeBackup({ dataFolder: data, file: join(data, DATABASE_FILE), kind: 'asked', now });
  io.out(json ? JSON.stringify([inTexts(made)]) : lineOf(made));
  return DONE;
};

const restore: Act = async ({ data, name, url }, io, now) => {
  const chosen = findBackup(data, name);
  if (!chosen) throw new Error(`there is no backup "${name}" in ${data}; see watchbill backup list`);
  if (chosen.schema > SCHEMA_VERSION) throw new Error('a newer Watchbill made it: this one cannot read it');
  if (url !== '') {
    const engine = await runningEngine(url, data);
    await engine('POST', `/api/v1/backups/${encodeURIComponent(name)}/restore`);
    io.out('the engine starts anew on the backup');
    return DONE;
  }
  const lock = await lockIfFree(data);
  if (!lock)
    throw new Error(
      `Watchbill is running on ${data}: restore in its Settings, stop it, or give its address with --url`,
    );
  try {
    askForRestore(data, name, now);
    const done = finishRestore(data, {
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    });
    if (!done?.ok)
      throw new Error(`it cannot be restored: ${done?.why ?? 'nothing was done'}; the data are as they were`);
    io.out(`the backup of ${printInstant(done.at)} is in place; what is open in it rings at the next start`);
    for (const replaced of replacedDatabases(data)) {
      const kept = makeBackup({ dataFolder: data, kind: 'before', now: replaced.at, file: replaced.file });
      dropReplaced(replaced.file);
      io.out(`what it replaced is kept as ${kept.name}`);
    }
    return DONE;
  } finally {
    lock.release();
  }
};

const ACTS: Readonly<Record<Options['act'], Act>> = { now: makeOne, list, restore };

function inTexts({ name, at, kind, bytes, incidents }: StoredBackup): object {
  return { name, at: printInstant(at), kind, bytes, incidents };
}

function lineOf({ name, bytes, incidents }: StoredBackup): string {
  return `${name}  ${incidents} incidents, ${printBytes(bytes)}`;
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        url: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    });
    const [act, name = '', ...more] = positionals;
    if (act !== 'now' && act !== 'list' && act !== 'restore') return 'what: now, list or restore?';
    if (more.length > 0 || (act !== 'restore' && name !== '')) return `too much: "${more[0] ?? name}"`;
    if (act === 'restore' && name === '') return 'which backup? See watchbill backup list';
    if (!values.data) return '--data <dir> is needed';
    return { act, name, data: values.data, url: values.url, json: values.json };
  } catch (error) {
    return (error as Error).message;
  }
}
