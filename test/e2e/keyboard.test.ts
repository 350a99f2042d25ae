import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../src/contract/views/incident';
import { type Door, doorOf, popupVisible, post, realFocus, resize } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { seedStore } from '../helpers/seeded-store';

/** The whole window without a mouse, keys through the X server; and at 200 % (reliability E13, look.md). */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let door: Door;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  const team = makeTeam(
    desktop,
    `sources:
  - { id: prod, type: push, title: "Production" }
schedules:
  - { id: primary, name: Primary, layers: [{ id: always, people: [ada], start: 2026-01-05T09:00, turn: 1 day }] }
`,
  );
  const data = `${desktop.folder}/data`;
  // Severity none never pages: nothing floats over the window while the keys are tried.
  await seedStore(data, { count: 50, acknowledged: 6 });
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], data });
  page = await app.main();
  await realFocus(page, await app.popup());
  // Colours are there at once: a fading outline could not be measured.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  door = await doorOf(page, 'prod');
  await ask(page, 'settings.set', { sound: 'off' });
  for (let i = 0; i < 6; i++)
    await post(door, '/api/v1/alerts', { title: `Quiet ${i}`, severity: 'none', dedupKey: `quiet-${i}` });
  await page.getByText('Quiet 5').first().waitFor();
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

/** As the keyboard of the machine does it. */
function press(...keys: string[]): void {
  desktop.run('xdotool', 'key', '--delay', '12', ...keys);
}

async function current(): Promise<string> {
  return (await page.locator('.row[data-current]').getAttribute('id'))?.slice(4) ?? '';
}

async function view(id: string): Promise<IncidentView> {
  return (await ask(page, 'incident.get', { id })) as IncidentView;
}

/** Puts the cursor on the incident with this title, by keys. */
async function cursorTo(title: string): Promise<string> {
  // The window may just be getting the keyboard: a key too early goes elsewhere.
  await until('the first row', async () => {
    // Unlike Home, k moves the cursor wherever the focus is.
    press(...Array.from({ length: 40 }, () => 'k'));
    return await page
      .locator('.row[data-current][aria-posinset="1"]')
      .waitFor({ timeout: 500 })
      .then(
        () => true,
        () => false,
      );
  });
  for (let i = 0; i < 40; i++) {
    const shown = page.locator('.row[data-current] .row-title');
    if ((await shown.count()) > 0 && (await shown.textContent()) === title) return await current();
    const before = await current();
    press('j');
    await until('the next row', async () => (await current()) !== before, 3_000);
  }
  throw new Error(`j never came to ${title}`);
}

/** Whether the focused element can be told from the others: an outline, a shadow, or another ground than without focus. */
async function focusShows(): Promise<{ what: string; index: number; shows: boolean }> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const look = () => {
      const around = [
        element,
        element.parentElement as HTMLElement,
        element.closest('label, .search, li') ?? element,
      ];
      return around
        .map((each) => {
          const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } =
            getComputedStyle(each);
          const outline = outlineStyle === 'none' || outlineWidth === '0px' ? '' : outlineColor;
          const after = getComputedStyle(each, '::after').backgroundColor;
          return [outline, boxShadow, backgroundColor, borderColor, after].join();
        })
        .join(';');
    };
    const focused = look();
    const marked = document.querySelector('.row[data-current]') !== null;
    element.blur();
    const plain = look();
    element.focus({ preventScroll: true });
    const what = `${element.tagName.toLowerCase()}.${element.className} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`;
    // The list's focus is its marked row.
    return {
      what,
      index: [...document.querySelectorAll('*')].indexOf(element),
      shows: focused !== plain || (element.matches('.queue-list') && marked),
    };
  });
}

/** By the letter after g: the heading of each screen. */
const SCREENS: ReadonlyArray<readonly [string, RegExp]> = [
  ['q', /^Queue$/],
  ['c', /\d{4}$/],
  ['d', /^Schedules$/],
  ['f', /^Fairness$/],
  ['l', /^Plan a rota$/],
  ['s', /^Sources$/],
  ['t', /^Payments$/],
  ['e', /^Settings$/],
  ['p', /^Practice$/],
];

describe('without a mouse', () => {
  it('j and k move, Enter opens, Escape comes back to the same place', async () => {
    press('Home');
    await until(
      'the first row',
      async () => (await page.locator('.row[aria-posinset="1"][data-current]').count()) === 1,
    );
    press('j', 'j', 'k');
    await until(
      'the second row',
      async () => (await page.locator('.row[aria-posinset="2"][data-current]').count()) === 1,
    );
    const id = await current();
    press('Return');
    await page.locator('.incident[data-full]').waitFor();
    press('Escape');
    await page.locator('.queue-list').waitFor();
    expect(await current()).toBe(id);
  });

  it('a acknowledges, u takes it back, s snoozes from a menu, r resolves', async () => {
    const id = await cursorTo('Quiet 1');
    press('a');
    await until('acknowledged', async () => (await view(id)).status === 'acknowledged', 5_000);
    await cursorTo('Quiet 1');
    press('u');
    await until('open again', async () => (await view(id)).status === 'open', 5_000);
    await cursorTo('Quiet 1');
    press('s');
    await page.getByRole('menu').waitFor();
    await until('the menu has the keyboard', () =>
      page.evaluate(() => document.activeElement?.closest('[role=menu]') !== null),
    );
    press('Down', 'Return');
    await until('snoozed', async () => ((await view(id)).snoozedUntil ?? 0) > Date.now(), 5_000);
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    const other = await cursorTo('Quiet 2');
    press('r');
    await expect.poll(async () => (await view(other)).status).toBe('resolved');
  });

  it('n writes a note', async () => {
    const id = await cursorTo('Quiet 3');
    press('n');
    await until(
      'the field',
      () => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'),
      5_000,
    );
    desktop.run('xdotool', 'type', '--delay', '12', 'looked at the disk');
    press('ctrl+Return');
    await until(
      'the note',
      async () =>
        (await view(id)).story.some(
          ({ kind, text, detail }) => kind === 'noted' && `${text}${detail}`.includes('looked at the disk'),
        ),
      5_000,
    );
    press('Escape');
    press('Escape');
    await page.locator('.queue-list').waitFor();
    expect(await current()).toBe(id);
  });

  it('/ searches, x and Shift pick, the bulk bar answers all of them', async () => {
    press('slash');
    await until('the field', () =>
      page.evaluate(() => document.activeElement?.getAttribute('type') === 'search'),
    );
    desktop.run('xdotool', 'type', '--delay', '12', 'quiet');
    await page.getByText(/^[45] incidents$/).waitFor();
    press('Return', 'Home', 'shift+Down', 'shift+Down');
    await page.locator('.queue-bulk-count', { hasText: '3 of' }).waitFor();
    press('a');
    await page.locator('.toast').first().waitFor();
    expect(await page.locator('.toast').first().textContent()).toMatch(/acknowledged/i);
    press('slash');
    await until('the field', () =>
      page.evaluate(() => document.activeElement?.getAttribute('type') === 'search'),
    );
    press('Escape');
    await page.locator('.queue-foot', { hasText: 'incidents' }).waitFor();
  });

  it('g and a letter go everywhere, ? shows the keys, Ctrl+K finds and does', async () => {
    for (const [letter, name] of [
      ['c', 'Calendar'],
      ['d', 'Schedules'],
      ['f', 'Fairness'],
      ['s', 'Sources'],
      ['t', 'Team'],
      ['e', 'Settings'],
      ['q', 'Queue'],
    ] as const) {
      press('g', letter);
      await page.locator('.rail-button[aria-current="page"]', { hasText: name }).waitFor({ timeout: 5_000 });
    }
    press('question');
    await page.getByRole('dialog').waitFor();
    press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    press('ctrl+k');
    await page.locator('.palette').waitFor();
    desktop.run('xdotool', 'type', '--delay', '12', 'calendar');
    await page.locator('.palette-find[aria-selected="true"]', { hasText: /calendar/i }).waitFor();
    press('Return');
    await page.locator('.rail-button[aria-current="page"]', { hasText: 'Calendar' }).waitFor();
    expect(await page.locator('.palette').count()).toBe(0);
  });

  it('the keyboard is always somewhere to be seen, on every screen', async () => {
    for (const [letter, title] of SCREENS) {
      press('g', letter);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page
        .locator(letter === 'c' ? '.month-shift' : 'main button')
        .first()
        .waitFor();
      const hidden: string[] = [];
      const seen = new Set<number>();
      for (let i = 0; i < 25; i++) {
        const before = await page.evaluateHandle(() => document.activeElement);
        press('Tab');
        const moved = await page
          .waitForFunction((was) => document.activeElement !== was, before, { timeout: 3_000 })
          .catch(() => null);
        if (!moved) {
          // A field for a date and a time has a stop for each of its parts.
          expect(await before.evaluate((at) => (at as HTMLInputElement).type), letter).toMatch(/date|time/);
          continue;
        }
        const isBody = await page.evaluate(() => document.activeElement === document.body);
        if (isBody) continue;
        const { what, index, shows } = await focusShows();
        if (!shows && !what.includes('focus-guard')) hidden.push(what);
        if (seen.has(index)) break;
        seen.add(index);
      }
      expect(hidden, letter).toEqual([]);
      expect(seen.size, letter).toBeGreaterThan(4);
      press('Escape');
      // The last stop may be a field, where a letter is a letter.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    }
  });
});

/** What is left of a button where the system's colours are forced. */
function forcedLook(button: Element) {
  const style = getComputedStyle(button);
  return {
    forced: matchMedia('(forced-colors: active)').matches,
    readable: style.color !== style.backgroundColor,
    edge: Number.parseFloat(style.borderTopWidth) > 0 || Number.parseFloat(style.outlineWidth) > 0,
  };
}

describe('at 200 % and in forced colours', () => {
  it('E13: a page is answered by keyboard alone: in the window and in the pop-up', async () => {
    await resize(app, 1000, 700);
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows()) each.webContents.setZoomFactor(2);
    });
    await page.waitForFunction(() => window.innerWidth <= 520);
    for (const each of [page, await app.popup()]) await each.emulateMedia({ forcedColors: 'active' });
    press('g', 'q');
    for (const [title, where] of [
      ['Zoomed in the window', 'window'],
      ['Zoomed in the pop-up', 'popup'],
    ] as const) {
      await post(door, '/api/v1/alerts', { title, severity: 'critical', dedupKey: title });
      await until('the pop-up', () => popupVisible(app));
      const popup = await app.popup();
      await popup.getByText(title).first().waitFor();
      expect(await popup.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(
        true,
      );
      const button = popup.getByRole('button', { name: /^Acknowledge/ }).first();
      await button.scrollIntoViewIfNeeded();
      expect(await button.evaluate((each) => each.getBoundingClientRect().right <= window.innerWidth)).toBe(
        true,
      );
      // The system's colours take grounds and shadows away: words, edge and focus must still be there.
      expect(await button.evaluate(forcedLook)).toEqual({ forced: true, readable: true, edge: true });
      if (where === 'window') {
        await app.electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()
            .find((each) => each.webContents.getURL().includes('index.html'))
            ?.focus(),
        );
        await until('the window has the keyboard', () => page.evaluate(() => document.hasFocus()));
        await cursorTo(title);
        press('a');
      } else {
        press('ctrl+alt+p');
        await popup.locator('.answers[data-armed]').waitFor({ timeout: 10_000 });
        press('a');
      }
      await until('silence', async () => !(await popupVisible(app)), 5_000);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(
      true,
    );
  });
});
