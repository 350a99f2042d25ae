import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallName } from '../../src/contract/bridge';
import type { IncidentView, QueueWindow, StatusView } from '../../src/contract/views';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { trayItem } from '../helpers/tray';

/* The promise, end to end: a real Alertmanager, the real app, a real screen, notification daemon and tray. */
let desktop: TestDesktop;
let alertmanager: RunningAlertmanager;
let app: TestApp | null = null;

beforeAll(async () => {
  desktop = await startDesktop({ tray: true, keyring: true });
  alertmanager = await startAlertmanager();
});

afterEach(async () => {
  for (const { labels } of await alertmanager.alerts()) await alertmanager.resolve(labels);
  await app?.kill();
  app = null;
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
  desktop.screenshot(join(folder, `${name}.png`));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a real alert, a real desktop', () => {
  test('reaches pop-up, notification daemon and tray; one key acknowledges; the silence is confirmed; the end resolves', async () => {
    const running = await start(teamFolder());
    await until(
      'the source is heard',
      async () => (await call<StatusView>(running, 'status.get', {})).sources.failing === 0,
    );
    expect(await popupShown(running)).toMatchObject({ visible: false });

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
    await until('the pop-up', async () => (await popupShown(running)).visible, 10_000);
    // Seen, on top of everything, and it took the keyboard from nobody.
    expect(await popupShown(running)).toEqual({ visible: true, focused: false, onTop: true });
    const popup = await running.popup();
    await popup.getByText('Checkout answers with errors').first().waitFor({ timeout: 5_000 });
    await until(
      'the notification',
      () => desktop.notified().some(({ summary }) => summary === 'Critical: Checkout answers with errors'),
      8_000,
    );
    expect(desktop.notified().find(({ summary }) => summary.includes('Checkout'))).toMatchObject({
      app: 'Watchbill',
      urgency: 'CRITICAL',
    });
    await until('the tray', () => /1 page waits/.test(trayItem(desktop).tooltip()), 5_000);
    picture('page-real-alert');

    const [row] = (await queue(running)).rows;
    const id = row?.id as string;
    expect(row).toMatchObject({ status: 'open', severity: 'critical', ringing: true });

    // The shortcut brings the keyboard to the page; one key answers it.
    desktop.run('xdotool', 'key', 'ctrl+alt+p');
    await until('the keyboard', async () => (await popupShown(running)).focused, 5_000);
    await popup.locator('.answers[data-armed]').first().waitFor({ timeout: 5_000 });
    desktop.run('xdotool', 'key', 'a');
    await until('silence', async () => !(await popupShown(running)).visible, 5_000);
    expect((await queue(running)).rows[0]).toMatchObject({
      status: 'acknowledged',
      ringing: false,
      acknowledgedBy: { name: 'Ada Okafor' },
    });
    await until(
      'the read-back',
      async () =>
        (await call<IncidentView>(running, 'incident.get', { id })).writeBackDetail?.state === 'confirmed',
      10_000,
    );
    const silences = (await alertmanager.silences()).filter(({ status }) => status.state === 'active');
    expect(silences).toHaveLength(1);
    expect(silences[0]?.comment).toContain('Acknowledged in Watchbill by Ada Okafor');
    const view = await call<IncidentView>(running, 'incident.get', { id });
    const delivered = view.pages.map(({ channel, delivery }) => [channel, delivery.state]);
    expect(delivered).toContainEqual(['Pop-up', 'delivered']);
    expect(delivered).toContainEqual(['Notification', 'delivered']);
    picture('acknowledged-real-alert');

    await alertmanager.resolve(CHECKOUT);
    await until('the end', async () => (await queue(running)).rows[0]?.status === 'resolved', 15_000);
    await until(
      'no silence left',
      async () => (await alertmanager.silences()).every(({ status }) => status.state !== 'active'),
      10_000,
    );
  });

  test('keys that were meant for another window answer nothing', async () => {
    const running = await start(teamFolder());
    const main = await running.main();
    await main.bringToFront();
    desktop.run('xdotool', 'search', '--onlyvisible', '--name', '^Watchbill$', 'windowactivate', '--sync');
    const search = main.getByRole('searchbox').first();
    await search.click();
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
  });
});
