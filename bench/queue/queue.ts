import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from '../bench-options';
import { writeTeam } from '../ingest/servers';
import { type Section, table } from '../report/report';
import { figure, median, percentile, spread } from '../report/statistics';

const COUNT = 100_000;

/** A queue that is full: what its screens ask for, and what it does to the start. */
export async function benchQueue(bench: Bench): Promise<Section> {
  const folder = join(bench.folder, 'full');
  mkdirSync(folder, { recursive: true });
  bench.say(`queue: writing ${figure(COUNT)} incidents`);
  const { seconds } = await heard<{ seconds: number }>('fill.js', folder);
  bench.say('queue: asking');
  const found = await heard<Record<string, number[]>>('ask.js', folder);
  const team = writeTeam(join(bench.folder, 'full-team'));
  const starts = { full: [] as number[], empty: [] as number[] };
  for (let run = 0; run < (bench.quick ? 3 : 5); run++) {
    starts.full.push(await startEngine(bench, team, folder));
    starts.empty.push(await startEngine(bench, team, join(bench.folder, `empty-${run}`)));
  }
  const rows = Object.entries(found).map(([name, took]) => [
    name,
    figure(median(took)),
    took.length > 1 ? figure(percentile(took, 0.99)) : '–',
    figure(Math.max(...took)),
  ]);
  return {
    id: 'queue',
    title: `A queue of ${figure(COUNT)} incidents`,
    body: `${bench.machine}

${figure(COUNT)} incidents with ${figure(5)} facts each but the last, written through the engine's own writer in ${figure(seconds)} s; ${figure(sizeOf(folder) / 1e6)} MB. Asked in process, as the engine answers a screen: count, order and rows each time. ms.

${table(['', 'p50', 'p99', 'most'], rows)}

The engine, from the start of \`watchbill engine\` to "listening", ms, median of ${starts.full.length} (lowest–highest): **${spread(starts.full)}** with all of them stored, ${spread(starts.empty)} with an empty store.
`,
  };
}

function heard<T>(script: string, folder: string): Promise<T> {
  const child = fork(join(import.meta.dirname, script), [folder, String(COUNT)]);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

/** @returns ms to its first line */
async function startEngine(bench: Bench, team: string, data: string): Promise<number> {
  const from = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(bench.app, 'out/cli/watchbill.js'),
      'engine',
      '--team',
      team,
      '--data',
      data,
      '--me',
      'ada',
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const took = await new Promise<number>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).once('line', () => resolve(performance.now() - from));
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
  });
  child.kill('SIGKILL');
  await gone;
  return took;
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((total, name) => total + statSync(join(folder, name)).size, 0);
}
