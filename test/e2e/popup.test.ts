import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { popupBox } from '../../src/main/shell/placement-model';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

let desktop: TestDesktop;
let app: TestApp;

beforeAll(async () => {
  desktop = await startDesktop();
  app = await startApp(desktop, { args: [`--team=${makeTeam(desktop)}`, '--me=ada'] });
  await ask(await app.main(), 'ringing.get', {});
});
afterAll(async () => {
  await desktop.stop();
});

const popup = () =>
  app.electron.evaluate(({ BrowserWindow, globalShortcut, screen }) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().includes('popup.html'),
    );
    if (!window) throw new Error('no pop-up');
    return {
      shown: window.isVisible(),
      focused: window.isFocused(),
      onTop: window.isAlwaysOnTop(),
      everywhere: window.isVisibleOnAllWorkspaces(),
      bounds: window.getBounds(),
      area: screen.getPrimaryDisplay().workArea,
      shortcut: globalShortcut.isRegistered('CommandOrControl+Alt+P'),
    };
  });
const ringOnce = async () => {
  await ask(await app.main(), 'practice.start', {});
  await until('a pop-up', async () => (await popup()).shown);
};
const answerAll = async () => {
  const page = await app.main();
  const { pages } = await ask(page, 'ringing.get', {});
  await ask(page, 'incident.acknowledge', { ids: pages.map((each) => each.incident) });
  await until('quiet', async () => !(await popup()).shown);
};

describe('the pop-up page', () => {
  it('is there from the start, hidden, and holds no shortcut', async () => {
    expect(await popup()).toMatchObject({ shown: false, shortcut: false });
  });

  it('shows on top, in the corner, without taking the keyboard from a half-typed word', async () => {
    const page = await app.main();
    await page.bringToFront();
    await page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first().click();
    await page.keyboard.type('half a w');
    await ringOnce();
    // A real key, as the window system routes it.
    desktop.run('xdotool', 'type', 'ord');
    await sleep(300);
    const shown = await popup();
    expect(shown).toMatchObject({ focused: false, onTop: true, shortcut: true });
    expect(shown.bounds).toEqual(popupBox(shown.area, shown.bounds.height));
    expect(shown.bounds.height).toBeGreaterThan(150);
    expect(await page.getByPlaceholder('Search').first().inputValue()).toBe('half a word');
    await answerAll();
    expect(await popup()).toMatchObject({ shown: false, shortcut: false });
  });

  it('gets the keyboard by the shortcut, pressed anywhere', async () => {
    await ringOnce();
    expect((await popup()).focused).toBe(false);
    desktop.run('xdotool', 'key', 'ctrl+alt+p');
    await until('the keyboard', async () => (await popup()).focused);
    await answerAll();
  });

  it('reaches the notification daemon, and all three channels report what became of it', async () => {
    const before = desktop.notified().length;
    await ringOnce();
    await until('a notification', () => desktop.notified().length > before);
    expect(desktop.notified().at(-1)).toMatchObject({ app: 'Watchbill', urgency: 'CRITICAL' });
    await until('reports', async () => {
      const { channels } = await ask(await app.main(), 'practice.get', {});
      return channels.length === 3 && channels.every(({ state }) => state !== 'pending');
    });
    const { channels } = await ask(await app.main(), 'practice.get', {});
    expect(channels).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ channel: 'popup', state: 'delivered' }),
        expect.objectContaining({ channel: 'notification', state: 'delivered' }),
      ]),
    );
    await answerAll();
  });

  it('stays when it is told to close', async () => {
    await ringOnce();
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows())
        if (each.webContents.getURL().includes('popup.html')) each.close();
    });
    await sleep(300);
    expect(await popup()).toMatchObject({ shown: true });
    await answerAll();
  });
});
