import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Output paths are fixed: the composition roots spawn their helpers by
// `new URL('./engine-process.js', import.meta.url)` and the like (see docs/architecture.md).
const at = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          'engine-process': at('src/main/engine-process.ts'),
          'writer-worker': at('src/engine/store/writer-worker.ts'),
          'ics-worker': at('src/engine/calendars/ics-worker.ts'),
          'solver-worker': at('src/engine/plan/solver-worker.ts'),
          'keep-worker': at('src/engine/keep/keep-worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      // A sandboxed preload can load neither ESM nor packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      minify: true,
      rolldownOptions: {
        input: {
          index: at('src/renderer/index.html'),
          popup: at('src/renderer/popup.html'),
        },
      },
    },
  },
});
