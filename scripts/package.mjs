// An installable app in dist/: `npm run package`. Arguments go to electron-builder (`-- --dir`, `-- --linux deb`).
import { join } from 'node:path';
import { build } from './setup/build.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { root, say } from './setup/places.mjs';
import { runInForeground } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';

await ensureNodeModules();
const runtime = await ensureRuntime();
await build();

const args = ['--publish', 'never', ...process.argv.slice(2)];
if (runtime.kind !== 'official') {
  args.push(`--config.electronDist=${runtime.folder}`, `--config.electronVersion=${runtime.version}`);
}
if (runtime.kind === 'development' && !args.includes('--dir')) {
  say('with a development runtime only the folder is packaged: to look at, not to hand out');
  args.push('--dir');
}
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
process.exitCode = await runInForeground(process.execPath, [builder, ...args], { cwd: root });
