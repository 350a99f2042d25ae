import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '../../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../../helpers/temporary-team';
import type { Act } from '../kills/ledger';
import { bytesOf, type Call, readCalls } from './strace-calls';

/** All that the engine asked of the system about files and sockets, and what it was sent. */
export type Recording = {
  readonly team: TemporaryTeam;
  readonly calls: readonly Call[];
  /** Of each key, what was sent about it, one after the other. */
  readonly sent: ReadonlyMap<string, readonly Act[]>;
  /** What its senders know it by. */
  readonly token: string;
};

const TRACED =
  'openat open creat close lseek mmap write writev pwrite64 pwritev pwritev2 sendfile copy_file_range ' +
  'ftruncate truncate fallocate fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat rmdir';

/** Why the calls of a program cannot be recorded here; '' when they can. */
export function cannotRecord(): string {
  const tried = spawnSync('strace', ['-f', '--seccomp-bpf', '-e', 'trace=close', 'true'], {
    encoding: 'utf8',
  });
  if (tried.error) return 'strace is not installed';
  return tried.status === 0 ? '' : `strace may not trace here: ${tried.stderr.trim().split('\n')[0] ?? ''}`;
}

/**
 * Runs the built engine under strace on a folder of its own, in two lives: the first is stopped in order, so that it
 * folds its write-ahead log into the database; the second is killed in the middle of it all.
 * @param alerts how many alerts are sent in all; a third of them is acknowledged, a third resolved
 */
export async function record(alerts: number): Promise<Recording> {
  const team = temporaryTeam();
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-trace-'));
  const sent = new Map<string, Act[]>();
  const texts: string[] = [];
  let token = '';
  try {
    for (const life of [0, 1]) {
      const trace = join(folder, `trace-${life}`);
      const engine = await startEngineProcess(team, { under: straceTo(trace) });
      ({ token } = engine);
      const share = life === 0 ? Math.ceil(alerts * 0.6) : Math.floor(alerts * 0.4);
      await send(engine, sent, life, share);
      await end(engine, life === 0 ? 'SIGTERM' : 'SIGKILL');
      texts.push(readFileSync(trace, 'utf8'));
    }
    return { team, calls: readCalls(texts.join('\n')), sent, token };
  } catch (error) {
    team.remove();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function straceTo(trace: string): string[] {
  const options = '-f -y -xx -qq --seccomp-bpf -s 50000000 -e signal=none'.split(' ');
  return ['strace', ...options, '-e', `trace=${TRACED.replaceAll(' ', ',')}`, '-o', trace];
}

/** Four senders at a time, each with an alert of its own. */
async function send(
  engine: EngineProcess,
  sent: Map<string, Act[]>,
  life: number,
  alerts: number,
): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < alerts) {
      next += 1;
      const key = `life-${life}-alert-${next}`;
      const acts: Act[] = [];
      sent.set(key, acts);
      for (const act of PLANS[next % PLANS.length] as readonly Act[]) {
        acts.push(act);
        const answer = await engine.pagerDuty(act, key);
        if (answer.status !== 202) throw new Error(`${act} ${key}: HTTP ${answer.status}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
}

const PLANS: ReadonlyArray<readonly Act[]> = [
  ['trigger', 'trigger'],
  ['trigger', 'acknowledge'],
  ['trigger', 'trigger', 'resolve'],
];

/** strace hands signals to nobody: the engine is its only child. */
async function end(engine: EngineProcess, signal: NodeJS.Signals): Promise<void> {
  const traced = readFileSync(`/proc/${engine.child.pid}/task/${engine.child.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const gone = once(engine.child, 'exit');
  for (const pid of traced) process.kill(pid, signal);
  await gone;
}

/** The key of an event that this call answers 2xx; null for any other call. */
export function answeredBy(call: Call): string | null {
  if ((call.name !== 'write' && call.name !== 'writev') || call.args[1] === undefined) return null;
  // "HTTP/1.1 202"
  if (!call.args[1].includes('"\\x48\\x54\\x54\\x50\\x2f\\x31\\x2e\\x31\\x20\\x32\\x30\\x32')) return null;
  const [, key] = /"dedup_key":"([^"]+)"/.exec(bytesOf(call.args[1]).toString()) ?? [];
  return key ?? null;
}
