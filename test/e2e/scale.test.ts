import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { doorOf, post, resize } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { ARABIC_TITLE, HEBREW_TITLE, LONG_TITLE, seedStore } from '../helpers/seeded-store';

/** The queue with 10,000 incidents (100,000 with WATCHBILL_SCALE=1), and every screen with 0, 1 and 40 (with WATCHBILL_LOOK=<folder>). */
const MANY = process.env.WATCHBILL_SCALE === '1' ? 100_000 : 10_000;
const QUIET = 300;
const ACKNOWLEDGED = 1_500;
/** A folder for pictures of every screen, for eyes. */
const look = process.env.WATCHBILL_LOOK;
let desktop: TestDesktop;
let app: TestApp | null = null;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
});

afterEach(async () => {
  await app?.kill();
  app = null;
});

afterAll(async () => {
  await desktop?.stop();
});

async function open(data: string): Promise<{ running: TestApp; page: Page }> {
  const team = makeTeam(desktop, 'sources:\n  - { id: prod, type: push, title: "Production" }\n');
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], data });
  const page = await app.main();
  return { running: app, page };
}

/** Times between painted frames while something happens, milliseconds, sorted. */
async function frames(page: Page, during: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const recording = { times, on: true };
    (globalThis as unknown as { recording: typeof recording }).recording = recording;
    let last = performance.now();
    const frame = (now: number) => {
      times.push(now - last);
      last = now;
      if (recording.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await during();
  return await page.evaluate(() => {
    const { recording } = globalThis as unknown as { recording: { times: number[]; on: boolean } };
    recording.on = false;
    return recording.times.slice(1).sort((a, b) => a - b);
  });
}

const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;

/** Rows in sight, from the top: place, id and title. */
async function inSight(
  page: Page,
): Promise<Array<{ place: number; id: string; title: string; top: number }>> {
  return await page.evaluate(() => {
    const box = (document.querySelector('.queue-list') as HTMLElement).getBoundingClientRect();
    return [...document.querySelectorAll('.row:not(.row-waiting)')]
      .map((row) => ({
        place: Number(row.getAttribute('aria-posinset')),
        id: row.id.slice(4),
        title: row.querySelector('.row-title')?.textContent ?? '',
        top: Math.round(row.getBoundingClientRect().top),
      }))
      .filter(({ top }) => top >= box.top - 1 && top + 30 <= box.bottom + 1)
      .sort((a, b) => a.place - b.place);
  });
}

/** What is shown must be what the engine says stands there. */
async function rightRows(page: Page, status: 'all' | 'unresolved'): Promise<void> {
  await until(
    'rows in sight',
    async () => (await page.locator('.row-waiting').count()) === 0 && (await inSight(page)).length > 5,
  );
  const shown = await inSight(page);
  const first = (shown[0]?.place ?? 1) - 1;
  const { rows } = await ask(page, 'queue.window', {
    filter: { status },
    offset: first,
    limit: shown.length,
  });
  expect(shown.map(({ id, title }) => [id, title])).toEqual(rows.map(({ id, title }) => [id, title]));
}

describe(`with ${MANY.toLocaleString('en')} incidents`, () => {
  it('the queue is quick and right, and does not jump', async () => {
    const data = join(desktop.folder, 'many');
    await seedStore(data, { count: MANY, quiet: QUIET, acknowledged: ACKNOWLEDGED });
    const { page } = await open(data);
    await page.locator('.row:not(.row-waiting)').first().waitFor();
    const firstRows = await page.evaluate(() => performance.now());
    expect(firstRows).toBeLessThan(2_000);
    const door = await doorOf(page, 'prod');
    await rightRows(page, 'unresolved');

    await page.getByRole('radio', { name: 'All', exact: true }).click();
    await page.locator('.queue-foot', { hasText: `${MANY.toLocaleString('en')} incidents` }).waitFor();
    const list = page.getByRole('listbox', { name: 'Incidents' });
    const wheel = await frames(page, async () => {
      await list.hover();
      for (let i = 0; i < 40; i++) {
        await page.mouse.wheel(0, 900);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      }
    });
    await rightRows(page, 'all');
    await page.evaluate(() => {
      const box = document.querySelector('.queue-list') as HTMLElement;
      box.scrollTop = box.scrollHeight / 2;
    });
    await rightRows(page, 'all');
    expect(Math.abs(((await inSight(page))[0]?.place ?? 0) - MANY / 2)).toBeLessThan(100);
    const keys = await frames(page, async () => {
      await list.press('End');
      for (let i = 0; i < 30; i++) await list.press('PageUp');
      await list.press('End');
    });
    await rightRows(page, 'all');
    expect((await inSight(page)).at(-1)?.place).toBe(MANY);
    for (const [what, times] of [
      ['wheel', wheel],
      ['keys', keys],
    ] as const) {
      console.info(
        `${what}: median ${middle(times).toFixed(1)} ms, worst ${(times.at(-1) ?? 0).toFixed(1)} ms of ${times.length} frames; first rows after ${firstRows.toFixed(0)} ms`,
      );
      expect(middle(times), what).toBeLessThan(50);
    }

    // Scrolled down, a new incident comes: what is looked at stays where it is.
    await page.evaluate(() => {
      (document.querySelector('.queue-list') as HTMLElement).scrollTop = 3_000;
    });
    await rightRows(page, 'all');
    const before = await inSight(page);
    expect(
      await post(door, '/api/v1/alerts', { title: 'Newest of all', severity: 'none', dedupKey: 'newest' }),
    ).toBe(200);
    await page.locator('.queue-foot', { hasText: `${(MANY + 1).toLocaleString('en')} incidents` }).waitFor();
    const after = await inSight(page);
    const still = before.filter(({ id }) => after.some((row) => row.id === id));
    expect(still.length).toBeGreaterThanOrEqual(before.length - 1);
    for (const { id, top } of still) expect(after.find((row) => row.id === id)?.top).toBe(top);

    // Search over everything, and a filter.
    await list.press('/');
    await page.keyboard.type('newest of');
    await page.locator('.queue-foot', { hasText: /^1 incident(?!s)/ }).waitFor({ timeout: 5_000 });
    expect((await inSight(page)).map(({ title }) => title)).toEqual(['Newest of all']);
    await page.keyboard.press('Escape');
    // What is suppressed has a place of its own: it is open, and nobody is asked for an answer.
    const { counts: before200 } = await ask(page, 'queue.window', { filter: {}, offset: 0, limit: 1 });
    expect(before200).toMatchObject({ open: QUIET + 1, acknowledged: ACKNOWLEDGED });
    await page.getByRole('radio', { name: /^Suppressed,/ }).click();
    await page.locator('.queue-foot', { hasText: `${before200.suppressed} incidents` }).waitFor();

    // 200 picked at once and acknowledged.
    await list.press('Home');
    await page.locator('.row[aria-posinset="1"]').click();
    await list.press('Shift+ArrowDown');
    await page.evaluate(() => {
      (document.querySelector('.queue-list') as HTMLElement).scrollTop = 190 * 30;
    });
    await page.locator('.row[aria-posinset="200"]').click({ modifiers: ['Shift'] });
    await page.locator('.queue-bulk-count', { hasText: /^(199|200) of/ }).waitFor();
    const picked = Number(/^\d+/.exec((await page.locator('.queue-bulk-count').textContent()) ?? '')?.[0]);
    await list.press('a');
    await page
      .locator('.toast', { hasText: `Acknowledged ${picked} incidents` })
      .waitFor({ timeout: 10_000 });
    const { counts } = await ask(page, 'queue.window', { filter: {}, offset: 0, limit: 1 });
    expect(counts).toMatchObject({ open: QUIET + 1 - picked, acknowledged: ACKNOWLEDGED + picked });
    await page.locator('.queue-foot', { hasText: `${before200.suppressed - picked} incidents` }).waitFor();

    // A search that many fit says that it lists the newest.
    await list.press('/');
    await page.keyboard.type('node');
    await page.getByRole('radio', { name: 'All', exact: true }).click();
    await page
      .locator('.queue-remark', { hasText: 'Of the resolved only the newest that fit are listed' })
      .waitFor();
    if (look) await page.screenshot({ path: join(look, 'remark.png') });
    await page.getByRole('button', { name: 'Clear search and filters' }).click();

    // All that are left are picked, acknowledged slice by slice, and each has its outcome.
    await page.getByRole('radio', { name: /^Unresolved/ }).click();
    const left = QUIET + 1 + ACKNOWLEDGED;
    await page.locator('.queue-foot', { hasText: `${left.toLocaleString('en')} incidents` }).waitFor();
    await list.press('Control+a');
    await page.locator('.queue-bulk-count', { hasText: `${left.toLocaleString('en')} of` }).waitFor();
    await list.press('r');
    await page.getByRole('progressbar', { name: 'Resolving' }).waitFor();
    if (look) await page.screenshot({ path: join(look, 'bulk.png') });
    await page
      .locator('.toast', { hasText: `Resolved ${left.toLocaleString('en')} incidents` })
      .waitFor({ timeout: 30_000 });
    const { counts: atLast } = await ask(page, 'queue.window', { filter: {}, offset: 0, limit: 1 });
    expect(atLast).toEqual({ open: 0, acknowledged: 0, suppressed: 0, resolved: MANY + 1 });
  }, 110_000);
});

describe('titles that try the layout', () => {
  it('300 characters and right-to-left text stay in their place', async () => {
    const data = join(desktop.folder, 'odd');
    await seedStore(data, { count: 43, acknowledged: 40 });
    const { running, page } = await open(data);
    for (const [width, height] of [
      [1000, 700],
      [1600, 940],
    ] as const) {
      await resize(running, width, height);
      for (const title of [LONG_TITLE, HEBREW_TITLE, ARABIC_TITLE]) {
        await page.locator('.row-title', { hasText: title.trim() }).first().click();
        await page.locator('.head-title', { hasText: title.trim() }).waitFor();
        const shown = await page.evaluate(() => {
          const head = document.querySelector('.head-title') as HTMLElement;
          return {
            wide: document.documentElement.scrollWidth > window.innerWidth,
            cut: head.scrollWidth > head.clientWidth + 1,
            rows: [...document.querySelectorAll<HTMLElement>('.row')].every((row) => row.offsetHeight === 30),
          };
        });
        expect(shown, `${width} ${title.slice(0, 30)}`).toEqual({ wide: false, cut: false, rows: true });
      }
    }
  });
});

describe.skipIf(!look)('pictures', () => {
  it.each([0, 1, 40])('with %i incidents', async (count) => {
    const data = join(desktop.folder, `look-${count}`);
    await seedStore(data, {
      count,
      ringing: Math.min(count, 1),
      quiet: count > 10 ? 6 : 0,
      acknowledged: count > 10 ? 10 : 0,
    });
    const { running, page } = await open(data);
    await page.locator('.queue').waitFor();
    mkdirSync(look as string, { recursive: true });
    for (const theme of ['light', 'dark'] as const) {
      await ask(page, 'settings.set', { theme });
      for (const [width, height] of [
        [1000, 700],
        [1600, 940],
      ] as const) {
        await resize(running, width, height);
        for (const letter of ['q', 'c', 's', 't', 'e', 'p']) {
          await page.keyboard.press('g');
          await page.keyboard.press(letter);
          await page.waitForTimeout(350);
          const picture = await page.screenshot({
            path: join(look as string, `${count}-${letter}-${width}-${theme}.png`),
          });
          expect(picture.length).toBeGreaterThan(5_000);
        }
      }
    }
  });
});
