import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { type TrayItem, trayShown } from '../helpers/tray';

/** The tray as a real panel sees it: over the session bus. */
let desktop: TestDesktop;
let app: TestApp;
let tray: TrayItem;

beforeAll(async () => {
  desktop = await startDesktop({ tray: true });
  app = await startApp(desktop, { args: [`--team=${makeTeam(desktop)}`, '--me=ada', '--hidden'] });
  tray = await trayShown(desktop);
  await until('calm', () => labels().includes('You are on call'));
});
afterAll(async () => {
  await desktop.stop();
});

/** The line of readiness, unless the desktop cannot page at all. */
const READINESS = /^(Worth a look|Pageable): /;
const tooltip = () => tray.tooltip();
const picture = () => tray.property('IconPixmap');
const labels = () => tray.labels();
/** The picture once it has settled: the panel is told of it a moment after the menu. */
const settled = async () => {
  let seen = '';
  await until('settled picture', async () => {
    const before = picture();
    await sleep(400);
    seen = picture();
    return seen === before;
  });
  return seen;
};

describe('the tray', () => {
  it('tells how things stand', async () => {
    await until('the pager to have started', () => tooltip().includes('Watchbill: You are on call'));
    // Once it is said whether this desktop is pageable the menu has settled; which it is, its machine decides.
    await until('the pager to have settled', () => labels().some((label) => READINESS.test(label)));
    expect(labels()).toEqual([
      'You are on call',
      expect.stringMatching(READINESS),
      'Open Watchbill',
      'Practice page',
      'Start at login',
      'Quit Watchbill',
    ]);
  });

  it('shows a page by another shape and answers it', async () => {
    const calm = await settled();
    tray.click('Practice page');
    await until('an entry to answer', () => labels().includes('Acknowledge'));
    expect(labels()[0]).toMatch(/^Critical: Practice page/);
    await until('another shape', () => picture() !== calm);
    tray.click('Acknowledge');
    await until('quiet', () => !labels().includes('Acknowledge'));
    expect((await ask(await app.popup(), 'ringing.get', {})).total).toBe(0);
    await until('the calm shape', () => picture() === calm);
  });

  it('is blind in shape and word while the pager is down', async () => {
    const calm = await settled();
    const pid = await app.electron.evaluate(
      ({ app }) => app.getAppMetrics().find((each) => each.name === 'Watchbill pager')?.pid ?? 0,
    );
    process.kill(pid, 'SIGKILL');
    await until('a blind tray', () => tooltip().includes('The pager stopped') && picture() !== calm, 3_000);
    await until('sight', () => tooltip().includes('on call') && picture() === calm);
    expect((await ask(await app.popup(), 'status.get', {})).tray).toBe('oncall');
  });

  it('switches starting at login on and off', async () => {
    const file = `${desktop.env.XDG_CONFIG_HOME}/autostart/watchbill.desktop`;
    tray.click('Start at login');
    await until('an autostart file', () => desktop.run('grep', '-c', '^Exec=.*--hidden$', file).ok);
    await until('its tick', () => tray.isTicked('Start at login'));
    tray.click('Start at login');
    await until('none', () => !desktop.run('test', '-e', file).ok);
    expect((await ask(await app.popup(), 'settings.get', {})).startAtLogin).toBe(false);
  });

  it('opens the window, and quits', async () => {
    tray.click('Open Watchbill');
    await until('a window', () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (each) => each.isVisible() && each.webContents.getURL().includes('index.html'),
        ),
      ),
    );
    const ended = new Promise((done) => app.electron.process().once('exit', done));
    tray.click('Quit Watchbill');
    expect(await ended).toBe(0);
  });
});
