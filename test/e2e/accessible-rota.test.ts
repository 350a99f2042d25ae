import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resize } from '../helpers/app-calls';
import { faultsInEveryLook, prepareForAxe } from '../helpers/axe-look';
import { startDesktop, type TestDesktop } from '../helpers/desktop';
import { startApp, type TestApp } from '../helpers/desktop-app';
import { makeRotaTeam } from '../helpers/rota-team';

/** axe-core on the rota's screens of the real app, in every theme: with a trade, an override, absences, gaps and notices. */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  const team = makeRotaTeam(desktop, Date.now());
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'] });
  page = await app.main();
  await page.locator('.strip-sentence').waitFor();
  await prepareForAxe(page);
  await resize(app, 1280, 860);
});

afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

const go = async (letter: string) => {
  // Out of what is open, then out of a field: keys are for the window.
  for (let n = 0; n < 3; n++) await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
};
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const radio = (name: string | RegExp) => page.getByRole('radio', { name }).first();
const dialog = () => page.getByRole('dialog');
const closeDialog = async () => {
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
};
const openMenu = async (name: string | RegExp) => {
  await button(name).click();
  await page.getByRole('menu').waitFor();
};
const closeMenu = async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
};
const SCREENS: ReadonlyArray<readonly [string, () => Promise<void>]> = [
  [
    'the calendar by month, with what changed above it',
    async () => {
      await go('c');
      await page.locator('.month .shift-gap').first().waitFor();
      await page.locator('.notice-title').first().waitFor();
      await page.getByText(/You are away while on call/).waitFor();
    },
  ],
  [
    'why whoever is on call, by a trade',
    async () => {
      // On the last days of a month what was traded may stand in the next.
      const traded = page.locator('.month .shift-trade').first();
      if ((await traded.count()) === 0) await button('Later month').click();
      await traded.click();
      await page
        .getByText(/because of the trade/)
        .first()
        .waitFor();
      await page.getByRole('list', { name: /All that has a say/ }).waitFor();
    },
  ],
  [
    'the trades',
    async () => {
      await radio(/^Trades/).click();
      await button('See and accept…').waitFor();
      await page.getByRole('region', { name: 'Agreed' }).waitFor();
    },
  ],
  [
    'an offer that I may accept',
    async () => {
      await button('See and accept…').click();
      await dialog()
        .getByRole('row', { name: /Ada Okafor/ })
        .waitFor();
    },
  ],
  [
    'who is away',
    async () => {
      await closeDialog();
      await button('Today').click();
      await radio('Away').click();
      await page.getByText('Moving house').waitFor();
      await button('Ask for cover').waitFor();
    },
  ],
  [
    'saying that I am away',
    async () => {
      await button('I am away…').click();
      await dialog().waitFor();
    },
  ],
  [
    'the trade dialog, for a shift of theirs',
    async () => {
      await closeDialog();
      await radio(/^Trades/).click();
      await button('Offer a shift…').click();
      await dialog().getByRole('radio', { name: 'Grace Lindt' }).click();
      await dialog().getByRole('radio', { name: 'For a shift of theirs' }).click();
      await dialog()
        .getByRole('radiogroup', { name: 'Their coming shifts' })
        .getByRole('radio')
        .first()
        .click();
      await dialog()
        .getByRole('row', { name: /Grace Lindt/ })
        .waitFor();
    },
  ],
  [
    'an override',
    async () => {
      await closeDialog();
      await button('Today').click();
      await radio('Shift').click();
      await button(/^Override…/).click();
      await dialog().waitFor();
    },
  ],
  [
    'the menu that takes the pager',
    async () => {
      await closeDialog();
      await openMenu('Take the pager');
    },
  ],
  [
    'the menu of schedules',
    async () => {
      await closeMenu();
      await openMenu('Show');
    },
  ],
  [
    'the calendar by week',
    async () => {
      await closeMenu();
      await radio('Week').click();
      await page.locator('.calendar[data-view="week"] .shift').first().waitFor();
    },
  ],
  [
    'the calendar as an agenda',
    async () => {
      await radio('Agenda').click();
      await page.locator('.agenda .agenda-row').first().waitFor();
    },
  ],
  [
    'the schedules',
    async () => {
      await go('d');
      await page.getByRole('list', { name: 'Schedules' }).getByText('Secondary').waitFor();
      await page
        .getByText(/Nobody/)
        .first()
        .waitFor();
    },
  ],
  [
    'the editor of one, with who changes and when',
    async () => {
      await button(/^Primary/).click();
      await page.getByRole('list', { name: 'Weeks' }).waitFor();
      await button('Move Ada Okafor, turn 1').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('list', { name: 'Changes' }).waitFor();
    },
  ],
  [
    'the editor with something that cannot be',
    async () => {
      await page.getByRole('textbox', { name: 'Turn: how many' }).fill('never');
      await page.getByText('Kept, but it cannot be saved yet.').waitFor();
    },
  ],
  [
    'the ways to begin a schedule',
    async () => {
      await button('Discard changes').click();
      await button('All schedules').click();
      await button('New schedule').click();
      await button(/^Follow the sun/).waitFor();
    },
  ],
  [
    'bringing one from elsewhere',
    async () => {
      await button('All schedules').click();
      await button('Import').click();
      await dialog().waitFor();
    },
  ],
  [
    'a calendar file and its feed',
    async () => {
      await closeDialog();
      await button(/^Primary/).click();
      await button('Calendar file').click();
      await page.locator('.export-feed').waitFor();
    },
  ],
  [
    'fairness',
    async () => {
      await go('f');
      await page.getByRole('table').waitFor();
      await page.getByRole('heading', { name: 'Public holidays counted' }).waitFor();
    },
  ],
  [
    'the planner before it has planned',
    async () => {
      await go('l');
      await button('Make a plan').waitFor();
    },
  ],
  [
    'a plan',
    async () => {
      await page.getByRole('textbox', { name: 'Search for at most, seconds' }).fill('4');
      await button('Make a plan').click();
      await button('Write into the team file…').waitFor({ timeout: 60_000 });
    },
  ],
  [
    'what a plan would write',
    async () => {
      await button('Write into the team file…').click();
      await dialog().waitFor();
    },
  ],
  [
    'a plan that cannot be',
    async () => {
      await closeDialog();
      await page.getByRole('textbox', { name: 'Most in 7 days, hours' }).fill('3');
      await button('Make a plan').click();
      await page.getByRole('heading', { name: 'No plan keeps all the rules' }).waitFor({ timeout: 60_000 });
    },
  ],
  [
    'the team',
    async () => {
      await go('t');
      await page.getByRole('list', { name: 'Absences of Ada Okafor' }).waitFor();
    },
  ],
  [
    'the calendars of the team',
    async () => {
      await radio('Calendars').click();
      await page.getByRole('heading', { name: 'Followed' }).waitFor();
    },
  ],
  [
    'following a calendar of absences',
    async () => {
      await button('Follow absences').click();
      await dialog().waitFor();
    },
  ],
  [
    'how the team folder is shared',
    async () => {
      await closeDialog();
      await radio('Sharing').click();
      await page.getByRole('list', { name: 'Desktops' }).waitFor();
    },
  ],
  [
    'the handover',
    async () => {
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill('handover');
      await page.locator('.palette-find[aria-selected="true"]', { hasText: /^Handover/ }).waitFor();
      await page.keyboard.press('Enter');
      await dialog().getByText('The replica lags after the export.').waitFor();
    },
  ],
];

describe('axe finds nothing on', () => {
  it.each(SCREENS)('%s', async (_name, open) => {
    await open();
    expect(await faultsInEveryLook(page, page)).toEqual([]);
  });
});
