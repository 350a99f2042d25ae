import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root, say } from '../setup/places.mjs';
import { has } from '../setup/run.mjs';

/** @param {string} file of the repository, TypeScript */
export async function load(file) {
  const { module } = await runnerImport(join(root, file), { root, configFile: false, logLevel: 'error' });
  return /** @type {any} */ (module);
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
  return {
    /** @param {string[]} args @returns {Promise<any>} the running app (test/helpers/desktop-app.ts) */
    start: (...args) => startApp(desktop, { args }),
    /** Null where we would picture somebody's own screen. */
    wholeScreen: own ? desktop.screenshot : null,
    /** @returns {string[]} summaries of the notifications that arrived */
    notified: () => desktop.notified().map((/** @type {any} */ { summary }) => summary),
    stop: () => desktop.stop(),
  };
}

async function ownDesktop() {
  // Where the demo team lives, so that its times need no zone.
  process.env.TZ = 'Europe/London';
  const { startDesktop } = await load('test/helpers/desktop.ts');
  const desktop = await startDesktop({ size: '1920x1200', tray: true });
  desktop.run('display', '-window', 'root', '-size', '1920x1200', 'gradient:#5b6b7c-#39444f');
  return desktop;
}

function thisDesktop() {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-tour-'));
  return {
    env: process.env,
    folder,
    notified: () => [],
    stop: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
