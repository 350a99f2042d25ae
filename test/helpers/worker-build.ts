import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import manifest from '../../package.json';

const root = resolve(import.meta.dirname, '../..');

/**
 * Builds a thread of the engine by itself.
 * @param entry its file, from the project's root: `src/engine/plan/solver-worker.ts`
 * @param name of a folder of its own under `out/`: two test files at once must not share one
 * @returns where it stands
 */
export async function buildWorker(entry: string, name: string): Promise<URL> {
  const outDir = await buildEntries([entry], name);
  return pathToFileURL(resolve(outDir, `${basename(entry, '.ts')}.js`));
}

/**
 * Builds files that run outside of the test, each as `<name>.js`.
 * @param entries from the project's root
 * @returns the folder, inside the project: what is built must find its packages
 */
export async function buildEntries(entries: readonly string[], name: string): Promise<string> {
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
        input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), resolve(root, entry)])),
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return outDir;
}
