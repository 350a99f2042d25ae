// The benchmarks, one command: builds, measures, and writes docs/benchmarks.md. `npm run bench`
//   --quick                          fewer rounds: about 90 seconds in place of about six minutes
//   --only ingest,page,start,queue,rota,storm   these parts; `arrangement` (docs/decisions/0002) runs only when it is named
//   --no-write                       prints, and leaves docs/benchmarks.md as it is
import { join } from 'node:path';
import { ensureBuilt } from '../scripts/setup/build.mjs';
import { ensureNodeModules } from '../scripts/setup/node-modules.mjs';
import { root } from '../scripts/setup/places.mjs';
import { runInForeground } from '../scripts/setup/run.mjs';
import { ensureRuntime } from '../scripts/setup/runtime.mjs';
import { ensureSystemPackages, forTheTests } from '../scripts/setup/system-packages.mjs';

await ensureNodeModules();
await ensureSystemPackages(forTheTests);
// A peer; where it cannot be had its figures are left out. Without the plugins it ends as soon as it is up.
await ensureSystemPackages(['nagstamon', 'gstreamer1.0-plugins-good']);
const runtime = await ensureRuntime();
// A built copy elsewhere can be measured in place of this tree.
const app = process.env.WATCHBILL_APP ?? root;
if (app === root) await ensureBuilt();
const { buildBench } = await import('./build.mjs');
await buildBench(app);
process.exitCode = await runInForeground(
  process.execPath,
  [join(root, 'out', 'bench', 'bench.js'), ...process.argv.slice(2)],
  { cwd: root, env: { ...process.env, WATCHBILL_ELECTRON: runtime.binary, WATCHBILL_APP: app } },
);
