import { resolve } from 'node:path';
import { build } from 'vite';
import manifest from '../../package.json';

const root = resolve(import.meta.dirname, '../..');

/** Builds the engine with the dying writer; it must stand inside the project to find its packages. @returns its path */
export async function buildFaultEngine(): Promise<string> {
  const outDir = resolve(root, 'out/test');
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
        input: {
          'fault-engine': resolve(import.meta.dirname, 'fault-engine.ts'),
          'fault-writer': resolve(import.meta.dirname, 'fault-writer.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return resolve(outDir, 'fault-engine.js');
}
