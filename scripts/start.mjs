// Open the app: `npm start`, `npm start -- --demo`. Fetches, builds and prepares what is missing first.
import { ensureBuilt } from './setup/build.mjs';
import { ensureDisplay } from './setup/display.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { isRoot, root, say } from './setup/places.mjs';
import { runInForeground } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemPackages, forTheApp } from './setup/system-packages.mjs';

async function start() {
  await ensureNodeModules();
  await ensureSystemPackages(needsScreen() ? [...forTheApp, 'xvfb', 'dbus-x11'] : forTheApp);
  const runtime = await ensureRuntime();
  await ensureBuilt();
  const screen = await ensureDisplay();

  const flags = [];
  if (process.platform === 'linux' && isRoot) {
    flags.push('--no-sandbox');
    say("running as root: Chromium's sandbox is off");
  }
  const [command, args] = screen.wrap(runtime.binary, [...flags, root, ...process.argv.slice(2)]);
  try {
    process.exitCode = await runInForeground(command, args, { env: screen.env });
  } finally {
    screen.stop();
  }
}

function needsScreen() {
  return !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

try {
  await start();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
