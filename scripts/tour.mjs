// Walks through the demo and writes docs/screenshots/: `npm run tour`. `-- --real-alert`: a real Alertmanager's alert.
import { ensureBuilt } from './setup/build.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { say } from './setup/places.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemPackages, forTheApp, forTheTests } from './setup/system-packages.mjs';

/** A screen of the tour's own, what stands on it, and the fonts that all pictures are set in. */
const forTheTour = [
  ...forTheApp,
  'xvfb',
  'dbus-x11',
  'openbox',
  'dunst',
  'xfce4-panel',
  'xdotool',
  'imagemagick',
  'fonts-noto-core',
  'fonts-noto-mono',
];

async function tour() {
  const realAlert = process.argv.includes('--real-alert');
  await ensureNodeModules();
  await ensureSystemPackages(realAlert ? forTheTests : forTheTour);
  const runtime = await ensureRuntime();
  await ensureBuilt();
  process.env.WATCHBILL_ELECTRON = runtime.binary;
  // Nothing is loaded before the packages it needs are there.
  if (realAlert) {
    const { showRealAlert } = await import('./tour/real-alert.mjs');
    process.exitCode = await showRealAlert();
  } else {
    const { walk } = await import('./tour/walk.mjs');
    await walk();
  }
}

try {
  await tour();
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
