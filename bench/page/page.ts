import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench-options';
import {
  acknowledgeOpen,
  FLOOR_POPUP,
  makeHome,
  type PagingApp,
  startFloorApp,
  startOurApp,
} from '../desktop/electron-app';
import { locatePopup } from '../desktop/locate-popup';
import { openStage } from '../desktop/stage';
import { startLoad } from '../http/load-order';
import { type Section, table } from '../report/report';
import { figure, median, percentile, ratio } from '../report/statistics';
import { type Round, rounds } from './rounds';

/** Warnings that are acknowledged already and go on firing: a storm that somebody works on. */
const STORM = { distinct: 200, batch: 10, connections: 4, perSecond: 2000 } as const;
const ROUNDS_A_BLOCK = 25;
const ROUNDS_A_QUICK_BLOCK = 12;

type Condition = 'idle' | 'storm';
type Found = Record<Condition, { ours: Round[]; floor: Round[] }>;

/** From the POST of a critical to its words on the screen, beside the least that Electron can do. */
export async function benchPage(bench: Bench): Promise<Section> {
  const blocks = bench.quick ? 1 : 4;
  const count = bench.quick ? ROUNDS_A_QUICK_BLOCK : ROUNDS_A_BLOCK;
  const stage = await openStage();
  const found: Found = { idle: { ours: [], floor: [] }, storm: { ours: [], floor: [] } };
  let stormRate = 0;
  try {
    const home = await makeHome(bench.folder);
    const apps = {
      ours: startOurApp(bench, stage, home, 'tray'),
      floor: await startFloorApp(bench, stage, 'tray'),
    };
    await Promise.all([apps.ours.listening(), apps.floor.listening()]);
    await sleep(3000);
    const { title } = await locatePopup(stage, apps.ours);
    await apps.ours.hide();
    const targets = {
      ours: { ...apps.ours, popup: title },
      floor: { ...apps.floor, popup: FLOOR_POPUP },
    };
    // The first pages warm everything that is compiled on first use; they do not count.
    for (const target of Object.values(targets)) await rounds(stage, target, 'warm', 5);
    for (const condition of ['idle', 'storm'] as const) {
      if (condition === 'storm') await acknowledgedStorm(apps.ours);
      for (let block = 0; block < blocks; block++) {
        const order = block % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
        for (const who of order) {
          bench.say(`page ${condition} ${block + 1}/${blocks}: ${who}`);
          const blockOf = () => rounds(stage, targets[who], `${condition}-${who}-${block}`, count);
          if (condition === 'idle') found.idle[who].push(...(await blockOf()));
          else {
            const { result, rate } = await underStorm(apps[who], blockOf);
            found.storm[who].push(...result);
            if (who === 'ours') stormRate = rate;
          }
        }
      }
    }
    await Promise.all(Object.values(apps).map((app) => app.kill()));
  } finally {
    await stage.stop();
  }
  return section(bench, found, stormRate);
}

/** The warnings of the storm come once, and are acknowledged. */
async function acknowledgedStorm(app: PagingApp): Promise<void> {
  await startLoad({ ...stormOrder(app), runMs: 500 }).result;
  await acknowledgeOpen(app.port, app.token);
}

async function underStorm(
  app: PagingApp,
  work: () => Promise<Round[]>,
): Promise<{ result: Round[]; rate: number }> {
  const load = startLoad({ ...stormOrder(app), runMs: 120_000 });
  await Promise.race([load.running, load.result]);
  const result = await work();
  load.stop();
  const { alerts, seconds, failed } = await load.result;
  if (failed > 0) throw new Error(`${failed} requests of the storm were refused`);
  return { result, rate: alerts / seconds };
}

function stormOrder({ port, path, token }: PagingApp) {
  return {
    port,
    path,
    token,
    connections: STORM.connections,
    batch: STORM.batch,
    alerts: 'repeated' as const,
    distinct: STORM.distinct,
    firstKey: 0,
    requestsPerSecond: STORM.perSecond / STORM.batch,
    warmMs: 300,
  };
}

function section(bench: Bench, found: Found, stormRate: number): Section {
  const conditions: ReadonlyArray<[Condition, string]> = [
    ['idle', 'idle'],
    ['storm', `beside ${figure(stormRate)} warnings/s`],
  ];
  const rows = conditions.flatMap(([condition, name]) => {
    const { ours, floor } = found[condition];
    const of = (key: 'changed' | 'words' | 'reply', label: string) => [
      `${label}, ${name}`,
      ...cells(ours.map((round) => round[key])),
      ...cells(floor.map((round) => round[key])),
      ratio(median(ours.map((round) => round[key])), median(floor.map((round) => round[key]))),
      ratio(
        percentile(
          ours.map((round) => round[key]),
          0.99,
        ),
        percentile(
          floor.map((round) => round[key]),
          0.99,
        ),
      ),
    ];
    return [of('changed', 'first pixel'), of('words', 'its words'), of('reply', 'durable reply')];
  });
  return {
    id: 'page',
    title: 'From the POST of a critical to the pop-up on the screen',
    body: `${bench.machine}

The real app in the tray on an Xvfb of 1600x1000 with openbox and dunst; pages go out by pop-up, sound and notification. ${found.idle.ours.length} criticals one after the other in each condition, acknowledged through the API in between so that the pop-up hides. An X client in a process of its own looks at the pop-up's place about once a millisecond: the first pixel is any change, its words are there when the place has come to look as it stays (the words of another page do not count). The floor is bench/floor-app: a minimal Electron app that shows a hidden window at once, syncs a line, then replies; in turns with ours. The storm: ${STORM.distinct} acknowledged warnings that go on firing, ${STORM.batch} a request. ms.

${table(['', 'Watchbill p50', 'p99', 'most', 'floor p50', 'p99', 'most', 'p50 to floor', 'p99 to floor'], rows)}
`,
  };
}

function cells(samples: readonly number[]): string[] {
  return [median(samples), percentile(samples, 0.99), Math.max(...samples)].map(figure);
}
