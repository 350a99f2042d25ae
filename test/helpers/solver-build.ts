import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import manifest from '../../package.json';

const root = resolve(import.meta.dirname, '../..');

/** Builds the solver's thread; it must stand inside the project to find its packages. @param name of its own folder */
export async function buildSolver(name: string): Promise<URL> {
  const outDir = resolve(root, 'out', name);
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
        input: { 'solver-worker': resolve(root, 'src/engine/plan/solver-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return pathToFileURL(resolve(outDir, 'solver-worker.js'));
}
