import { LARGE, SMALL } from './camera.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./camera.mjs').openCamera>>} Camera */

/** How long the planner may search; the picture shows what it has found by then. */
const SEARCH = '20';
const PATIENCE = 90_000;

/** The rota of the demo, screen by screen. @param {Camera} camera */
export async function rota(camera) {
  await calendar(camera);
  await trades(camera);
  await schedules(camera);
  await camera.press('g', 'f');
  await camera.rest();
  await camera.shoot('fairness');
  await plan(camera);
  await camera.press('g', 't');
  await camera.rest();
  await camera.shoot('team');
}

/** A team of fourteen: four schedules a day, fourteen rows. @param {Camera} camera */
export async function rotaOfMany(camera) {
  await camera.resize(LARGE);
  // That there is no keychain on the tour's screen is of no interest here.
  const banner = camera.main.getByRole('button', { name: /^Dismiss: There is no keychain/ });
  if (await banner.isVisible()) await banner.click();
  await camera.press('g', 'c');
  await camera.main.locator('.month-shift').first().waitFor();
  await camera.rest();
  await camera.shoot('calendar-14');
  await camera.press('g', 'f');
  await camera.rest();
  await camera.shoot('fairness-14');
}

/** The month, the week and the agenda, the month in a small window, and why somebody is on call. @param {Camera} camera */
async function calendar(camera) {
  const { main } = camera;
  await camera.press('g', 'c');
  for (const span of ['Month', 'Week', 'Agenda']) {
    await main.getByRole('radio', { name: span }).click();
    await camera.rest();
    await camera.shoot(`calendar-${span.toLowerCase()}`);
  }
  await main.getByRole('radio', { name: 'Month' }).click();
  await camera.resize(SMALL);
  await camera.shoot('calendar-small');
  await camera.resize(LARGE);
  const traded = main.locator('.month-shift.shift-trade').last();
  // On the last days of a month what was traded may stand in the next.
  if ((await traded.count()) === 0) await main.getByRole('button', { name: 'Later month' }).click();
  await traded.click();
  await main.locator('.why-reasons').waitFor();
  await camera.rest();
  await camera.shoot('why');
}

/** All trades, and an offer that is just being made: hours of mine for a shift of somebody else's. @param {Camera} camera */
async function trades(camera) {
  const { main } = camera;
  await main.getByRole('button', { name: /^Trades/ }).click();
  await main.getByRole('button', { name: 'See and accept…' }).waitFor();
  await camera.rest();
  await camera.shoot('trades');
  await main.getByRole('button', { name: 'Offer a shift…' }).click();
  const dialog = main.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Inês Duarte' }).click();
  await dialog.getByRole('radio', { name: 'For a shift of theirs' }).click();
  await dialog.getByRole('radiogroup', { name: 'Their coming shifts' }).getByRole('radio').nth(2).click();
  await dialog.getByLabel('Note').fill('My sister comes to visit.');
  await dialog.getByRole('row', { name: /Inês Duarte/ }).waitFor();
  await camera.rest();
  await camera.shoot('trade');
  await camera.press('Escape', 'Escape');
}

/** The list, and the editor with a change that was not saved yet; that also in a small window. @param {Camera} camera */
async function schedules(camera) {
  const { main } = camera;
  await camera.press('g', 'd');
  await camera.rest();
  await camera.shoot('schedules');
  await main.getByRole('button', { name: /^Secondary/ }).click();
  await main.getByRole('list', { name: 'Weeks' }).waitFor();
  await main.getByRole('button', { name: 'Move Noah Whitlock, turn 4', exact: true }).focus();
  await camera.press('ArrowUp', 'ArrowUp');
  await main.getByRole('list', { name: 'Changes' }).waitFor();
  await camera.rest();
  await camera.shoot('schedule-editor');
  await camera.resize(SMALL);
  await camera.shoot('schedule-editor-small');
  await camera.resize(LARGE);
  await main.getByRole('button', { name: 'Discard changes' }).click();
  await main.getByRole('button', { name: 'All schedules' }).click();
}

/** A fair rota for the next quarter, as the solver made it. @param {Camera} camera */
async function plan(camera) {
  const { main } = camera;
  await camera.press('g', 'l');
  await main.getByLabel('Schedule', { exact: true }).selectOption({ label: 'Secondary' });
  await main.getByLabel('Search for at most, seconds').fill(SEARCH);
  await main.getByRole('button', { name: 'Make a plan' }).click();
  await main.getByRole('button', { name: 'Write into the team file…' }).waitFor({ timeout: PATIENCE });
  await main.evaluate(() => {
    for (const each of document.querySelectorAll('*')) each.scrollTop = 0;
  });
  await camera.rest();
  await camera.shoot('plan');
}
