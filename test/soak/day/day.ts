import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type EngineProcess, startEngineProcess } from '../../helpers/engine-process';
import { temporaryTeam } from '../../helpers/temporary-team';
import { checkStored } from '../kills/stored-check';
import { startPolledLists } from './polled-lists';
import { type Measure, type Sample, slopeOf, takeSample } from './sample';
import { DaySenders } from './senders';

export type DayWishes = {
  readonly alerts: number;
  readonly polls: number;
  /** How long it takes, s. */
  readonly seconds: number;
  /** `probe.mjs`. */
  readonly probe: string;
  readonly folder: string;
  readonly say: (line: string) => void;
};

export type DayReport = {
  readonly alerts: number;
  readonly polls: number;
  readonly incidents: number;
  readonly acknowledged: number;
  readonly seconds: number;
  readonly samples: readonly Sample[];
  /** What the line through the samples after the first third makes of a whole day. */
  readonly growth: Readonly<Record<Measure, number>>;
  /** What grew by more than `TOLERANCE` allows, a line each. */
  readonly wrong: readonly string[];
};

/** A whole day may add so much, MB or a number. Caches fill in the first third, which does not count. */
export const TOLERANCE: Readonly<Partial<Record<Measure, number>>> = {
  heap: 4,
  external: 4,
  anonymous: 24,
  files: 4,
  threads: 1,
  timers: 8,
  others: 8,
};

const SOURCES = 8;
const SAMPLES = 60;

/** The alerts and the polls of a day, through a real engine in a process of its own, in minutes. */
export async function day(wishes: DayWishes): Promise<DayReport> {
  const lists = await startPolledLists();
  const sources = Array.from(
    { length: SOURCES },
    (_, n) => `{ id: s${n}, type: alertmanager, url: "${lists.urlOf(n)}", every: 1s, resolveAfter: 3s }`,
  );
  const team = temporaryTeam(`[${sources.join(', ')}]`);
  const folder = mkdtempSync(join(wishes.folder, 'probe-'));
  const probe = join(folder, 'lines');
  const every = (wishes.seconds * 1000) / SAMPLES;
  let engine: EngineProcess | null = null;
  try {
    engine = await startEngineProcess(team, {
      env: {
        NODE_OPTIONS: `--import ${pathToFileURL(resolve(wishes.probe)).href}`,
        SOAK_PROBE_FILE: probe,
        SOAK_PROBE_MS: String(Math.round(every / 2)),
      },
    });
    const senders = new DaySenders(engine);
    const samples: Sample[] = [];
    const began = performance.now();
    const passed = () => (performance.now() - began) / 1000;
    let failure: unknown = null;
    let over = false;
    const pid = engine.child.pid as number;
    const sampling = (async () => {
      while (!over) {
        await sleep(every);
        const sample = takeSample(pid, probe, senders.answered);
        if (sample) samples.push(sample);
        if (samples.length % 6 === 0 && sample)
          wishes.say(
            `${senders.answered} alerts, ${lists.polls()} polls, heap ${sample.heap.toFixed(1)} MB, ${sample.anonymous.toFixed(0)} MB in all`,
          );
        // What it says is not looked at, and must not fill our own memory.
        engine?.said.splice(0);
      }
    })();
    const perSecond = wishes.alerts / wishes.seconds;
    const sending = async (): Promise<void> => {
      while (!failure && senders.answered < wishes.alerts) {
        if (senders.answered > passed() * perSecond) await sleep(5);
        else await senders.batch();
      }
    };
    const person = async (): Promise<void> => {
      while (!over) {
        await senders.person();
        await sleep(500);
      }
    };
    const guarded = (work: Promise<void>) => work.catch((error: unknown) => void (failure ??= error));
    const visiting = guarded(person());
    await Promise.all([guarded(sending()), guarded(sending())]);
    while (!failure && lists.polls() < wishes.polls) await sleep(100);
    over = true;
    await Promise.all([sampling, visiting]);
    if (failure) throw failure;
    if (engine.child.exitCode !== null) throw new Error(`the engine ended: ${engine.errors.join('\n')}`);
    const polls = lists.polls();
    const seconds = Math.round(passed());
    await engine.kill('SIGTERM');
    const wrong = checkStored(team.data, join(folder, 'copy'));
    return {
      alerts: senders.answered,
      polls,
      incidents: senders.begun,
      acknowledged: senders.acknowledged,
      seconds,
      samples,
      ...grown(samples, wishes.alerts, wrong),
    };
  } finally {
    await engine?.kill();
    await lists.stop();
    team.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function grown(samples: readonly Sample[], alerts: number, before: readonly string[]) {
  const settled = samples.slice(Math.floor(samples.length / 3));
  const wrong = [...before];
  const growth = Object.fromEntries(
    (Object.keys(settled[0] ?? {}) as Array<keyof Sample>)
      .filter((measure): measure is Measure => measure !== 'alerts')
      .map((measure) => [measure, slopeOf(settled, measure) * alerts]),
  ) as Record<Measure, number>;
  if (settled.length < 5) wrong.push(`only ${samples.length} samples`);
  for (const [measure, most] of Object.entries(TOLERANCE) as Array<[Measure, number]>)
    if (growth[measure] > most)
      wrong.push(`${measure} would grow by ${growth[measure].toFixed(1)} in a day; ${most} is allowed`);
  return { growth, wrong };
}
