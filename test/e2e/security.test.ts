import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls } from '../../src/contract/calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, askRaw, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** Electron's checklist (reliability 3.1) and rows E1 to E5, asked of the real app. */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let server: Server;
let outside: string;
/** Every request that got out; there must be none. */
const hits: string[] = [];
/** Written by what the desktop opens links and files with; there must be no such file. */
let opened: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end('<script>window.PROBE = 1</script>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desktop = await startDesktop({ notifications: false });
  opened = join(desktop.folder, 'opened');
  app = await startApp(desktop, {
    args: [`--team=${makeTeam(desktop)}`, '--me=ada'],
    env: { PATH: `${fakeOpener(join(desktop.folder, 'bin'), opened)}:${process.env.PATH}` },
  });
  page = await app.main();
  await ask(page, 'status.get', {});
});

afterAll(async () => {
  await desktop.stop();
  server.close();
});

/** A folder with an `xdg-open` that only notes what it was to open. */
function fakeOpener(folder: string, notes: string): string {
  mkdirSync(folder);
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$@" >> '${notes}'\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  return folder;
}

const windows = () =>
  app.electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((each) => each.getURL())
      .sort(),
  );
const BOTH = ['app://watchbill/index.html', 'app://watchbill/popup.html'];

describe('windows', () => {
  it('3.1-2, 3.1-3, 3.1-4, 3.1-6, 3.1-8, 3.1-9, 3.1-10, 3.1-11: have no Node, are isolated and sandboxed', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => ({
        ...(each as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      })),
    );
    expect(preferences).toHaveLength(2);
    for (const each of preferences as ReadonlyArray<Record<string, unknown>>) {
      expect(each).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
      });
      // Electron names these only when they are on.
      expect([each.nodeIntegrationInWorker, each.navigateOnDragDrop]).toEqual([undefined, undefined]);
      expect(each.enableBlinkFeatures ?? '').toBe('');
    }
  });

  it('3.1-20: see two functions of ours and nothing of Electron or Node', async () => {
    for (const each of [page, await app.popup()]) {
      expect(
        await each.evaluate(() => ({
          bridge: Object.keys((window as unknown as { watchbill: object }).watchbill).sort(),
          leaks: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter(
            (name) => name in window,
          ),
          frozen: Object.isFrozen((window as unknown as { watchbill: object }).watchbill),
        })),
      ).toEqual({ bridge: ['call', 'on'], leaks: [], frozen: true });
    }
  });

  it('3.1-20: hand a listener the payload and no event object', async () => {
    const got = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { watchbill } = window as unknown as {
            watchbill: { on(name: string, listener: (...all: unknown[]) => void): void };
          };
          watchbill.on('settings', (...all) => resolve(all.length));
        }),
    );
    await ask(page, 'settings.set', { volume: 0.7 });
    expect(await got).toBe(1);
  });

  it('3.1-17: open one door to main, and one only', async () => {
    const doors = await app.electron.evaluate(({ ipcMain }) => ({
      handled: [...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()],
      heard: ipcMain.eventNames().filter((name) => name !== 'error'),
    }));
    expect(doors).toEqual({ handled: ['watchbill:call'], heard: [] });
  });
});

describe('3.1-1, 3.1-7, 3.1-18, E4: what is served', () => {
  const get = (url: string) =>
    app.electron.evaluate(async ({ net }, address) => {
      const answer = await net.fetch(address);
      return {
        status: answer.status,
        policy: answer.headers.get('content-security-policy') ?? '',
        size: (await answer.text()).length,
      };
    }, url);

  it('comes with the policy', async () => {
    for (const url of [...BOTH, 'app://watchbill/nothing']) {
      const { policy } = await get(url);
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]) {
        expect(policy.split('; '), url).toContain(part);
      }
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  it.each([
    'app://watchbill/',
    'app://watchbill/../main/index.js',
    'app://watchbill/%2e%2e/main/index.js',
    'app://watchbill/..%2fmain%2findex.js',
    'app://watchbill/..%5cmain%5cindex.js',
    'app://watchbill//etc/passwd',
    'app://watchbill/index.html%00',
    'app://x/symlink',
    'app://other/index.html',
  ])('%s is not found', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('lets a screen fetch nothing at all', async () => {
    for (const url of [
      'file:///etc/passwd',
      'app://watchbill/index.html',
      `${outside}/fetch`,
      'data:text/plain,x',
    ]) {
      expect(
        await page.evaluate(
          (address) =>
            fetch(address).then(
              () => 'got it',
              () => 'refused',
            ),
          url,
        ),
        url,
      ).toBe('refused');
    }
  });

  it('runs no script that came as text', async () => {
    const ran = await page.evaluate(async (address) => {
      const tries: Array<() => void> = [
        () => {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.PROBE=1">');
        },
        () => {
          const script = document.createElement('script');
          script.textContent = 'window.PROBE=1';
          document.head.append(script);
        },
        () => {
          const script = document.createElement('script');
          script.src = `${address}/script.js`;
          document.head.append(script);
        },
        () => {
          const frame = document.createElement('iframe');
          frame.srcdoc = '<script>parent.PROBE=1</script>';
          document.body.append(frame);
        },
        () => {
          // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is what is tested
          setTimeout('window.PROBE=1', 0);
        },
        () => {
          const link = document.createElement('a');
          link.href = 'javascript:window.PROBE=1';
          document.body.append(link);
          link.click();
        },
      ];
      for (const each of tries) {
        try {
          each();
        } catch {
          // Refused loudly: as well.
        }
      }
      await new Promise((done) => setTimeout(done, 300));
      return (window as unknown as { PROBE?: number }).PROBE ?? 'nothing ran';
    }, outside);
    expect(ran).toBe('nothing ran');
  });

  it('loads nothing from outside', async () => {
    await page.evaluate(async (address) => {
      const image = new Image();
      image.src = `${address}/image.png`;
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = `${address}/style.css`;
      const frame = document.createElement('iframe');
      frame.src = `${address}/frame.html`;
      document.body.append(image, style, frame);
      navigator.sendBeacon(`${address}/beacon`);
      await new Promise((done) => setTimeout(done, 500));
      for (const each of [image, style, frame]) each.remove();
    }, outside);
    expect(hits).toEqual([]);
  });
});

describe('3.1-13, 3.1-14, E1: navigation and new windows', () => {
  const attempts: ReadonlyArray<readonly [string, (address: string) => void]> = [
    ['location', (address) => void (location.href = address)],
    ['location.replace', (address) => location.replace(address)],
    ['window.open', (address) => void window.open(address)],
    ['window.open _self', (address) => void window.open(address, '_self')],
    [
      'a form',
      (address) => {
        const form = Object.assign(document.createElement('form'), { action: address, method: 'post' });
        document.body.append(form);
        form.submit();
        form.remove();
      },
    ],
    [
      'meta refresh',
      (address) => {
        const meta = Object.assign(document.createElement('meta'), {
          httpEquiv: 'refresh',
          content: `0;url=${address}`,
        });
        document.head.append(meta);
      },
    ],
    [
      'base',
      (address) => {
        document.head.append(Object.assign(document.createElement('base'), { href: address }));
        const link = Object.assign(document.createElement('a'), { href: 'below' });
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    ['history', () => history.back()],
    ['our own pop-up page', () => void (location.href = 'app://watchbill/popup.html')],
    ['a file', () => void (location.href = 'file:///etc/passwd')],
    ['data', () => void (location.href = 'data:text/html,<script>window.PROBE=1</script>')],
    ['mail', () => void (location.href = 'mailto:ada@example.com')],
    ["a program's scheme", () => void (location.href = 'ms-msdt:/id PCWDiagnostic')],
    ["a program's scheme in a new window", () => void window.open('vscode://file/etc/passwd')],
  ];
  it.each(attempts)('by %s goes nowhere', async (_name, attempt) => {
    await page.evaluate(attempt, `${outside}/navigated`).catch(() => {});
    await sleep(250);
    expect(await windows()).toEqual(BOTH);
    expect(hits).toEqual([]);
    expect(existsSync(opened)).toBe(false);
  });

  it.each([
    ['a link', (address: string) => ({ items: [{ mimeType: 'text/uri-list', data: address }], files: [] })],
    [
      'HTML',
      (address: string) => ({
        items: [{ mimeType: 'text/html', data: `<img src=${address} onerror="window.PROBE=1">` }],
        files: [],
      }),
    ],
    ['a file', () => ({ items: [], files: ['/etc/passwd'] })],
  ])('by %s that is dropped on it goes nowhere', async (_name, carried) => {
    const session = await app.electron.context().newCDPSession(page);
    const data = { ...carried(`${outside}/dropped`), dragOperationsMask: 1 };
    const arrived = page.evaluate(
      () => new Promise((done) => window.addEventListener('dragenter', () => done(true), { once: true })),
    );
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    await session.detach();
    expect(await arrived).toBe(true);
    await sleep(250);
    expect(await windows()).toEqual(BOTH);
    expect(hits).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { PROBE?: number }).PROBE)).toBeUndefined();
  });

  it.each([
    ['a click', {}],
    ['a click with Ctrl', { modifiers: ['Control'] }],
    ['a click with Shift', { modifiers: ['Shift'] }],
    ['the middle button', { button: 'middle' }],
  ] as const)('by %s on a link goes nowhere', async (_name, how) => {
    await page.evaluate((address) => {
      const link = Object.assign(document.createElement('a'), {
        href: `${address}/clicked`,
        target: '_blank',
        id: 'probe',
        textContent: 'probe',
      });
      link.setAttribute('style', '');
      Object.assign(link.style, { position: 'fixed', left: '300px', top: '300px', zIndex: '99999' });
      document.body.append(link);
    }, outside);
    await page
      .locator('#probe')
      .click({ ...how, modifiers: 'modifiers' in how ? [...how.modifiers] : [], force: true });
    await sleep(250);
    await page.evaluate(() => document.querySelector('#probe')?.remove());
    expect(await windows()).toEqual(BOTH);
    expect(hits).toEqual([]);
  });

  it('asks the desktop to open nothing; it would have been noticed', async () => {
    expect(existsSync(opened)).toBe(false);
    await app.electron.evaluate(({ shell }) => shell.openExternal('mailto:ada@example.com'));
    await until('the control', () => existsSync(opened));
  });

  it('3.1-12: attaches no webview', async () => {
    await page.evaluate((address) => {
      const view = document.createElement('webview');
      view.setAttribute('src', `${address}/webview`);
      view.setAttribute('allowpopups', '');
      document.body.append(view);
    }, outside);
    await sleep(300);
    expect(await windows()).toEqual(BOTH);
    expect(hits).toEqual([]);
  });
});

describe('3.1-5, E5: permissions', () => {
  const asked: ReadonlyArray<readonly [string, () => Promise<unknown>]> = [
    ['camera', () => navigator.mediaDevices.getUserMedia({ video: true })],
    ['microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })],
    ['screen', () => navigator.mediaDevices.getDisplayMedia({ video: true })],
    [
      'geolocation',
      () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no, { timeout: 3000 })),
    ],
    ['clipboard', () => navigator.clipboard.readText()],
    ['midi', () => navigator.requestMIDIAccess({ sysex: true })],
    [
      'usb',
      () =>
        (
          navigator as unknown as { usb: { requestDevice(options: object): Promise<unknown> } }
        ).usb.requestDevice({ filters: [{ vendorId: 1 }] }),
    ],
    [
      'serial',
      () => (navigator as unknown as { serial: { requestPort(): Promise<unknown> } }).serial.requestPort(),
    ],
    [
      'hid',
      () =>
        (navigator as unknown as { hid: { requestDevice(options: object): Promise<unknown[]> } }).hid
          .requestDevice({ filters: [] })
          .then((list) => (list.length > 0 ? list : Promise.reject(new Error('none')))),
    ],
    [
      'notifications',
      async () =>
        (await Notification.requestPermission()) === 'granted' || Promise.reject(new Error('denied')),
    ],
    [
      'pointer lock',
      async () => {
        await document.body.requestPointerLock();
        return document.pointerLockElement ?? Promise.reject(new Error('not locked'));
      },
    ],
    [
      'storage access',
      async () =>
        (await navigator.permissions.query({ name: 'persistent-storage' })).state === 'granted' ||
        Promise.reject(new Error('denied')),
    ],
  ];
  it.each(asked)('%s is denied', async (_name, request) => {
    const outcome = page.evaluate(request).then(
      () => 'granted',
      () => 'denied',
    );
    expect(await Promise.race([outcome, sleep(5_000, 'no answer')])).toBe('denied');
  });

  it('are denied to begin with, where Electron would grant them', async () => {
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'clipboard-write',
        'background-sync',
        'persistent-storage',
      ];
      const asked = names.map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      );
      return Object.fromEntries((await Promise.all(asked)).map((state, index) => [names[index], state]));
    });
    expect(
      Object.values(states).every((state) => state === 'denied'),
      JSON.stringify(states),
    ).toBe(true);
  });
});

describe('3.1-17, E2: senders', () => {
  it('a window that is not ours, with our preload, is refused', async () => {
    const answer = await app.electron.evaluate(async ({ BrowserWindow, app: electron }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${electron.getAppPath()}/out/preload/index.cjs`, sandbox: true },
      });
      await stranger.loadURL('app://watchbill/index.html');
      const said: unknown = await stranger.webContents.executeJavaScript(
        "window.watchbill.call('settings.get', {})",
      );
      stranger.destroy();
      return said;
    });
    expect(answer).toEqual({ ok: false, error: 'Refused.' });
  });

  it('a foreign page in our own window is refused', async () => {
    const answer = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const ours = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().includes('index.html'),
      );
      if (!ours) throw new Error('no window');
      await ours.loadURL('data:text/html,foreign');
      const said: unknown = await ours.webContents.executeJavaScript(
        "window.watchbill.call('settings.get', {})",
      );
      await ours.loadURL('app://watchbill/index.html');
      return said;
    });
    expect(answer).toEqual({ ok: false, error: 'Refused.' });
    page = await app.main();
    expect(await ask(page, 'settings.get', {})).toMatchObject({ theme: 'system' });
  });

  it('a frame that is gone, and a frame inside of ours, are refused', async () => {
    const answers = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }) => {
      type Handler = (event: object, name: string, input: object) => Promise<unknown>;
      const handler = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers.get(
        'watchbill:call',
      );
      const ours = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().includes('index.html'),
      );
      if (!handler || !ours) throw new Error('no handler');
      const { webContents: sender } = ours;
      await sender.executeJavaScript("document.body.append(document.createElement('iframe'))");
      const inner = sender.mainFrame.frames[0];
      return {
        inner: inner?.parent === sender.mainFrame,
        gone: await handler({ sender, senderFrame: null }, 'settings.get', {}),
        inside: await handler({ sender, senderFrame: inner }, 'settings.get', {}),
        right: await handler({ sender, senderFrame: sender.mainFrame }, 'settings.get', {}),
      };
    });
    expect(answers).toMatchObject({
      inner: true,
      gone: { ok: false, error: 'Refused.' },
      inside: { ok: false, error: 'Refused.' },
      right: { ok: true },
    });
  });

  it('are refused in the log, too', async () => {
    const { stdout } = desktop.run('sh', '-c', `cat ${app.data}/data/logs/*.log`);
    const refused = stdout.split('\n').filter((line) => line.includes('refused a call of a foreign sender'));
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(refused.join()).toContain('data:text/html,foreign');
  });
});

describe('E3: payloads', () => {
  it.each(Object.keys(calls))('%s refuses what does not fit', async (name) => {
    for (const input of [undefined, null, 0, 'x', [], { surprise: 1 }, { id: { a: 1 }, ids: 'x' }]) {
      expect(await askRaw(page, name, input), JSON.stringify(input)).toMatchObject({ ok: false });
    }
  });

  it('refuses names that are not in the table', async () => {
    for (const name of ['', '__proto__', 'constructor', 'toString', 'settings', 7, null]) {
      expect(await askRaw(page, name, {})).toEqual({ ok: false, error: 'There is no such call.' });
    }
  });

  it('takes 50 MB, prototype keys, paths and SQL for what they are', async () => {
    const big = await page.evaluate(() => {
      const { watchbill } = window as unknown as {
        watchbill: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
      };
      return watchbill.call('incident.note', { id: 'x', text: 'x'.repeat(50_000_000) });
    });
    expect(big.ok).toBe(false);
    const proto = await page.evaluate(() => {
      const { watchbill } = window as unknown as {
        watchbill: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
      };
      return watchbill.call(
        'settings.set',
        JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      );
    });
    expect(proto.ok).toBe(false);
    expect(await app.electron.evaluate(() => ({}))).toEqual({});
    expect(await ask(page, 'shell.openTeamFile', { path: '../../../../etc/passwd' })).toMatchObject({
      opened: false,
    });
    expect(await ask(page, 'incident.get', { id: "x'; DROP TABLE incidents; --" })).toBeNull();
    for (const href of ['javascript:alert(1)', 'file:///etc/passwd', 'smb://x/y', 'https://a@b/']) {
      expect(await ask(page, 'shell.openLink', { href })).toMatchObject({ opened: false });
    }
    expect(await ask(page, 'status.get', {})).toMatchObject({ team: 'Payments' });
  });

  it('stays alive under 20,000 calls as quick as they come', async () => {
    const refused = await page.evaluate(async () => {
      const { watchbill } = window as unknown as {
        watchbill: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
      };
      const answers = await Promise.all(
        Array.from({ length: 20_000 }, () =>
          watchbill.call('queue.window', { filter: {}, offset: 0, limit: 500 }),
        ),
      );
      return answers.filter((each) => !each.ok).length;
    });
    expect(refused).toBeGreaterThan(0);
    expect(await ask(page, 'status.get', {})).toMatchObject({ team: 'Payments' });
  });
});
