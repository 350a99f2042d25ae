import type { Page } from 'playwright-core';
import { until } from './desktop';
import { ask, type TestApp } from './desktop-app';

/** Where a sender sends to, and what it shows to be let in. */
export type Door = { readonly url: string; readonly token: string };

/** The door of one sender of the team file, once the engine listens. */
export async function doorOf(page: Page, source: string): Promise<Door> {
  await until('a listener', async () => (await ask(page, 'status.get', {})).listener.ok, 20_000);
  const { url, token } = await ask(page, 'sources.howToSend', { id: source });
  return { url: new URL(url).origin, token };
}

/** Sends as a script would. @returns the status of the answer */
export async function post(door: Door, path: string, body: unknown): Promise<number> {
  const answer = await fetch(door.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await answer.text();
  return answer.status;
}

/** Whether the pop-up is to be seen. */
export function popupVisible(app: TestApp): Promise<boolean> {
  return app.electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('popup.html'))
        ?.isVisible() ?? false,
  );
}

/** Gives the main window a size, in CSS pixels of its content. */
export async function resize(app: TestApp, width: number, height: number): Promise<void> {
  const page = await app.main();
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('index.html'))
        ?.setContentSize(w as number, h as number);
    },
    [width, height],
  );
  await page.waitForFunction(([w]) => Math.abs(window.innerWidth - (w as number)) <= 1, [width]);
}

/** What a page of ours must never do. */
export type Escapes = {
  /** Requests that left or tried to, other than for our own files. */
  readonly requests: string[];
  readonly navigations: string[];
  /** Windows, views and frames that came to be. */
  readonly windows: string[];
  /** Programs and browsers asked to open something. */
  readonly opened: string[];
  /** Questions asked before something is opened. */
  readonly asked: string[];
};

type Spied = typeof globalThis & { watchbillEscapes?: Escapes };

/** From now on notes, in the main process, whatever tries to get out. Questions are answered with "Cancel". */
export async function watchEscapes(app: TestApp): Promise<void> {
  await app.electron.evaluate(({ app: electron, dialog, session, shell, webContents }) => {
    const seen: Escapes = { requests: [], navigations: [], windows: [], opened: [], asked: [] };
    (globalThis as Spied).watchbillEscapes = seen;
    const own = (url: string) => url.startsWith('app://') || url.startsWith('devtools://');
    const note = ({ url }: { url: string }) => {
      if (!own(url)) seen.requests.push(url.slice(0, 200));
    };
    session.defaultSession.webRequest.onSendHeaders(note);
    session.defaultSession.webRequest.onErrorOccurred(note);
    for (const each of webContents.getAllWebContents())
      each.on('did-start-navigation', (details) => seen.navigations.push(details.url.slice(0, 200)));
    electron.on('web-contents-created', (_event, each) => seen.windows.push(each.getType()));
    shell.openExternal = async (url) => void seen.opened.push(url);
    shell.openPath = async (path) => {
      seen.opened.push(path);
      return '';
    };
    dialog.showMessageBox = async (...all: unknown[]) => {
      seen.asked.push((all.at(-1) as Electron.MessageBoxOptions).message);
      return { response: 1, checkboxChecked: false };
    };
  });
}

export async function escapes(app: TestApp): Promise<Escapes> {
  const seen = await app.electron.evaluate(() => (globalThis as Spied).watchbillEscapes);
  if (!seen) throw new Error('nobody watched: call watchEscapes first');
  return seen;
}

/** How long the page needs to come round to an event, milliseconds: the median of some tries. */
export async function answersWithin(page: Page, tries = 9): Promise<number> {
  return await page.evaluate(async (count) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const began = performance.now();
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      });
      times.push(performance.now() - began);
      await new Promise((done) => setTimeout(done, 15));
    }
    return times.sort((a, b) => a - b)[Math.floor(count / 2)] as number;
  }, tries);
}

/**
 * Playwright tells every page that it has the keyboard. Takes that back: from now on a page has the focus that its
 * window has on the desktop, as with a person. Only the session that switched it on can switch it off, and that is
 * Playwright's own.
 */
export async function realFocus(...pages: readonly Page[]): Promise<void> {
  type Inner = {
    delegate: { _mainFrameSession: { _client: { send(method: string, params: object): Promise<void> } } };
  };
  for (const page of pages) {
    const { _connection: connection } = page as unknown as { _connection: { toImpl(of: Page): Inner } };
    await connection
      .toImpl(page)
      .delegate._mainFrameSession._client.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  }
}
