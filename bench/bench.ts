import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchArrangement } from './arrangement/arrangement';
import type { Bench } from './bench-options';
import { benchIngest } from './ingest/ingest';
import { benchPage } from './page/page';
import { benchQueue } from './queue/queue';
import { isOnDisk, machineText } from './report/machine';
import { type Section, writeSections } from './report/report';
import { benchRota } from './rota/rota';
import { benchStart } from './start/start';
import { benchStorm } from './storm/storm';

const PARTS = {
  ingest: benchIngest,
  page: benchPage,
  start: benchStart,
  queue: benchQueue,
  rota: benchRota,
  storm: benchStorm,
  arrangement: benchArrangement,
} as const satisfies Record<string, (bench: Bench) => Promise<Section>>;
type Part = keyof typeof PARTS;
/** A decision was measured with it once (docs/decisions/0002); it runs when it is asked for by name. */
const ONLY_BY_NAME: ReadonlySet<Part> = new Set(['arrangement']);

const root = resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      'no-write': { type: 'boolean', default: false },
    },
  });
  const wanted = (values.only ?? []).flatMap((list) => list.split(','));
  const unknown = wanted.find((name) => !(name in PARTS));
  if (unknown !== undefined)
    throw new Error(`no part "${unknown}"; there are ${Object.keys(PARTS).join(', ')}`);
  const parts = (Object.keys(PARTS) as Part[]).filter((name) =>
    wanted.length === 0 ? !ONLY_BY_NAME.has(name) : wanted.includes(name),
  );

  // Beside the build where the system keeps its temporary files in memory: fdatasync must mean something.
  const folder = mkdtempSync(join(isOnDisk(tmpdir()) ? tmpdir() : join(root, 'out'), 'watchbill-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  const electron = process.env.WATCHBILL_ELECTRON ?? '';
  const from = Date.now();
  const seconds = () => `${((Date.now() - from) / 1000).toFixed(0)} s`;
  const bench: Bench = {
    quick: values.quick,
    app: process.env.WATCHBILL_APP ?? root,
    electron,
    folder,
    machine: machineText(electron, folder),
    say: (line) => process.stderr.write(`bench ${seconds().padStart(5)}: ${line}\n`),
  };
  try {
    for (const part of parts) {
      const section = await PARTS[part](bench);
      console.log(`\n## ${section.title}\n\n${section.body}`);
      if (!values['no-write']) writeSections(join(root, 'docs/benchmarks.md'), [section]);
    }
    bench.say(values['no-write'] ? 'done' : 'done: docs/benchmarks.md');
  } finally {
    remove();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
await main();
