import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallName } from '../../src/contract/bridge';
import type { QueueWindow } from '../../src/contract/views/queue';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { killGroup, startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { appCommand, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { trayItem } from '../helpers/tray';

/* The promise, end to end: a real Alertmanager, the real app, a real screen, notification daemon and tray. */
let desktop: TestDesktop;
let alertmanager: RunningAlertmanager;
let app: TestApp | null = null;
let spawned: ChildProcess | null = null;

beforeAll(async () => {
  desktop = await startDesktop({ tray: true, keyring: true });
  alertmanager = await startAlertmanager();
});

afterEach(async () => {
  for (const { labels } of await alertmanager.alerts()) await alertmanager.resolve(labels);
  await app?.kill();
  app = null;
  if (spawned) killGroup(spawned);
  spawned = null;
});

afterAll(async () => {
  await alertmanager?.stop();
  await desktop?.stop();
});

const CHECKOUT = {
  alertname: 'CheckoutDown',
  service: 'checkout',
  instance: 'web-01:9100',
  severity: 'critical',
};

function teamFolder(): string {
  return makeTeam(
    desktop,
    `sources:\n  - { id: prod, type: alertmanager, url: "${alertmanager.url}", every: 1s, resolveAfter: 2s, acknowledge: silence }\n`,
  );
}

async function start(team: string, data?: string): Promise<TestApp> {
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], ...(data ? { data } : {}) });
  await app.main();
  return app;
}

async function call<T>(running: TestApp, name: CallName, input: unknown): Promise<T> {
  const page = await running.main();
  const answer = await page.evaluate(
    ([n, i]) =>
      (
        window as unknown as {
          watchbill: { call(n: string, i: unknown): Promise<{ ok: boolean; value: unknown; error: string }> };
        }
      ).watchbill.call(n, i),
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as T;
}

function popupShown(running: TestApp): Promise<{ visible: boolean; focused: boolean; onTop: boolean }> {
  return running.electron.evaluate(({ BrowserWindow }) => {
    const popup = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().includes('popup.html'),
    );
    return {
      visible: popup?.isVisible() ?? false,
      focused: popup?.isFocused() ?? false,
      onTop: popup?.isAlwaysOnTop() ?? false,
    };
  });
}

async function queue(running: TestApp): Promise<QueueWindow> {
  return call(running, 'queue.window', { filter: { status: 'all' }, offset: 0, limit: 50 });
}

/** For the README, when the tour asks for it. */
function picture(name: string): void {
  const folder = process.env.WATCHBILL_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  desktop.run('display', '-window', 'root', 'xc:#56677c');
  desktop.screenshot(join(folder, `${name}.png`));
}

/** The app as a person starts it, with nothing attached. */
async function spawnApp(team: string): Promise<void> {
  const data = join(desktop.folder, 'data-of-a-person');
  const [command, args] = await appCommand([`--data=${data}`, `--team=${team}`, '--me=ada']);
  const child = spawn(command, args, { env: desktop.env, stdio: 'ignore', detached: true });
  spawned = child;
  desktop.atEnd(async () => killGroup(child));
}

const popupOnScreen = (): boolean =>
  desktop.run('xdotool', 'search', '--onlyvisible', '--name', '^Watchbill page$').stdout.trim() !== '';
const windowWithKeyboard = (): string =>
  desktop.run('xdotool', 'getwindowfocus', 'getwindowname').stdout.trim();
const activeSilences = async () =>
  (await alertmanager.silences()).filter(({ status }) => status.state === 'active');

/** '' while there is no tray icon. */
function tooltip(): string {
  try {
    return trayItem(desktop).tooltip();
  } catch {
    return '';
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a real alert, a real desktop', () => {
  test('reaches pop-up, notification daemon and tray; one key acknowledges; the silence is confirmed; the end resolves', async () => {
    // Nothing is attached to the app here: what is asserted is what a person, a daemon, a panel and the server see.
    await spawnApp(teamFolder());
    await until('a tray that is at rest', () => /You are on call/.test(tooltip()), 20_000);
    expect(popupOnScreen()).toBe(false);
    const writing = windowWithKeyboard();

    await alertmanager.fire([
      {
        labels: CHECKOUT,
        annotations: {
          summary: 'Checkout answers with errors',
          description: 'More than half of the orders fail.',
          runbook_url: 'https://runbooks.example/checkout',
        },
      },
    ]);
    await until('the pop-up', popupOnScreen, 10_000);
    // It took the keyboard from nobody.
    expect(windowWithKeyboard()).toBe(writing);
    const summary = 'Critical: Checkout answers with errors';
    await until('the notification', () => desktop.notified().some((each) => each.summary === summary), 8_000);
    expect(desktop.notified().find((each) => each.summary === summary)).toMatchObject({
      app: 'Watchbill',
      urgency: 'CRITICAL',
    });
    await until('the tray', () => /1 page waits/.test(tooltip()), 5_000);
    picture('page-real-alert');

    // The shortcut brings the keyboard to the page, and once it was there for a moment one key answers it.
    const hold = ['ctrl', 'alt', 'p'];
    const down = hold.flatMap((key) => ['keydown', key]);
    desktop.run('xdotool', ...down, 'sleep', '0.25', ...hold.flatMap((key) => ['keyup', key]));
    await until('the keyboard', () => windowWithKeyboard() === 'Watchbill page', 5_000);
    await until(
      'an answer',
      async () => {
        await pause(1_000);
        desktop.run('xdotool', 'key', 'a');
        await pause(500);
        return !popupOnScreen();
      },
      8_000,
    );
    await until('the silence at the server', async () => (await activeSilences()).length === 1, 10_000);
    const [silence] = await activeSilences();
    expect(silence?.comment).toContain('Acknowledged in Watchbill by Ada Okafor');
    expect(silence?.matchers.map(({ name, value }) => [name, value])).toEqual(
      expect.arrayContaining(Object.entries(CHECKOUT)),
    );
    await until('the tray', () => /1 acknowledged/.test(tooltip()), 5_000);
    picture('acknowledged-real-alert');

    await alertmanager.resolve(CHECKOUT);
    await until('no silence left', async () => (await activeSilences()).length === 0, 15_000);
    await until('the tray at rest', () => !/acknowledged|waits/.test(tooltip()), 5_000);
  });

  test('keys that were meant for another window answer nothing', async () => {
    const running = await start(teamFolder());
    const main = await running.main();
    await until('the window to have the keyboard', () => {
      desktop.run('xdotool', 'search', '--onlyvisible', '--name', '^Watchbill$', 'windowactivate', '--sync');
      return windowWithKeyboard() === 'Watchbill';
    });
    const search = main.getByRole('searchbox').first();
    await search.click();
    await until('the search to have it', () => {
      desktop.run('xdotool', 'type', 'x');
      return search.inputValue().then((text) => text.includes('x'));
    });
    await alertmanager.fire([
      { labels: { ...CHECKOUT, instance: 'web-02:9100' }, annotations: { summary: 'While somebody types' } },
    ]);
    const typing = until('the pop-up', async () => (await popupShown(running)).visible, 10_000);
    for (let i = 0; i < 12; i++) {
      desktop.run('xdotool', 'type', '--delay', '20', 'arso ');
      await pause(60);
    }
    await typing;
    // The letters went where they were meant.
    expect(await search.inputValue()).toContain('arso arso');
    expect((await queue(running)).rows.find(({ title }) => title === 'While somebody types')).toMatchObject({
      status: 'open',
    });
    await alertmanager.resolve({ ...CHECKOUT, instance: 'web-02:9100' });
  });

  test('P3: kill -9 while it rings; the pop-up rings again within five seconds of the start', async () => {
    const team = teamFolder();
    const first = await start(team);
    await alertmanager.fire([
      { labels: { ...CHECKOUT, instance: 'web-03:9100' }, annotations: { summary: 'Nobody answered yet' } },
    ]);
    await until('the pop-up', async () => (await popupShown(first)).visible, 10_000);
    await until('it is stored', async () =>
      (await queue(first)).rows.some(({ title }) => title === 'Nobody answered yet'),
    );
    await first.kill();
    const before = desktop.notified().length;
    const began = Date.now();
    const again = await start(team, first.data);
    await until(
      'the pop-up again',
      async () => (await popupShown(again)).visible,
      5_000 - (Date.now() - began),
    );
    await until(
      'the notification again',
      () =>
        desktop
          .notified()
          .slice(before)
          .some(({ summary }) => summary.includes('Nobody answered yet')),
      5_000,
    );
    expect(Date.now() - began).toBeLessThan(6_000);
    await alertmanager.resolve({ ...CHECKOUT, instance: 'web-03:9100' });
  });

  test('the tray answers the page and the window may be closed: the pager stays', async () => {
    const running = await start(teamFolder());
    await running.electron.evaluate(({ BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows())
        if (each.webContents.getURL().includes('index.html')) each.close();
    });
    await alertmanager.fire([
      {
        labels: { ...CHECKOUT, instance: 'web-04:9100' },
        annotations: { summary: 'With the window closed' },
      },
    ]);
    await until('the pop-up', async () => (await popupShown(running)).visible, 10_000);
    await until('the menu', () => trayItem(desktop).menu().includes('Acknowledge'), 5_000);
    trayItem(desktop).click('Acknowledge');
    await until('silence', async () => !(await popupShown(running)).visible, 5_000);
    await until('the menu to follow', () => !trayItem(desktop).menu().includes('Acknowledge'), 5_000);
    await until('the tooltip to follow', () => tooltip().includes('1 acknowledged'), 5_000);
    expect((await popupShown(running)).visible).toBe(false);
  });
});
