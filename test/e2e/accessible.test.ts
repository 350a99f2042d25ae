import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorOf, popupVisible, post, resize } from '../helpers/app-calls';
import { faultsInEveryLook, prepareForAxe } from '../helpers/axe-look';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { seedStore } from '../helpers/seeded-store';

/** axe-core on the pager's screens of the real app, in every theme, with what stands there in a normal week. */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let popup: Page;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  const team = makeTeam(
    desktop,
    'sources:\n  - { id: prod, type: push, title: "Production" }\n  - { id: am, type: alertmanager, url: "http://127.0.0.1:9", every: 30s }\n',
  );
  const data = `${desktop.folder}/data`;
  await seedStore(data, { count: 60, quiet: 8, acknowledged: 8 });
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], data });
  page = await app.main();
  popup = await app.popup();
  const door = await doorOf(page, 'prod');
  await post(door, '/api/v1/alerts', 'this is not JSON');
  for (const severity of ['critical', 'warning', 'info'])
    await post(door, '/api/v1/alerts', {
      title: `Something ${severity} happened`,
      severity,
      dedupKey: severity,
      labels: { instance: 'db-1' },
      links: ['https://grafana.example/d/1', 'ftp://nowhere.example'],
      runbook: 'https://runbooks.example/db',
    });
  await until('the pop-up', () => popupVisible(app));
  for (const each of [page, popup]) await prepareForAxe(each);
  await resize(app, 1280, 800);
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

const inEveryTheme = (of: Page) => faultsInEveryLook(of, page);

const go = async (letter: string) => {
  // Out of whatever takes letters: a form that is still closing would take them.
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return page.evaluate(
        () =>
          document.querySelector('[role=dialog]') !== null ||
          document.activeElement?.matches('input, textarea, select') === true,
      );
    })
    .toBe(false);
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
};

const SCREENS: ReadonlyArray<readonly [string, () => Promise<void>]> = [
  [
    'the queue with an incident beside it',
    async () => {
      await go('q');
      await page.getByText('Something critical happened').first().click();
      await page.locator('.incident .story').first().waitFor();
    },
  ],
  [
    'the queue with several picked',
    async () => {
      for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowDown');
      await page.locator('.queue-bulk').waitFor();
    },
  ],
  [
    'an incident in the whole window',
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await page.locator('.incident[data-full]').waitFor();
    },
  ],
  [
    'the snooze menu',
    async () => {
      await page.keyboard.press('s');
      await page.getByRole('menu').waitFor();
    },
  ],
  [
    'an empty search',
    async () => {
      await go('q');
      await page.keyboard.press('/');
      await page.keyboard.type('nothingiscalledso');
      await page.locator('.queue-empty').waitFor();
    },
  ],
  [
    'the calendar by month',
    async () => {
      await page.keyboard.press('Escape');
      await go('c');
      await page.locator('.incident-count').first().waitFor();
    },
  ],
  [
    'the calendar by week',
    async () => {
      await page.getByRole('radio', { name: 'Week' }).click();
      await page.locator('.calendar[data-view="week"] .week-incident').first().waitFor({ state: 'attached' });
    },
  ],
  [
    'the calendar as an agenda',
    async () => {
      await page.getByRole('radio', { name: 'Agenda' }).click();
      await page.locator('.agenda-title').first().waitFor();
    },
  ],
  [
    'the sources',
    async () => {
      await go('s');
      await page.locator('.unreadable summary').first().click();
    },
  ],
  [
    'the form of a source',
    async () => {
      await page.getByRole('button', { name: /^Add/ }).first().click();
      await page.getByRole('dialog').or(page.locator('form')).first().waitFor();
    },
  ],
  [
    'the team',
    async () => {
      await go('t');
      await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor();
    },
  ],
  [
    'the settings',
    async () => {
      await go('e');
      await page.getByText('Start at login').first().waitFor();
    },
  ],
  [
    'the backups',
    async () => {
      await page.getByRole('button', { name: 'Back up now' }).click();
      const restore = page.getByRole('button', { name: 'Restore…' });
      await restore.and(page.locator(':enabled')).click({ timeout: 15_000 });
      await page.getByRole('dialog', { name: 'Backups' }).waitFor();
    },
  ],
  [
    'the question before a restore',
    async () => {
      await page
        .getByRole('button', { name: /^Restore the backup of/ })
        .first()
        .click();
      await page.getByRole('dialog', { name: 'Restore this backup?' }).waitFor();
    },
  ],
  [
    'the question before everything is deleted',
    async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete…' }).click();
      await page.getByLabel('Type delete to confirm').fill('delete');
    },
  ],
  [
    'the practice page',
    async () => {
      await go('p');
      await page.getByRole('button', { name: 'Page me now' }).waitFor();
    },
  ],
  [
    'the palette',
    async () => {
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill('some');
      await page.locator('.palette-find[id^="find-incident"]').first().waitFor();
    },
  ],
  [
    'the list of keys',
    async () => {
      await go('q');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

describe('axe finds nothing on', () => {
  it.each(SCREENS)('%s', async (_name, open) => {
    await open();
    expect(await inEveryTheme(page)).toEqual([]);
  });

  it('the pop-up, with its stack and with the choices of snooze', async () => {
    expect(await inEveryTheme(popup)).toEqual([]);
    await popup
      .getByRole('button', { name: /^Snooze/ })
      .first()
      .click();
    await popup.getByRole('group', { name: 'Snooze for' }).waitFor();
    expect(await inEveryTheme(popup)).toEqual([]);
  });

  it('the welcome, step by step', async () => {
    await app.kill();
    app = await startApp(desktop);
    page = await app.main();
    await page.getByRole('heading', { name: 'Who is paged here?' }).waitFor();
    await prepareForAxe(page);
    await page.getByRole('textbox', { name: 'Team folder' }).fill(`${desktop.folder}/new-team`);
    await page.getByRole('textbox', { name: 'Name of the team' }).fill('Payments');
    expect(await inEveryTheme(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.getByRole('button', { name: 'Create the team' }).click();
    await page.getByRole('heading', { name: 'Where do your alerts come from?' }).waitFor();
    await page.getByRole('radio', { name: 'User name and password' }).click();
    expect(await inEveryTheme(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Be sent to' }).click();
    await page.getByRole('button', { name: 'Make an address and a token' }).click();
    await page.getByRole('button', { name: 'Next' }).waitFor();
    expect(await inEveryTheme(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Page me now' }).click();
    await page.locator('.practice-channel', { hasText: 'Pop-up' }).getByText('Arrived').waitFor();
    expect(await inEveryTheme(page)).toEqual([]);
  });
});
