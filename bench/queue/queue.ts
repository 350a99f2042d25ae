import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench-options';
import { writeTeam } from '../ingest/servers';
import { type Section, table } from '../report/report';
import { figure, median, percentile, spread } from '../report/statistics';
import { engineOn } from './engine-on';
import { COMING_IN, inTheWindow, type Shown, storeOf } from './window';

const COUNT = 100_000;
const MILLION = 1_000_000;
/** What a quick run has in the window: to acknowledge it all is what takes the time. */
const QUICK_COUNT = 10_000;
/** A frame that took longer was seen. Milliseconds. */
const LONG_FRAME = 50;

type Stored = {
  readonly count: number;
  readonly filledIn: number;
  readonly bytes: number;
  /** ms of each question, by what was asked. */
  readonly asked: Readonly<Record<string, number[]>>;
  readonly starts: readonly number[];
  /** ms of each alert that came in beside questions. */
  readonly ingest: readonly number[];
};

/** A queue that is full: what its screens ask for, what the window shows meanwhile, and what it does to the start. */
export async function benchQueue(bench: Bench): Promise<Section> {
  const team = writeTeam(join(bench.folder, 'full-team'));
  const stored = [await stores(bench, team, COUNT)];
  if (!bench.quick) stored.push(await stores(bench, team, MILLION));
  const empty: number[] = [];
  for (let run = 0; run < runsOf(bench); run++) {
    const engine = await engineOn(bench, team, join(bench.folder, `empty-${run}`));
    empty.push(engine.startedMs);
    await engine.kill();
  }
  const shownOf = bench.quick ? QUICK_COUNT : COUNT;
  bench.say(`queue: ${figure(shownOf)} open ones in the window`);
  const home = join(bench.folder, 'in-the-window');
  mkdirSync(storeOf(home), { recursive: true });
  await heard('fill.js', storeOf(home), shownOf, 'open');
  const shown = await inTheWindow(home, shownOf);
  return {
    id: 'queue',
    title: `A queue of ${stored.map(({ count }) => figure(count)).join(' and ')} incidents`,
    body: `${bench.machine}\n\n${stored.map(askedText).join('\n\n')}\n\n${startText(stored, empty)}\n\n${shownText(shown, shownOf)}\n`,
  };
}

async function stores(bench: Bench, team: string, count: number): Promise<Stored> {
  const folder = join(bench.folder, `full-${count}`);
  mkdirSync(folder, { recursive: true });
  bench.say(`queue: writing ${figure(count)} incidents`);
  const { seconds } = await heard<{ seconds: number }>('fill.js', folder, count);
  const bytes = sizeOf(folder);
  bench.say(`queue: asking ${figure(count)}`);
  const asked = await heard<Record<string, number[]>>('ask.js', folder, count);
  const starts: number[] = [];
  const ingest: number[] = [];
  for (let run = 0; run < runsOf(bench); run++) {
    const engine = await engineOn(bench, team, folder);
    starts.push(engine.startedMs);
    if (run === 0) ingest.push(...(await engine.ingest(1000)));
    await engine.kill();
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return { count, filledIn: seconds, bytes, asked, starts, ingest };
}

const runsOf = (bench: Bench) => (bench.quick ? 3 : 5);

function askedText({ count, filledIn, bytes, asked }: Stored): string {
  const rows = Object.entries(asked).map(([name, took]) => [
    name,
    figure(median(took)),
    took.length > 1 ? figure(percentile(took, 0.99)) : '–',
    figure(Math.max(...took)),
  ]);
  return `${figure(count)} incidents with ${figure(5)} facts each but the last, written through the engine's own writer in ${figure(filledIn)} s; ${figure(bytes / 1e6)} MB. Asked in process, as the engine answers a screen: count, order and rows each time. ms.

${table(['', 'p50', 'p99', 'most'], rows)}`;
}

function startText(stored: readonly Stored[], empty: readonly number[]): string {
  const rows = [
    ['nothing', spread(empty), '–', '–'],
    ...stored.map(({ count, starts, ingest }) => [
      figure(count),
      spread(starts),
      figure(median(ingest)),
      figure(percentile(ingest, 0.99)),
    ]),
  ];
  return `The engine in a process of its own: from the start of \`watchbill engine\` to "listening", median of ${empty.length} (lowest–highest); and the durable answer to 1,000 unique alerts, one after the other, while lists of 200 incidents are asked for in between. ms.

${table(['stored', 'start', 'an alert comes in, p50', 'p99'], rows)}`;
}

function shownText(shown: readonly Shown[], count: number): string {
  const rows = shown.map(({ what, frames, tookMs }) => [
    what,
    figure(tookMs / 1000),
    figure(median(frames)),
    figure(percentile(frames, 0.99)),
    figure(Math.max(...frames)),
    `${frames.filter((ms) => ms > LONG_FRAME).length} of ${figure(frames.length)}`,
  ]);
  return `The real window on an Xvfb, drawn without a graphics card, ${figure(count)} open incidents stored, ${COMING_IN} new ones a second coming in: time between painted frames, ms.

${table(['', 'took, s', 'p50', 'p99', 'most', `over ${LONG_FRAME} ms`], rows)}`;
}

/** @returns what the script tells */
function heard<T>(script: string, folder: string, count: number, ...more: string[]): Promise<T> {
  const child = fork(join(import.meta.dirname, script), [folder, String(count), ...more]);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((total, name) => total + statSync(join(folder, name)).size, 0);
}
