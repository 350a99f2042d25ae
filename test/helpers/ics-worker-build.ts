import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import manifest from '../../package.json';

const root = resolve(import.meta.dirname, '../..');

/** Builds the thread that reads calendars; it must stand inside the project to find its packages. @returns its address */
export async function buildIcsWorker(name: string): Promise<URL> {
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
        input: { 'ics-worker': resolve(root, 'src/engine/calendars/ics-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return pathToFileURL(resolve(outDir, 'ics-worker.js'));
}
