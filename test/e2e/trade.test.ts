import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFocus } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, startApp, type TestApp } from '../helpers/desktop-app';

/*
 * Two people on two desktops of their own share one team folder and nothing else: a two-way trade by mouse, and one by
 * the keyboard alone. Ada is on call on even days from today on, Grace on odd ones.
 */
type Side = { readonly desktop: TestDesktop; readonly app: TestApp; readonly page: Page };
let ada: Side;
let grace: Side;

const DAY = 86_400_000;
const today = Math.floor(Date.now() / DAY) * DAY;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `Wed 25 Nov 00:00`, as the calendar says when a day begins. */
function midnight(day: number): string {
  const date = new Date(today + day * DAY);
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getUTCDay()];
  return `${weekday} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} 00:00`;
}

async function side(team: string, me: string): Promise<Side> {
  const desktop = await startDesktop({ notifications: false });
  const app = await startApp(desktop, { args: [`--team=${team}`, `--me=${me}`] });
  const page = await app.main();
  await realFocus(page, await app.popup());
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await ask(page, 'settings.set', { sound: 'off' });
  return { desktop, app, page };
}

beforeAll(async () => {
  const shared = await startDesktop({ notifications: false });
  const team = join(shared.folder, 'team');
  mkdirSync(team, { recursive: true });
  writeFileSync(
    join(team, 'watchbill.yaml'),
    `watchbill: 1
team: Two
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    name: Primary
    layers:
      - { id: daily, people: [ada, grace], start: ${new Date(today).toISOString().slice(0, 10)}T00:00, turn: 1 day }
`,
  );
  ada = await side(team, 'ada');
  grace = await side(team, 'grace');
  ada.desktop.atEnd(() => shared.stop());
});

afterAll(async () => {
  for (const each of [grace, ada]) {
    await each?.app.kill();
    await each?.desktop.stop();
  }
});

/** Who is on call on a day, as a desktop knows it. */
async function dutyOf({ page }: Side, day: number): Promise<{ person: string | null; mark: string }> {
  const from = today + day * DAY;
  const { schedules } = await ask(page, 'rota.get', { from, to: from + DAY, schedules: [] });
  const [shift, more] = schedules[0]?.shifts ?? [];
  if (!shift || more) throw new Error(`day ${day} is not of one person: ${JSON.stringify(schedules)}`);
  return { person: shift.person, mark: shift.mark };
}

async function bothSay(day: number, person: string, mark: string): Promise<void> {
  for (const each of [ada, grace])
    await expect.poll(() => dutyOf(each, day), { timeout: 15_000 }).toEqual({ person, mark });
}

const shiftOn = (page: Page, who: string, day: number) =>
  page.getByRole('button', { name: new RegExp(`${who}.* on call for Primary, ${midnight(day)}`) }).first();

describe('two desktops on one team folder', () => {
  it('make a two-way trade by mouse', async () => {
    const mine = ada.page;
    await mine.locator('.rail-button', { hasText: 'Calendar' }).click();
    await mine.locator('.month-shift').first().waitFor();
    if ((await shiftOn(mine, 'You, Ada Okafor,', 2).count()) === 0)
      await mine.getByRole('button', { name: 'Later month' }).click();
    await shiftOn(mine, 'You, Ada Okafor,', 2).click();
    await mine
      .getByText(/Ada Okafor, by layer daily/)
      .first()
      .waitFor();
    await mine.getByRole('button', { name: /^Offer/ }).click();
    const offer = mine.getByRole('dialog');
    await offer.getByRole('radio', { name: 'Grace Lindt' }).click();
    await offer.getByRole('radio', { name: 'For a shift of theirs' }).click();
    await offer
      .getByRole('radiogroup', { name: 'Their coming shifts' })
      .getByRole('radio', { name: midnight(3).slice(0, -6) })
      .first()
      .click();
    await offer.getByRole('textbox', { name: 'Note' }).fill('My sister marries');
    // Nobody has agreed yet, but both see what it would do.
    await offer.getByRole('row', { name: /Grace Lindt/ }).waitFor();
    await offer.getByRole('button', { name: 'Offer to Grace Lindt' }).click();
    await offer.waitFor({ state: 'hidden' });
    await bothSay(2, 'ada', 'plain');

    const theirs = grace.page;
    const rail = theirs.locator('.rail-button', { hasText: 'Calendar' });
    await rail.locator('.rail-mark', { hasText: '1' }).waitFor({ timeout: 15_000 });
    await rail.click();
    await theirs.getByRole('button', { name: 'Trades 1' }).click();
    await theirs.getByText('My sister marries').waitFor();
    await theirs.getByRole('button', { name: 'See and accept…' }).click();
    const answer = theirs.getByRole('dialog');
    await answer.getByRole('row', { name: /Ada Okafor/ }).waitFor();
    await answer.getByRole('button', { name: 'Accept' }).click();
    await answer.waitFor({ state: 'hidden' });

    await bothSay(2, 'grace', 'trade');
    await bothSay(3, 'ada', 'trade');
    await mine
      .getByRole('button', { name: /Grace Lindt on call for Primary, .* by trade with Ada Okafor/ })
      .first()
      .waitFor();
    await theirs
      .locator('.rail-button', { hasText: 'Calendar' })
      .locator('.rail-mark')
      .waitFor({ state: 'detached' });

    // Undoing it undoes both halves, whoever does it.
    await mine.getByRole('button', { name: /^Trades/ }).click();
    await mine.getByRole('region', { name: 'Agreed' }).getByRole('button', { name: 'Undo' }).click();
    await bothSay(2, 'ada', 'plain');
    await bothSay(3, 'grace', 'plain');
    expect((await ask(theirs, 'trade.list', {})).map(({ status }) => status)).toEqual(['undone']);
  });

  it('make one by keyboard alone', async () => {
    const mine = keyboard(ada);
    await mine.until('the calendar', async () => {
      mine.press('Escape', 'g', 'c');
      return (
        (await ada.page.locator('.rail-button[aria-current="page"]', { hasText: 'Calendar' }).count()) === 1
      );
    });
    mine.press('1', 't');
    // The cursor is at today; each arrow is a day.
    mine.press('Right', 'Right', 'Right', 'Right');
    await mine.onFocus(new RegExp(`You, Ada Okafor, on call for Primary, ${midnight(4)}`));
    mine.press('Return');
    await ada.page
      .getByText(/Ada Okafor, by layer daily/)
      .first()
      .waitFor();
    mine.press('o');
    await ada.page.getByRole('dialog').waitFor();
    await mine.tabTo((focus) => focus.group === 'To');
    mine.press('Right');
    await mine.onFocus(/Grace Lindt/);
    await mine.tabTo((focus) => focus.group === 'For what');
    mine.press('Right');
    await mine.onFocus(/For a shift of theirs/);
    await mine.tabTo((focus) => focus.group === 'Their coming shifts');
    const wanted = midnight(5).slice(0, -6);
    for (let n = 0; n < 8 && !(await mine.checked('Their coming shifts')).includes(wanted); n++) {
      mine.press(n === 0 ? 'space' : 'Down');
      await mine.settle();
    }
    expect(await mine.checked('Their coming shifts')).toContain(wanted);
    await ada.page
      .getByRole('dialog')
      .getByRole('row', { name: /Grace Lindt/ })
      .waitFor();
    await mine.tabTo((focus) => focus.text.includes('Offer to Grace Lindt'));
    mine.press('Return');
    await ada.page.getByRole('dialog').waitFor({ state: 'hidden' });

    const theirs = keyboard(grace);
    await grace.page.locator('.rail-mark', { hasText: '1' }).first().waitFor({ timeout: 15_000 });
    await theirs.until('the calendar', async () => {
      theirs.press('Escape', 'g', 'c');
      return (
        (await grace.page.locator('.rail-button[aria-current="page"]', { hasText: 'Calendar' }).count()) === 1
      );
    });
    theirs.press('d');
    await theirs.onFocus(/See and accept/);
    theirs.press('Return');
    await grace.page.getByRole('dialog').waitFor();
    await theirs.tabTo((focus) => focus.text === 'Accept');
    theirs.press('Return');
    await grace.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await bothSay(4, 'grace', 'trade');
    await bothSay(5, 'ada', 'trade');
  });

  it('offer what was dragged over in the week, to the quarter of an hour', async () => {
    const { page } = ada;
    await page.locator('.rail-button', { hasText: 'Calendar' }).click();
    await page.getByRole('radio', { name: 'Week' }).click();
    await page.getByRole('button', { name: 'Today' }).click();
    const column = page.locator(`.week-day[data-day="${today + 2 * DAY}"]`);
    await page.locator('.week-day').first().waitFor();
    if ((await column.count()) === 0) await page.getByRole('button', { name: 'Later week' }).click();
    await column.locator('.shift-mine').waitFor();
    await page
      .locator('.rbc-time-content')
      .evaluate((hours) => hours.scrollTo(0, (hours.scrollHeight * 9) / 24));
    const box = await column.boundingBox();
    if (!box) throw new Error('no column');
    const at = (hour: number) => box.y + (box.height * hour) / 24 + 2;
    await page.mouse.move(box.x + 30, at(10.5));
    await page.mouse.down();
    await page.mouse.move(box.x + 32, at(12.75), { steps: 8 });
    await page.mouse.up();
    const offer = page.getByRole('dialog', { name: 'Offer a shift' });
    const day = new Date(today + 2 * DAY).toISOString().slice(0, 10);
    expect(await offer.getByRole('textbox', { name: 'From' }).inputValue()).toBe(`${day} 10:30`);
    expect(await offer.getByRole('textbox', { name: 'To' }).inputValue()).toBe(`${day} 13:00`);
    await offer.getByRole('button', { name: 'Offer to anyone' }).click();
    await expect
      .poll(
        async () => (await ask(grace.page, 'trade.list', {})).find(({ status }) => status === 'open')?.give,
        {
          timeout: 15_000,
        },
      )
      .toEqual([
        { schedule: 'primary', start: Date.parse(`${day}T10:30Z`), end: Date.parse(`${day}T13:00Z`) },
      ]);
  });
});

type Focus = { readonly text: string; readonly group: string };

/** The keyboard of a desktop, through its X server, and what it is at. */
function keyboard({ desktop, page }: Side) {
  const press = (...keys: string[]) => void desktop.run('xdotool', 'key', '--delay', '25', ...keys);
  const focus = (): Promise<Focus> =>
    page.evaluate(() => {
      const at = document.activeElement;
      const group = at?.closest('[role=radiogroup]');
      const by = group?.getAttribute('aria-labelledby');
      return {
        text: at?.getAttribute('aria-label') ?? at?.textContent ?? '',
        group:
          group?.getAttribute('aria-label') ?? (by ? (document.getElementById(by)?.textContent ?? '') : ''),
      };
    });
  const settle = () => page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
  return {
    press,
    settle,
    until,
    onFocus: (words: RegExp) =>
      until(`the focus on ${words.source}`, async () => words.test((await focus()).text)),
    /** What is picked in a group of radio buttons. */
    checked: async (group: string) =>
      (
        await page.getByRole('radiogroup', { name: group }).locator('[data-checked]').allTextContents()
      ).join(),
    tabTo: async (isIt: (focus: Focus) => boolean) => {
      const seen: string[] = [];
      for (let n = 0; n < 40; n++) {
        if (isIt(await focus())) return;
        press('Tab');
        await settle();
        seen.push((await focus()).text.slice(0, 40));
      }
      throw new Error(`Tab never came there: ${seen.join(' | ')}`);
    },
  };
}
