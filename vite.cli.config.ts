import { chmodSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

const at = (path: string) => resolve(import.meta.dirname, path);
const runtimePackages = Object.keys(manifest.dependencies);

/** The command line: out/cli/watchbill.js and, beside it, the writer's worker. */
export default defineConfig({
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
      },
      external: [/^node:/, ...builtinModules, ...runtimePackages.map((name) => new RegExp(`^${name}(/|$)`))],
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
