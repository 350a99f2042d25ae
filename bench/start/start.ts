import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench-options';
import {
  FLOOR_WINDOW,
  type Home,
  makeHome,
  OUR_WINDOW,
  type PagingApp,
  startFloorApp,
  startOurApp,
} from '../desktop/electron-app';
import { locatePopup } from '../desktop/locate-popup';
import { type Area, clockMs, type Seen } from '../desktop/pixels';
import { type TreeUse, treeUse } from '../desktop/process-tree';
import { openStage, type Stage } from '../desktop/stage';
import { type Section, table } from '../report/report';
import { figure, median, ratio, spread } from '../report/statistics';
import { hasNagstamon, startNagstamon } from './nagstamon';
import { type PolledServer, startPolledServer } from './polled-server';
import { sizes } from './sizes';

/** ms since the program was started. */
type Ours = {
  readonly listener: number;
  readonly polled: number;
  readonly ringing: number;
  readonly armed: number;
  readonly painted: number;
};
type Floor = { readonly listener: number; readonly painted: number };

const SOURCES = 5;

/** From nothing to armed and to the first words, and what it costs to wait in the tray. */
export async function benchStart(bench: Bench): Promise<Section> {
  const runs = bench.quick ? 2 : 7;
  const stage = await openStage();
  const server = await startPolledServer();
  const ours: Ours[] = [];
  const floor: Floor[] = [];
  try {
    const home = await makeHome(bench.folder, server.yaml(SOURCES));
    const popup = await leaveUnanswered(bench, stage, home);
    // One of each before it counts: the files are in the page cache then, and code caches written.
    for (let run = -1; run < runs; run++) {
      bench.say(`start ${run + 1}/${runs}`);
      const one = await startOurs(bench, stage, home, server, popup);
      const other = await startFloor(bench, stage);
      if (run < 0) continue;
      ours.push(one);
      floor.push(other);
    }
    bench.say('start: waiting in the tray');
    const calm = await makeHome(bench.folder, server.yaml(SOURCES));
    const waiting = await inTheTray(bench, stage, calm, server);
    return section(bench, ours, floor, waiting);
  } finally {
    await server.stop();
    await stage.stop();
  }
}

/** Leaves a critical that nobody answered, as a crash would. @returns where its pop-up stood */
async function leaveUnanswered(bench: Bench, stage: Stage, home: Home): Promise<Area> {
  const app = startOurApp(bench, stage, home, 'tray');
  await app.listening();
  await sleep(1000);
  const { band } = await locatePopup(stage, app);
  await app.kill();
  return band;
}

async function startOurs(
  bench: Bench,
  stage: Stage,
  home: Home,
  server: PolledServer,
  place: Area,
): Promise<Ours> {
  const seen = await nothingShown(stage, [place, OUR_WINDOW]);
  server.forget();
  const app = startOurApp(bench, stage, home, 'window');
  const [listener, [popup, window], polledAt] = await Promise.all([
    since(app, app.listening()),
    seen(),
    server.all(SOURCES),
  ]);
  await sleep(200);
  await app.kill();
  const ringing = (popup?.words ?? Number.NaN) - app.startedAt;
  const polled = polledAt - app.startedAt;
  const painted = (window?.words ?? Number.NaN) - app.startedAt;
  return { listener, polled, ringing, armed: Math.max(listener, polled, ringing), painted };
}

async function startFloor(bench: Bench, stage: Stage): Promise<Floor> {
  const seen = await nothingShown(stage, [FLOOR_WINDOW]);
  const app = await startFloorApp(bench, stage, 'window');
  const [listener, [window]] = await Promise.all([since(app, app.listening()), seen()]);
  await sleep(200);
  await app.kill();
  return { listener, painted: (window?.words ?? Number.NaN) - app.startedAt };
}

async function since(app: PagingApp, event: Promise<void>): Promise<number> {
  await event;
  return clockMs() - app.startedAt;
}

/** Looks at an empty screen, until words stand in all areas. */
async function nothingShown(stage: Stage, areas: readonly Area[]): Promise<() => Promise<readonly Seen[]>> {
  for (let tries = 0; tries < 50; tries++) {
    const { empty, seen } = await stage.watcher.arm({ areas, patience: 15_000, rest: 0 });
    if (empty) return () => seen;
    await sleep(100);
  }
  throw new Error('the screen does not become empty');
}

type Waiting = {
  readonly ours: Use;
  readonly floor: Use;
  /** null where it cannot be installed, or did not come up. */
  readonly nagstamon: (Use & { readonly shown: number }) | null;
};
type Use = TreeUse & { readonly cpuShare: number; readonly wakeUpsASecond: number };
type Measured = { readonly pid: number; kill(): void | Promise<void> };

/** Each in the tray with nothing to do but poll; alone, for they would share the pages of Electron's program. */
async function inTheTray(bench: Bench, stage: Stage, home: Home, server: PolledServer): Promise<Waiting> {
  const settle = bench.quick ? 3_000 : 8_000;
  const measured = async (app: Measured, up: Promise<void>, watched: number): Promise<Use> => {
    await Promise.all([up, sleep(settle)]);
    const before = treeUse(app.pid);
    await sleep(watched);
    const after = treeUse(app.pid);
    await app.kill();
    return {
      ...after,
      cpuShare: (after.cpuSeconds - before.cpuSeconds) / (watched / 1000),
      wakeUpsASecond: (after.wakeUps - before.wakeUps) / (watched / 1000),
    };
  };
  const short = bench.quick ? 2_000 : 5_000;
  const long = bench.quick ? 5_000 : 20_000;
  const bare = await startFloorApp(bench, stage, 'tray');
  const floor = await measured(bare, bare.listening(), short);
  const app = startOurApp(bench, stage, home, 'tray');
  const ours = await measured(app, app.listening(), long);
  const other = hasNagstamon() ? await startNagstamon(bench, stage, server.urls(SOURCES)) : null;
  const nagstamon = other && { ...(await measured(other, Promise.resolve(), long)), shown: other.shown };
  return { ours, floor, nagstamon };
}

function section(bench: Bench, ours: readonly Ours[], floor: readonly Floor[], waiting: Waiting): Section {
  const of = (key: keyof Ours) => ours.map((run) => run[key]);
  const floorOf = (key: keyof Floor) => floor.map((run) => run[key]);
  const size = sizes(bench.app);
  const { nagstamon } = waiting;
  const beside = (of: (use: Use) => number) => (nagstamon ? figure(of(nagstamon)) : '–');
  return {
    id: 'start',
    title: 'Start, memory, size',
    body: `${bench.machine}

From the start of the program, its files in the page cache; median of ${ours.length} starts, in turns (lowest–highest). The data holds a critical that nobody answered before a kill -9, the team ${SOURCES} sources polled every 15 s. Armed: listener up, all sources polled, the unanswered page in words on the screen. The minimal app is bench/floor-app with a window of the same size and a listener. ms.

${table(
  ['', 'Watchbill', 'minimal app', 'ratio'],
  [
    [
      'listener answers',
      spread(of('listener')),
      spread(floorOf('listener')),
      ratio(median(of('listener')), median(floorOf('listener'))),
    ],
    ['all sources polled', spread(of('polled')), '–', '–'],
    ['unanswered page rings on the screen', spread(of('ringing')), '–', '–'],
    ['**armed**', spread(of('armed')), '–', '–'],
    [
      '**first words in the window**',
      spread(of('painted')),
      spread(floorOf('painted')),
      ratio(median(of('painted')), median(floorOf('painted'))),
    ],
  ],
)}

Waiting in the tray, ${SOURCES} sources at 15 s, beside the minimal app with one hidden window, and Nagstamon of Debian's packages in a window on the same sources${nagstamon ? ` (there after ${figure(nagstamon.shown)} ms)` : ' (it could not be installed here, or did not come up)'}:

${table(
  ['', 'Watchbill', 'minimal app', 'ratio', 'Nagstamon'],
  [
    [
      'memory, PSS of the process tree, MB',
      figure(waiting.ours.pssMb),
      figure(waiting.floor.pssMb),
      ratio(waiting.ours.pssMb, waiting.floor.pssMb),
      beside(({ pssMb }) => pssMb),
    ],
    [
      'processes',
      figure(waiting.ours.processes),
      figure(waiting.floor.processes),
      '–',
      beside(({ processes }) => processes),
    ],
    [
      'CPU, % of one core',
      figure(100 * waiting.ours.cpuShare),
      figure(100 * waiting.floor.cpuShare),
      '–',
      beside(({ cpuShare }) => 100 * cpuShare),
    ],
    [
      'wake-ups a second, all threads',
      figure(waiting.ours.wakeUpsASecond),
      figure(waiting.floor.wakeUpsASecond),
      '–',
      beside(({ wakeUpsASecond }) => wakeUpsASecond),
    ],
  ],
)}

${table(
  ['size', 'kB', 'gzip, kB'],
  size.map(({ name, bytes, gzipped }) => [name, figure(bytes / 1000), figure(gzipped / 1000)]),
)}
`,
  };
}
