import { setTimeout as sleep } from 'node:timers/promises';
import { paste } from './album.mjs';

export const LARGE = { width: 1600, height: 1000 };
export const SMALL = { width: 1000, height: 700 };

/** Of the window in a picture of the screen, and where it stands there. */
const BEFORE_THE_DESKTOP = { width: 1360, height: 850 };
const THERE = { x: 400, y: 90 };

/**
 * Takes pictures of one running app, each in light and in dark.
 * @param {any} app from test/helpers/desktop-app.ts @param {((file: string) => void) | null} wholeScreen
 */
export async function openCamera(app, wholeScreen) {
  const main = await app.main();
  const popup = await app.popup();

  /** Calls as a screen does (src/contract/calls.ts). @param {string} name @param {object} input */
  async function ask(name, input) {
    const answer = await main.evaluate(
      (/** @type {[string, object]} */ [name, input]) =>
        /** @type {any} */ (window).watchbill.call(name, input),
      [name, input],
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error}`);
    return answer.value;
  }

  /** @param {string} theme */
  async function dress(theme) {
    await ask('settings.set', { theme });
    for (const page of [main, popup]) {
      await page.waitForFunction(
        (/** @type {string} */ theme) => document.documentElement.dataset.theme === theme,
        theme,
      );
    }
    await sleep(400);
  }

  /** @param {string} name @param {(file: string) => unknown} draw */
  async function inBoth(name, draw) {
    for (const theme of ['light', 'dark']) {
      await dress(theme);
      await paste(`${name}-${theme}`, draw);
    }
  }

  /** @param {{ width: number, height: number }} size of the main window's content */
  async function resize(size) {
    await app.electron.evaluate(
      (/** @type {any} */ { BrowserWindow }, /** @type {any} */ { width, height, x, y }) => {
        const window = BrowserWindow.getAllWindows().find((/** @type {any} */ each) =>
          each.webContents.getURL().includes('index.html'),
        );
        window.setContentSize(width, height);
        window.setPosition(x, y);
      },
      { ...size, ...THERE },
    );
    await main.waitForFunction(
      (/** @type {typeof LARGE} */ { width, height }) => innerWidth === width && innerHeight === height,
      size,
    );
    await main.mouse.move(700, 2);
    await sleep(300);
  }

  return {
    main,
    popup,
    ask,
    resize,
    /** The main window's content. @param {string} name */
    shoot: (name) => inBoth(name, (path) => main.screenshot({ path })),
    /** The pop-up alone. @param {string} name */
    shootPopup: (name) => inBoth(name, (path) => popup.screenshot({ path })),
    /** The window, the pop-up and what else is on the screen. @param {string} name */
    async shootScreen(name) {
      if (!wholeScreen) return;
      await resize(BEFORE_THE_DESKTOP);
      await inBoth(name, wholeScreen);
      await resize(LARGE);
    },
    focusPopup: () =>
      app.electron.evaluate((/** @type {any} */ { BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((/** @type {any} */ each) => each.webContents.getURL().includes('popup.html'))
          .focus(),
      ),
    /** The pointer out of the way (nothing is pictured as pointed at), and everything at rest. */
    async rest() {
      await main.mouse.move(700, 2);
      await sleep(600);
    },
    /** Keys of the main window, one after the other. @param {string[]} keys */
    async press(...keys) {
      for (const key of keys) {
        await main.keyboard.press(key);
        await sleep(60);
      }
      await sleep(500);
    },
  };
}
