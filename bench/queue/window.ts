import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { doorOf, post } from '../../test/helpers/app-calls';
import { startDesktop } from '../../test/helpers/desktop';
import { makeTeam, startApp } from '../../test/helpers/desktop-app';

/** One thing a person does in the window, and the times between the frames painted meanwhile, ms. */
export type Shown = { readonly what: string; readonly frames: readonly number[]; readonly tookMs: number };

/** New alerts a second while the list is looked at. */
export const COMING_IN = 10;
const WORDS = ['checkout', 'payments latency', '1', 'k', 'gateway 9100'];

/**
 * The real window on a store of which every incident is open: opens the queue, scrolls it in every way, searches, and
 * acknowledges all of it, with alerts coming in.
 * @param data folder of the app whose folder `data` holds the store
 */
export async function inTheWindow(data: string, count: number): Promise<Shown[]> {
  const desktop = await startDesktop({ notifications: false });
  try {
    const team = makeTeam(desktop, 'sources:\n  - { id: prod, type: push, title: "Production" }\n');
    const app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], data });
    const page = await app.main();
    const rows = page.locator('.row:not(.row-waiting)');
    await rows.first().waitFor({ timeout: 60_000 });
    const list = page.getByRole('listbox', { name: 'Incidents' });
    const shown: Shown[] = [];
    const watch = async (what: string, during: () => Promise<void>) => {
      const from = performance.now();
      const frames = await framesDuring(page, during);
      shown.push({ what, frames, tookMs: performance.now() - from });
    };
    const door = await doorOf(page, 'prod');
    let sent = 0;
    const coming = setInterval(() => {
      sent += 1;
      const body = { title: `Coming in ${sent}`, severity: 'none', dedupKey: `coming-${sent}` };
      void post(door, '/api/v1/alerts', body).catch(() => 0);
    }, 1000 / COMING_IN);
    try {
      await watch('open: from another screen to the queue', async () => {
        for (let turn = 0; turn < 5; turn++) {
          await page.keyboard.press('g');
          await page.keyboard.press('s');
          await page.locator('.queue').waitFor({ state: 'detached' });
          await page.keyboard.press('g');
          await page.keyboard.press('q');
          await rows.first().waitFor();
        }
      });
      await watch('scroll: wheel', async () => {
        await list.hover();
        for (let turn = 0; turn < 60; turn++) {
          await page.mouse.wheel(0, 900);
          await nextFrame(page);
        }
        await settled(page);
      });
      await watch('scroll: keys', async () => {
        await list.press('End');
        for (let turn = 0; turn < 40; turn++) await list.press('PageUp');
        await list.press('Home');
        for (let turn = 0; turn < 40; turn++) await list.press('j');
        await settled(page);
      });
      await watch('scroll: the bar dragged from end to end', async () => {
        for (let turn = 0; turn <= 60; turn++) {
          await page.evaluate((part) => {
            const box = document.querySelector('.queue-list') as HTMLElement;
            box.scrollTop = (box.scrollHeight - box.clientHeight) * part;
          }, turn / 60);
          await nextFrame(page);
        }
        await settled(page);
      });
      await watch('search: as it is typed', async () => {
        for (const words of WORDS) {
          await page.keyboard.press('/');
          await page.keyboard.type(words, { delay: 60 });
          await page.waitForTimeout(300);
          await settled(page);
          await page.keyboard.press('Escape');
        }
      });
      await watch(`acknowledge all ${count.toLocaleString('en-GB')}`, async () => {
        await list.press('Control+a');
        await page.locator('.queue-bulk-count', { hasText: /^\d\d+,/ }).waitFor({ timeout: 60_000 });
        await list.press('a');
        await page.locator('.toast', { hasText: 'Acknowledged' }).waitFor({ timeout: 600_000 });
      });
    } finally {
      clearInterval(coming);
    }
    await app.kill();
    return shown;
  } finally {
    await desktop.stop();
  }
}

/** Where the store of an app's data folder stands. */
export function storeOf(data: string): string {
  return join(data, 'data');
}

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}

/** All rows in sight are there. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.row-waiting') === null);
}

async function framesDuring(page: Page, during: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const recording = { times: [] as number[], on: true };
    (globalThis as unknown as { recording: typeof recording }).recording = recording;
    let last = performance.now();
    const frame = (now: number) => {
      recording.times.push(now - last);
      last = now;
      if (recording.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await during();
  return await page.evaluate(() => {
    const { recording } = globalThis as unknown as { recording: { times: number[]; on: boolean } };
    recording.on = false;
    return recording.times.slice(1);
  });
}
