import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isOnDisk, machineText } from '../../bench/report/machine';
import { type Section, writeSections } from '../../bench/report/report';
import { soakDay } from './sections/day-section';
import { soakFuzz } from './sections/fuzz-section';
import { soakKills } from './sections/kills-section';
import { soakPower } from './sections/power-section';
import type { Soak } from './soak-part';

/** Throws when something does not hold; else what it came to. */
const PARTS: Readonly<Record<string, (soak: Soak) => Promise<Section>>> = {
  kills: soakKills,
  power: soakPower,
  day: soakDay,
  fuzz: soakFuzz,
};

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

  // Beside the build where the system keeps its temporary files in memory: a sync must mean something.
  const folder = mkdtempSync(join(isOnDisk(tmpdir()) ? tmpdir() : join(root, 'out'), 'watchbill-soak-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  const from = Date.now();
  const soak: Soak = {
    quick: values.quick,
    folder,
    machine: machineText(process.env.WATCHBILL_ELECTRON ?? '', folder),
    say: (line) =>
      process.stderr.write(`soak ${((Date.now() - from) / 1000).toFixed(0).padStart(4)} s: ${line}\n`),
  };
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    try {
      const section = await part(soak);
      console.log(`\n## ${section.title}\n\n${section.body}`);
      if (!values['no-write'] && !values.quick) writeSections(join(root, 'docs/benchmarks.md'), [section]);
    } catch (error) {
      process.exitCode = 1;
      console.error(`\n${name} FAILED\n${(error as Error).stack ?? String(error)}`);
    }
  }
  soak.say(process.exitCode === 1 ? 'something does not hold' : 'all of it holds');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
await main();
process.exit();
