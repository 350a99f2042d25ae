import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { alertJson } from '../http/alert-bodies';

/*
 * The floor under durable ingest, in a process of its own: what this disk gives to one writer in a tight loop.
 * Arguments: folder, ms for each. Tells its parent the latencies in ms.
 */

const [folder = '', time = '1000'] = process.argv.slice(2);
const runMs = Number(time);
const line = `${alertJson('0000000000', 'warning', new Date().toISOString(), 'KubePodCrashLooping')}\n`;

function appendedLine(): number[] {
  const file = join(folder, 'bare-log');
  const handle = openSync(file, 'a');
  const took = loop(() => {
    writeSync(handle, line);
    fdatasyncSync(handle);
  });
  closeSync(handle);
  rmSync(file);
  return took;
}

function committedRow(): number[] {
  const file = join(folder, 'bare.db');
  const db = new DatabaseSync(file);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (seq INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = db.prepare('INSERT INTO rows (body) VALUES (?)');
  const took = loop(() => void insert.run(line));
  db.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  return took;
}

function loop(once: () => void): number[] {
  const took: number[] = [];
  for (let i = 0; i < 50; i++) once();
  const end = performance.now() + runMs;
  for (let from = performance.now(); from < end; ) {
    once();
    const to = performance.now();
    took.push(to - from);
    from = to;
  }
  return took;
}

process.send?.({ line: appendedLine(), row: committedRow() }, () => process.exit(0));
