import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import manifest from '../package.json' with { type: 'json' };

const here = import.meta.dirname;
const outDir = resolve(here, '../out/bench');
const external = [
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.devDependencies).filter((name) =>
    ['x11', 'playwright-core', '@electron/asar'].includes(name),
  ),
];

/**
 * Builds the benchmarks into out/bench (it must stand inside the project to find its packages), and beside them the
 * app with its engine in the main process.
 * @param {string} app root of the built app that is measured
 */
export async function buildBench(app) {
  const at = (path) => resolve(here, path);
  await bundle(outDir, {
    bench: at('bench.ts'),
    load: at('http/load.ts'),
    'bare-disk': at('ingest/bare-disk.ts'),
    'bare-server': at('ingest/bare-server.ts'),
    'pixel-watch': at('desktop/pixel-watch.ts'),
    fill: at('queue/fill.ts'),
    ask: at('queue/ask.ts'),
    'rota-ask': at('rota/ask.ts'),
  });
  await buildEngineInMain(app);
}

/** The same app, but `src/main/engine-child.ts` is exchanged for one that runs the engine where it stands. */
async function buildEngineInMain(app) {
  const folder = join(outDir, 'engine-in-main');
  const main = join(folder, 'out', 'main');
  mkdirSync(main, { recursive: true });
  // The product's own engine, bit by bit; only who runs it differs.
  cpSync(join(app, 'out', 'main'), main, { recursive: true });
  await bundle(main, { 'index-in-main': join(app, 'src/main/index.ts') }, [
    {
      name: 'engine-in-main',
      enforce: 'pre',
      resolveId: (id) =>
        id.endsWith('/engine-child') ? resolve(here, 'engine-in-main/engine-child.ts') : null,
    },
  ]);
  for (const each of ['out/renderer', 'out/preload', 'assets', 'node_modules'])
    symlinkSync(join(app, each), join(folder, each));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, main: 'out/main/index-in-main.js' }),
  );
}

async function bundle(folder, input, plugins = []) {
  if (plugins.length === 0) rmSync(folder, { recursive: true, force: true });
  await build({
    configFile: false,
    root: resolve(here, '..'),
    logLevel: 'error',
    ssr: { external: [...external, 'electron'], noExternal: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'bench-[name]-[hash].js' },
      },
    },
    plugins,
  });
}
