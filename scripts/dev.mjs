// The app with hot reload: `npm run dev`.
import { join } from 'node:path';
import { ensureDisplay } from './setup/display.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { isRoot, root } from './setup/places.mjs';
import { runInForeground } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';

await ensureNodeModules();
const runtime = await ensureRuntime();
const screen = await ensureDisplay();
const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
const [command, args] = screen.wrap(process.execPath, [vite, 'dev', '--', ...process.argv.slice(2)]);
process.exitCode = await runInForeground(command, args, {
  cwd: root,
  env: { ...screen.env, ELECTRON_EXEC_PATH: runtime.binary, ...(isRoot ? { NO_SANDBOX: '1' } : {}) },
});
screen.stop();
