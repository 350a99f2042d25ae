// The long runs: builds, runs, and writes docs/benchmarks.md. `npm run soak`
//   --only kills,power,day,fuzz   these parts
//   --quick                  two minutes in place of twelve; writes nothing
//   --no-write               prints, and leaves docs/benchmarks.md as it is
import { join, resolve } from 'node:path';
import { build } from 'vite';
import manifest from '../package.json' with { type: 'json' };
import { ensureBuilt } from './setup/build.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { root } from './setup/places.mjs';
import { runInForeground } from './setup/run.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

await ensureNodeModules();
await ensureSystemPackages(['strace']);
await ensureBuilt();
// Inside the project, where it finds its packages.
const outDir = resolve(root, 'out/soak');
await build({
  configFile: false,
  root,
  logLevel: 'error',
  ssr: { external: Object.keys(manifest.dependencies), noExternal: true },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { soak: resolve(root, 'test/soak/soak.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'soak-[name]-[hash].js' },
    },
  },
});
process.exitCode = await runInForeground(
  process.execPath,
  [join(outDir, 'soak.js'), ...process.argv.slice(2)],
  { cwd: root, env: process.env },
);
