import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** The tray as a real panel sees it: over the session bus. */
let desktop: TestDesktop;
let app: TestApp;
let owner: string;

beforeAll(async () => {
  desktop = await startDesktop({ tray: true });
  app = await startApp(desktop, { args: [`--team=${makeTeam(desktop)}`, '--me=ada', '--hidden'] });
  await until('a tray icon', () => {
    const items = property(
      'org.kde.StatusNotifierWatcher',
      '/StatusNotifierWatcher',
      'org.kde.StatusNotifierWatcher',
      'RegisteredStatusNotifierItems',
    );
    owner = /"([^/"]+)\/StatusNotifierItem"/.exec(items)?.[1] ?? '';
    return owner !== '';
  });
  await until('calm', () => labels().includes('You are on call'));
});
afterAll(async () => {
  await desktop.stop();
});

const property = (name: string, path: string, of: string, which: string) =>
  desktop.run('busctl', '--user', 'get-property', name, path, of, which).stdout;
const tooltip = () => property(owner, '/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'ToolTip');
const picture = () => property(owner, '/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'IconPixmap');
const menu = () =>
  desktop.run(
    'busctl',
    '--user',
    'call',
    '--',
    owner,
    '/com/canonical/dbusmenu',
    'com.canonical.dbusmenu',
    'GetLayout',
    'iias',
    '0',
    '-1',
    '0',
  ).stdout;
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
const labels = () => [...menu().matchAll(/"label" s "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
/** Clicks the entry with this label. Ids change whenever the menu does. */
const click = (label: string) => {
  const before = menu().split(`"label" s "${label}"`)[0] ?? '';
  const id = [...before.matchAll(/\(ia\{sv\}av\) (\d+) /g)].at(-1)?.[1];
  if (!id) throw new Error(`no entry ${label} in ${menu()}`);
  desktop.run(
    'busctl',
    '--user',
    'call',
    '--',
    owner,
    '/com/canonical/dbusmenu',
    'com.canonical.dbusmenu',
    'Event',
    'isvu',
    id,
    'clicked',
    's',
    '',
    '0',
  );
};

describe('the tray', () => {
  it('tells how things stand', async () => {
    await until('the pager to have started', () => tooltip().includes('Watchbill: You are on call'));
    expect(labels()).toEqual([
      'You are on call',
      'Open Watchbill',
      'Practice page',
      'Start at login',
      'Quit Watchbill',
    ]);
  });

  it('shows a page by another shape and answers it', async () => {
    const calm = await settled();
    click('Practice page');
    await until('an entry to answer', () => labels().includes('Acknowledge'));
    expect(labels()[0]).toMatch(/^Critical: Practice page/);
    await until('another shape', () => picture() !== calm);
    click('Acknowledge');
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
    click('Start at login');
    await until('an autostart file', () => desktop.run('grep', '-c', '^Exec=.*--hidden$', file).ok);
    click('Start at login');
    await until('none', () => !desktop.run('test', '-e', file).ok);
    expect((await ask(await app.popup(), 'settings.get', {})).startAtLogin).toBe(false);
  });

  it('opens the window, and quits', async () => {
    click('Open Watchbill');
    await until('a window', () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (each) => each.isVisible() && each.webContents.getURL().includes('index.html'),
        ),
      ),
    );
    const ended = new Promise((done) => app.electron.process().once('exit', done));
    click('Quit Watchbill');
    expect(await ended).toBe(0);
  });
});
