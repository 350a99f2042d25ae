import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

const at = (path: string) => resolve(import.meta.dirname, path);

/** The command line: out/cli/watchbill.js and, beside it, the writer's worker. */
export default defineConfig({
  ssr: {
    // What stands in `dependencies` is installed beside us; everything else is built in.
    external: Object.keys(manifest.dependencies),
    noExternal: true,
  },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: 'out/cli',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        watchbill: at('src/cli/index.ts'),
        'writer-worker': at('src/engine/store/writer-worker.ts'),
        'ics-worker': at('src/engine/calendars/ics-worker.ts'),
        'solver-worker': at('src/engine/plan/solver-worker.ts'),
        'keep-worker': at('src/engine/keep/keep-worker.ts'),
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'watchbill' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    {
      name: 'executable',
      writeBundle: (options) => chmodSync(resolve(options.dir ?? 'out/cli', 'watchbill.js'), 0o755),
    },
  ],
});
