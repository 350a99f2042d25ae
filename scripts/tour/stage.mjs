import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root, say } from '../setup/places.mjs';
import { has } from '../setup/run.mjs';
import { furnish } from './furnish.mjs';

/** @param {string} file of the repository, TypeScript @returns {Promise<any>} what it exports */
export async function load(file) {
  const { module } = await runnerImport(join(root, file), { root, configFile: false, logLevel: 'error' });
  return module;
}

/**
 * Where the tour is played: on Linux an invisible screen of its own with a window manager, a panel and a notification
 * daemon (the tests' desktop), so that nothing of the person's own screen gets into a picture; elsewhere the screen
 * there is, of which only our own windows are pictured.
 */
export async function openStage() {
  const { startApp } = await load('test/helpers/desktop-app.ts');
  const own = process.platform === 'linux' && has('Xvfb');
  if (own) {
    const without = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? '' : 'no display here: ';
    say(`${without}the tour is drawn on an invisible screen of its own (Xvfb, 1920x1200)`);
  } else say('the tour opens its windows on this screen; pictures of the whole screen are left out');
  const desktop = own ? await ownDesktop() : thisDesktop();
  // Its name is to be read in the pictures.
  const ada = mkdtempSync(join(tmpdir(), 'ada-'));
  return {
    /** A folder of the tour's that is removed at its end. */
    folder: ada,
    /** @param {string} name of its data folder @param {string[]} args @returns {Promise<any>} the running app */
    start: (name, ...args) => startApp(desktop, { data: join(ada, name), args }),
    /** Pictures the screen's upper right part, 1600x1000; null where we would picture somebody's own screen. */
    wholeScreen: own ? desktop.screenshot : null,
    /** The screen's keyboard. @param {string} keys as xdotool names them @returns {boolean} whether the screen is ours */
    type: (keys) => own && desktop.run('xdotool', 'key', keys).ok,
    /** Takes away the notifications that are shown. */
    tidy: () => own && desktop.run('dunstctl', 'close-all'),
    stop: async () => {
      await desktop.stop();
      rmSync(ada, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ownDesktop() {
  // Where the demo team lives, so that its times need no zone.
  process.env.TZ = 'Europe/London';
  const { startDesktop } = await load('test/helpers/desktop.ts');
  const desktop = await startDesktop({ size: '1920x1200', notifications: false });
  const clear = await furnish(desktop);
  return {
    ...desktop,
    screenshot: (/** @type {string} */ file) => {
      desktop.screenshot(file);
      desktop.run('mogrify', '-crop', '1600x1000+320+0', '+repage', file);
    },
    stop: async () => {
      clear();
      await desktop.stop();
    },
  };
}

function thisDesktop() {
  return { env: process.env, stop: async () => {} };
}
