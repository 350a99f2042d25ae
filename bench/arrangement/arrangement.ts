import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import type { Bench } from '../bench-options';
import { acknowledgeOpen, makeHome, ourArguments, ourDoor } from '../desktop/electron-app';
import { locatePopup } from '../desktop/locate-popup';
import { openStage, type Stage } from '../desktop/stage';
import { Connection } from '../http/connection';
import { startLoad } from '../http/load-order';
import { oneRound, type Round, type Target } from '../page/rounds';
import { type Section, table } from '../report/report';
import { figure, median, percentile } from '../report/statistics';

type Where = 'utility process' | 'main process';
type Mood = 'quiet' | 'busy';
type Found = {
  readonly rounds: Round[];
  /** POST to the notification daemon, ms; those that came. */
  readonly notified: number[];
  /** Replies of 50 posts a second beside it, ms. */
  readonly ingest: readonly number[];
};

/** At most 15 notifications in ten seconds are shown one by one. */
const PACE_MS = 750;
/** A main process that is busy: so long of every second. */
const BUSY_MS = 500;
const BUSY_EVERY_MS = 1000;

/** The engine in a utility process beside the same engine in Electron's main: what a busy main does to each. */
export async function benchArrangement(bench: Bench): Promise<Section> {
  const count = bench.quick ? 8 : 30;
  const found = new Map<string, Found>();
  const stage = await openStage();
  try {
    for (const where of ['utility process', 'main process'] as const) {
      const home = await makeHome(bench.folder);
      const root = where === 'main process' ? join(import.meta.dirname, 'engine-in-main') : bench.app;
      const electron = await _electron.launch({
        executablePath: bench.electron,
        args: ourArguments(root, home, 'tray'),
        env: stage.desktop.env as Record<string, string>,
        timeout: 30_000,
      });
      const door = ourDoor(home);
      await door.listening();
      await sleep(2500);
      const { title } = await locatePopup(stage, door);
      await door.hide();
      const target: Target = { ...door, popup: title };
      for (const mood of ['quiet', 'busy'] as const) {
        bench.say(`arrangement: engine in the ${where}, main ${mood}`);
        if (mood === 'busy') await keepBusy(electron);
        found.set(`${where} ${mood}`, await measure(stage, target, count));
      }
      electron.process().kill('SIGKILL');
      await sleep(500);
    }
  } finally {
    await stage.stop();
  }
  return section(bench, found, count);
}

/** Half of every second nothing else happens in Electron's main process. */
async function keepBusy(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(
    (_electron, [busy, every]) => {
      setInterval(() => {
        for (const end = Date.now() + busy; Date.now() < end; );
      }, every);
    },
    [BUSY_MS, BUSY_EVERY_MS] as const,
  );
}

async function measure(stage: Stage, target: Target, count: number): Promise<Found> {
  const steady = {
    port: target.port,
    path: target.path,
    token: target.token,
    connections: 4,
    batch: 1,
    alerts: 'repeated' as const,
    distinct: 2,
    firstKey: 0,
    requestsPerSecond: 50,
    warmMs: 300,
  };
  await startLoad({ ...steady, runMs: 400 }).result;
  await acknowledgeOpen(target.port, target.token);
  const load = startLoad({ ...steady, runMs: 120_000 });
  await Promise.race([load.running, load.result]);
  const connection = await Connection.open(target.port);
  const rounds: Round[] = [];
  const notified: number[] = [];
  const series = Math.random().toString(36).slice(2, 8);
  const keyOf = (round: number) => `${series}-${String(round).padStart(3, '0')}`;
  for (let round = 0; round < count; round++) {
    const from = Date.now();
    // At any moment of a busy main's second, whatever the round before was waiting for.
    await sleep(Math.random() * BUSY_EVERY_MS);
    rounds.push(await oneRound(stage, target, connection, keyOf(round)));
    await sleep(Math.max(0, from + PACE_MS - Date.now()));
  }
  connection.close();
  load.stop();
  const { latencies } = await load.result;
  await sleep(1500);
  for (const [round, { postedAt }] of rounds.entries()) {
    const arrived = stage.notifiedAt(keyOf(round));
    if (arrived !== null) notified.push(arrived - postedAt);
  }
  return { rounds, notified, ingest: latencies };
}

function section(bench: Bench, found: ReadonlyMap<string, Found>, count: number): Section {
  const rows = (['quiet', 'busy'] as const).flatMap((mood: Mood) =>
    (['utility process', 'main process'] as const).map((where: Where) => {
      const { rounds, notified, ingest } = found.get(`${where} ${mood}`) as Found;
      return [
        `main ${mood}, engine in the ${where}`,
        ...pair(rounds.map(({ words }) => words)),
        ...pair(rounds.map(({ reply }) => reply)),
        ...pair(notified),
        `${notified.length} of ${count}`,
        ...pair(ingest),
      ];
    }),
  );
  return {
    id: 'arrangement',
    title: 'The engine in a utility process, or in main',
    body: `${bench.machine}

The same app and the same engine twice: as it is, and with the engine in Electron's main process (bench/engine-in-main: no hop, no copy between the two). Quiet, and with a main process that does nothing else for ${BUSY_MS} ms of every second. ${count} criticals each, acknowledged in between, beside 50 posts a second of acknowledged warnings, which are what "ingest" times. Notification: from the POST to dunst's log. ms. What this decided: [0002](decisions/0002-engine-in-a-utility-process.md).

${table(['', 'pop-up words p50', 'p99', 'reply to the critical p50', 'p99', 'notification p50', 'p99', 'arrived', 'ingest p50', 'p99'], rows)}
`,
  };
}

function pair(samples: readonly number[]): string[] {
  return samples.length === 0 ? ['–', '–'] : [median(samples), percentile(samples, 0.99)].map(figure);
}
