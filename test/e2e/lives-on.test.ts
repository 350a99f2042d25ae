import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** Reliability A21 and P3: whatever dies or hangs, what rang rings again. */
let desktop: TestDesktop;
let app: TestApp;

beforeEach(async () => {
  desktop = await startDesktop();
  app = await startApp(desktop, { args: [`--team=${makeTeam(desktop)}`, '--me=ada'] });
  await ask(await app.main(), 'practice.start', {});
  await until('a pop-up', isPopupShown);
  // The notification follows the pop-up by some hundredths of a second: a kill before that is another story.
  await until('a notification', () => desktop.notified().length > 0);
});
afterEach(async () => {
  await desktop.stop();
});

const isPopupShown = () =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (each) => each.isVisible() && each.webContents.getURL().includes('popup.html'),
    ),
  );
const enginePid = async () =>
  (await app.electron.evaluate(
    ({ app }) => app.getAppMetrics().find((each) => each.name === 'Watchbill pager')?.pid,
  )) ?? 0;
const popupPid = () =>
  app.electron.evaluate(
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((each) => each.getURL().includes('popup.html'))
        ?.getOSProcessId() ?? 0,
  );
const status = async () => await ask(await app.main(), 'status.get', {});
/** Whether the pop-up can be answered: its content is there. */
const isAnswerable = async () => {
  const page = app.electron.windows().find((each) => each.url().includes('popup.html') && !each.isClosed());
  return (
    (await page
      ?.getByRole('button', { name: /acknowledge/i })
      .first()
      .isVisible()
      .catch(() => false)) ?? false
  );
};

describe('A21: the engine', () => {
  it('P3: killed: said loudly at once, back within 5 seconds, and rings again', async () => {
    const before = await enginePid();
    const killedAt = Date.now();
    process.kill(before, 'SIGKILL');
    await until(
      'a banner',
      async () => (await status()).banners.some(({ id }) => id === 'shell:engine'),
      2_000,
    );
    expect(await status()).toMatchObject({ tray: 'blind', sentence: expect.stringContaining('stopped') });
    // A call made meanwhile waits for it.
    expect((await ask(await app.main(), 'ringing.get', {})).total).toBe(1);
    expect(Date.now() - killedAt).toBeLessThan(5_000);
    expect(await enginePid()).not.toBe(before);
    await until(
      'quiet banners',
      async () => !(await status()).banners.some(({ id }) => id === 'shell:engine'),
    );
    expect(await isPopupShown()).toBe(true);
    await until('a second notification', () => desktop.notified().length >= 2);
  });

  it('that hangs is found out, killed and started again', async () => {
    const before = await enginePid();
    process.kill(before, 'SIGSTOP');
    await until('another engine', async () => ![0, before].includes(await enginePid()), 15_000);
    expect((await ask(await app.main(), 'ringing.get', {})).total).toBe(1);
  });
});

describe('A21: the pop-up', () => {
  it('whose renderer is killed comes back, and can be answered', async () => {
    const before = await popupPid();
    process.kill(before, 'SIGKILL');
    await until('another renderer', async () => ![0, before].includes(await popupPid()));
    await until('a pop-up', isPopupShown);
    await until('a pop-up that can be answered', isAnswerable);
    expect(await isPopupShown()).toBe(true);
  });

  it('whose renderer hangs comes back, and can be answered', async () => {
    const before = await popupPid();
    process.kill(before, 'SIGSTOP');
    await until('another renderer', async () => ![0, before].includes(await popupPid()), 20_000);
    await until('a pop-up that can be answered', isAnswerable);
    expect(await isPopupShown()).toBe(true);
    process.kill(before, 'SIGKILL');
  });
});

describe('A21: the window', () => {
  it('whose renderer dies is loaded anew, the death of the graphics process is survived, and both are written down', async () => {
    const page = await app.main();
    const dies = page.waitForEvent('crash');
    const pids = await app.electron.evaluate(({ app: electron, webContents }) => ({
      window: webContents
        .getAllWebContents()
        .find((each) => each.getURL().includes('index.html'))
        ?.getOSProcessId(),
      graphics: electron.getAppMetrics().find((each) => each.type === 'GPU')?.pid,
    }));
    process.kill(pids.window as number, 'SIGKILL');
    await dies;
    const renewed = () =>
      app.electron.evaluate(async ({ webContents }, before) => {
        const window = webContents.getAllWebContents().find((each) => each.getURL().includes('index.html'));
        if (!window || window.isLoading() || window.getOSProcessId() === before) return false;
        // Asked while it starts, it may never answer.
        const rows = await Promise.race([
          window.executeJavaScript("document.querySelectorAll('.row').length") as Promise<number>,
          new Promise<number>((done) => setTimeout(done, 1_000, 0)),
        ]);
        return rows > 0;
      }, pids.window);
    await until('the window, loaded anew', renewed, 20_000);
    if (pids.graphics) process.kill(pids.graphics, 'SIGKILL');
    await until('a pop-up that can be answered', isAnswerable);
    expect(await isPopupShown()).toBe(true);
    const { stdout } = desktop.run('sh', '-c', `cat ${app.data}/data/logs/*.log`);
    expect(stdout).toContain('the window died and is loaded anew');
    if (pids.graphics) expect(stdout).toContain('a process of Chromium ended');
  });
});
