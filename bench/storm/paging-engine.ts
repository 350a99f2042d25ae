import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from '../bench-options';

type Line = {
  readonly event: string;
  readonly title?: string;
  readonly url?: string;
  readonly token?: string;
};

/** An engine in a process of its own that tells of its pages as they go out. */
export type PagingEngine = {
  readonly port: number;
  readonly token: string;
  /** When its console first paged about a title (`performance.now()` here). */
  readonly pagedAt: ReadonlyMap<string, number>;
  /** Seconds of processor that all its threads used since its start. */
  cpuSeconds(): number;
  /** The most memory it ever had, MB. */
  peakMegabytes(): number;
  stop(): Promise<void>;
};

const TICKS_PER_SECOND = 100;

/** @param yaml the team file */
export async function pagingEngine(bench: Bench, name: string, yaml: string): Promise<PagingEngine> {
  const folder = join(bench.folder, name);
  mkdirSync(join(folder, 'team'), { recursive: true });
  writeFileSync(join(folder, 'team', 'watchbill.yaml'), yaml);
  const places = ['--team', join(folder, 'team'), '--data', join(folder, 'data'), '--me', 'ada'];
  const child: ChildProcess = spawn(
    process.execPath,
    [join(bench.app, 'out/cli/watchbill.js'), 'engine', ...places, '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const pagedAt = new Map<string, number>();
  const { url = '', token = '' } = await new Promise<Line>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      if (line.event === 'listening') resolve(line);
      if (line.event === 'page' && line.title !== undefined && !pagedAt.has(line.title))
        pagedAt.set(line.title, performance.now());
    });
  });
  const about = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    port: Number(new URL(url).port),
    token,
    pagedAt,
    cpuSeconds: () => {
      // After the name in brackets, which may hold anything, `utime` is the twelfth word and `stime` the one after it.
      const words = about('stat')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(words[11]) + Number(words[12])) / TICKS_PER_SECOND;
    },
    peakMegabytes: () => Number(/VmHWM:\s+(\d+) kB/.exec(about('status'))?.[1]) / 1024,
    async stop() {
      kill();
      await gone;
      process.off('exit', kill);
    },
  };
}
