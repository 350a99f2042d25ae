import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Door, doorOf, popupVisible, post } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/**
 * Channels that fail, one after the other, under one app: what is left reaches the person, and a practice page tells
 * which ones did. No sound card from the start.
 */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let door: Door;

beforeAll(async () => {
  desktop = await startDesktop();
  const team = makeTeam(desktop, 'sources:\n  - { id: sender, type: push, title: "Sender" }\n');
  app = await startApp(desktop, {
    args: [`--team=${team}`, '--me=ada'],
    // Whatever this machine has: no sound system, and no card by its own name.
    env: { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: '/nonexistent' },
  });
  page = await app.main();
  door = await doorOf(page, 'sender');
});
afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});
afterEach(answerAll);

async function answerAll(): Promise<void> {
  const { pages } = await ask(page, 'ringing.get', {});
  if (pages.length > 0) await ask(page, 'incident.acknowledge', { ids: pages.map((each) => each.incident) });
  await until('silence', async () => !(await popupVisible(app)));
}

/** A practice page: the pop-up must be there at once, whatever the others do. @returns what it says of each channel */
async function practise(): Promise<Record<string, { readonly state: string; readonly detail: string }>> {
  await ask(page, 'practice.start', {});
  await until('the pop-up', () => popupVisible(app), 2_000);
  await until(
    'every channel to have reported',
    async () => {
      const { channels } = await ask(page, 'practice.get', {});
      return channels.length === 3 && channels.every(({ state }) => state !== 'pending');
    },
    20_000,
  );
  const { channels } = await ask(page, 'practice.get', {});
  return Object.fromEntries(channels.map(({ channel, state, detail }) => [channel, { state, detail }]));
}

/** The notification daemon's process, as the bus knows it. */
function daemon(): number {
  const { stdout } = desktop.run('busctl', '--user', 'status', 'org.freedesktop.Notifications');
  return Number(/^PID=(\d+)/m.exec(stdout)?.[1]);
}

describe.runIf(process.platform === 'linux')('channels that fail', () => {
  test('E9: without a sound card the page comes by pop-up and notification, and the practice page says so', async () => {
    const before = desktop.notified().length;
    expect(await practise()).toEqual({
      popup: { state: 'delivered', detail: 'shown on screen' },
      notification: { state: 'delivered', detail: 'taken by the notification service' },
      sound: { state: 'refused', detail: 'this desktop has no sound output' },
    });
    await until('the notification', () => desktop.notified().length === before + 1);
  });

  test('E9: muted is said', async () => {
    await ask(page, 'settings.set', { sound: 'off' });
    expect(await practise()).toMatchObject({
      sound: { state: 'refused', detail: 'sound is off in the settings' },
      popup: { state: 'delivered' },
    });
    await ask(page, 'settings.set', { sound: 'on' });
  });

  test('E9: Do Not Disturb holds back the notification, not the pop-up', async () => {
    desktop.run('dunstctl', 'set-paused', 'true');
    expect(await practise()).toMatchObject({ popup: { state: 'delivered' } });
    expect(await popupVisible(app)).toBe(true);
    desktop.run('dunstctl', 'set-paused', 'false');
  });

  test('E9: a screen that is locked: the page is there, and still is when it is unlocked', async () => {
    const lock = (event: 'lock-screen' | 'unlock-screen') =>
      app.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await lock('lock-screen');
    expect(await practise()).toMatchObject({ popup: { state: 'delivered' } });
    await lock('unlock-screen');
    expect(await popupVisible(app)).toBe(true);
    expect((await ask(page, 'ringing.get', {})).total).toBe(1);
  });

  test('E10: what a notification holds is text, cut, and cannot be taken for an option', async () => {
    const title = `<b>bold</b> %s %n ${'W'.repeat(1_000)}`;
    const description = `<a href="file:///etc/passwd">x</a> %d ${'long '.repeat(20_000)}`;
    for (const body of [
      { title, description, severity: 'critical' },
      { title: '--help', description: '-e x', severity: 'critical' },
    ])
      expect(await post(door, '/api/v1/alerts', body)).toBe(200);
    const shown = () => desktop.notified().filter(({ summary }) => /bold|help/.test(summary));
    await until('both', () => shown().length === 2);
    for (const { summary, body } of shown()) {
      expect(summary).toMatch(/^Critical: /);
      expect(summary.length + body.length).toBeLessThan(3_000);
      expect(body).not.toMatch(/<(?!\/?[biu]>)/);
      expect(body).not.toContain('<b>');
    }
    expect(shown().map(({ summary }) => summary.slice(0, 31))).toContain('Critical: <b>bold</b> %s %n WWW');
    expect(shown().map(({ summary }) => summary)).toContain('Critical: --help');
  });

  test('E9: a notification daemon that hangs: the pop-up is there at once, and it is said that the other failed', async () => {
    const pid = daemon();
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await practise()).toMatchObject({
        popup: { state: 'delivered' },
        notification: { state: 'failed', detail: 'no answer from the notification service in 5 s' },
      });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await answerAll();
    expect(await practise()).toMatchObject({ notification: { state: 'delivered' } });
  });

  test('E9: no notification daemon at all', async () => {
    // The bus would start another one; that finds no screen.
    desktop.run('dbus-update-activation-environment', 'DISPLAY=:none');
    process.kill(daemon(), 'SIGKILL');
    const { popup, notification } = await practise();
    expect(popup).toMatchObject({ state: 'delivered' });
    expect(notification?.state).toMatch(/^(refused|failed)$/);
    expect(notification?.detail).not.toBe('');
    const { channels } = await ask(page, 'status.get', {});
    expect(channels.find(({ id }) => id === 'notification')).toMatchObject({ state: 'bad' });
  });

  test('E9: a pop-up that dies again and again: the window comes up and asks for attention', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows())
        if (each.webContents.getURL().includes('index.html')) each.hide();
    });
    await ask(page, 'practice.start', {});
    const mainShown = () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (each) => each.webContents.getURL().includes('index.html') && each.isVisible(),
        ),
      );
    expect(await mainShown()).toBe(false);
    for (let lives = 0; lives < 8 && !(await mainShown()); lives++) {
      await app.electron.evaluate(({ BrowserWindow }) => {
        for (const each of BrowserWindow.getAllWindows())
          if (each.webContents.getURL().includes('popup.html')) each.webContents.forcefullyCrashRenderer();
      });
      await new Promise((done) => setTimeout(done, 300));
    }
    expect(await mainShown()).toBe(true);
    const hints = desktop.run(
      'sh',
      '-c',
      'xprop -id "$(xdotool search --name "^Watchbill$" | tail -1)" WM_HINTS',
    );
    expect(hints.stdout).toContain('urgency hint bit is set');
    // It comes back by itself after a while.
    await until('a new pop-up', () => popupVisible(app), 20_000);
  });
});
