import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { popupVisible, resize } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, startApp, type TestApp } from '../helpers/desktop-app';
import { type HttpSink, startHttpSink } from '../helpers/http-sink';

/*
 * The paging engine by keyboard: a real Alertmanager, the real app, and a service on this machine for what leaves it.
 * Ada sits here and is on call; Grace has no desktop that runs.
 */
let desktop: TestDesktop;
let alertmanager: RunningAlertmanager;
let service: HttpSink;
let app: TestApp;
let page: Page;
let file: string;

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  alertmanager = await startAlertmanager();
  service = await startHttpSink((_got, response) => response.writeHead(204).end());
  const team = join(desktop.folder, 'team');
  mkdirSync(team);
  file = join(team, 'watchbill.yaml');
  writeFileSync(
    file,
    `# What the payments team agreed on.
watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    name: Primary
    layers:
      - { id: weekly, people: [ada], start: 2026-01-05T00:00, turn: 1 week }
escalations:
  # Nobody is woken twice for the same.
  - id: payments
    steps:
      - { page: [schedule:primary] }
      - { after: 5m, page: [person:grace] } # Grace sleeps lightly
services:
  - { id: checkout, name: Checkout, match: ['alertname=~"Checkout.*"'], escalation: payments }
sources:
  - { id: prod, type: alertmanager, url: "${alertmanager.url}", every: 1s, resolveAfter: 2s }
`,
  );
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'] });
  page = await app.main();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await ask(page, 'settings.set', { sound: 'off' });
  await resize(app, 1280, 860);
  await page.locator('.strip-sentence').waitFor({ timeout: 20_000 });
}, 60_000);

afterAll(async () => {
  await app?.kill();
  await service?.stop();
  await alertmanager?.stop();
  await desktop?.stop();
});

const labelsOf = (name: string) => ({ alertname: `Checkout${name}`, severity: 'critical' });

/** An alert that pages; its incident stands alone in the queue's search. @returns until the pop-up shows */
async function fire(name: string, summary: string): Promise<void> {
  await alertmanager.fire([{ labels: labelsOf(name), annotations: { summary } }]);
  await rings(true);
}

const rings = (is: boolean) =>
  until(is ? 'the pop-up' : 'no pop-up', async () => (await popupVisible(app)) === is, 15_000);

async function go(letter: string, heading: string): Promise<void> {
  for (let n = 0; n < 3; n++) await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Presses something without the mouse. */
async function press(what: Locator, key = 'Enter'): Promise<void> {
  await what.focus();
  await page.keyboard.press(key);
}

/** By its row, whose place in the list is nobody's promise; from there on by keys. */
async function open(title: string): Promise<void> {
  await go('q', 'Queue');
  await page.locator('.row', { hasText: title }).first().click();
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
}

const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const dialog = () => page.getByRole('dialog');

async function over(name: string): Promise<void> {
  await alertmanager.resolve(labelsOf(name));
  await rings(false);
}

describe('the paging engine, by keyboard', () => {
  it('says whom a page comes to next, and hands it over with e', async () => {
    await fire('Down', 'Checkout is down');
    await open('Checkout is down');
    const plan = page.getByRole('region', { name: 'If nobody answers' });
    await plan.getByText('Ada Okafor').first().waitFor();
    await plan.getByText('Grace Lindt').first().waitFor();
    await page.keyboard.press('e');
    await press(dialog().getByRole('radio', { name: 'Grace Lindt' }), 'Space');
    await press(dialog().getByRole('button', { name: 'Hand over' }));
    await dialog().waitFor({ state: 'hidden' });
    const story = page.getByRole('region', { name: 'Story' });
    await story.getByText(/[Hh]anded over to Grace Lindt|[Hh]anded it over to Grace Lindt/).waitFor();
    await expect.poll(() => plan.textContent()).toMatch(/Grace Lindt/);
    await over('Down');
  });

  it('a silence made with two keys stops the pop-up; ending it makes it ring again', async () => {
    await fire('Slow', 'Checkout is slow');
    await open('Checkout is slow');
    await press(button('Silence…'));
    await dialog().getByText('1 open incident matches.').waitFor();
    await press(dialog().getByRole('button', { name: /^Silence until/ }));
    await rings(false);
    const row = page.locator('.row', { hasText: 'Checkout is slow' });
    await row.getByText('Held back').waitFor();
    await page
      .locator('.incident')
      .getByText(/silenced here/)
      .first()
      .waitFor();
    // What Watchbill holds back is not silenced at the server: other tools see it as it is.
    expect(await alertmanager.silences()).toEqual([]);

    await go('i', 'Silences');
    await page.getByText('1 open incident matches, 1 held back so far').waitFor();
    await press(button(/^End the silence of/));
    await rings(true);
    await page.getByRole('list', { name: 'Silences that ended' }).waitFor();
    await over('Slow');
  });

  it('every check of "Am I pageable?" is told in words, and a practice page from there is kept', async () => {
    await go('r', 'Am I pageable?');
    await page.locator('.ready-check').first().waitFor();
    const checks = await page.locator('.ready-check').allTextContents();
    expect(checks.length).toBeGreaterThan(8);
    for (const text of checks) expect(text).toMatch(/(Well|Look at this|Bad|Not known)[A-Z0-9].{3,}/);
    await page.getByText('No drill yet.').waitFor();
    await press(button('Practise now'));
    await press(button('Page me now'));
    await rings(true);
    const popup = await app.popup();
    // The shortcut brings the keyboard to the pop-up; once it was there for a moment one key answers.
    await until('the keyboard at the pop-up', async () => {
      desktop.run('xdotool', 'keydown', 'ctrl', 'keydown', 'alt', 'keydown', 'p', 'sleep', '0.25');
      desktop.run('xdotool', 'keyup', 'p', 'keyup', 'alt', 'keyup', 'ctrl');
      const armed = popup.locator('.answers[data-armed]').first();
      return armed.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
    desktop.run('xdotool', 'key', 'a');
    await rings(false);
    await page.getByText(/You answered after/).waitFor();
    await go('r', 'Am I pageable?');
    await page
      .getByRole('list', { name: 'Drills' })
      .getByText(/^Answered after/)
      .waitFor();
  });

  it('a channel is added and tested, and pages when nobody answered', async () => {
    await go('h', 'How you are reached');
    await press(button('Add a channel'));
    await press(dialog().getByRole('button', { name: /^Webhook/ }));
    await dialog().getByLabel('Title').fill('The bell');
    await dialog().getByLabel('Address').fill(`${service.url}/pages`);
    await dialog().getByLabel('Signing secret').fill(SECRET);
    await press(dialog().getByLabel('Signing secret'));
    const card = page.getByRole('article', { name: 'The bell' });
    await card.getByText(/^Delivered in .*taken by the webhook: HTTP 204/).waitFor({ timeout: 15_000 });
    expect(service.got).toHaveLength(1);
    expect(service.got[0]?.path).toBe('/pages');

    // The screen offers minutes; a test has no two of them.
    const { rules } = await ask(page, 'channels.list', {});
    const bell = rules.find(({ channel }) => !['popup', 'notification', 'sound'].includes(channel));
    expect(bell?.after).toBe(120_000);
    await ask(page, 'rules.save', {
      rules: rules.map((rule) => (rule === bell ? { ...rule, after: 2_000 } : rule)),
    });
    await go('q', 'Queue');
    await go('h', 'How you are reached');
    await page
      .getByText(/after 2 s: The bell/)
      .first()
      .waitFor();

    await fire('Lost', 'Orders are lost');
    await until('the page at the service', () => service.got.length >= 2, 15_000);
    expect(service.got[1]?.body).toContain('Orders are lost');
    expect(await popupVisible(app)).toBe(true);
    const { rows } = await ask(page, 'queue.window', { filter: { text: 'lost' }, offset: 0, limit: 5 });
    const pages = (await ask(page, 'incident.get', { id: rows[0]?.id ?? '' }))?.pages ?? [];
    const at = (channel: string) => pages.find((each) => each.channel === channel)?.at ?? Number.NaN;
    expect(at('The bell') - at('Pop-up')).toBeGreaterThanOrEqual(2_000);
    await over('Lost');
  });

  it('a pasted alert is explained; a changed escalation shows last week, and is saved with its comments', async () => {
    await go('x', 'Explain');
    await page.getByLabel('An alert').focus();
    await page.keyboard.type('alertname=CheckoutDown,severity=critical');
    await page.keyboard.press('Control+Enter');
    await page.getByText('It pages Ada Okafor now.').waitFor();
    const lineOf = (words: string) => readFileSync(file, 'utf8').split(words)[0]?.split('\n').length;
    await page.getByText(`watchbill.yaml, line ${lineOf('id: checkout')}`, { exact: true }).waitFor();
    await page.getByText(`watchbill.yaml, line ${lineOf('id: payments')}`, { exact: true }).waitFor();

    await go('o', 'Policies');
    await press(button('Edit escalation payments'));
    await page.locator('.policy-preview[aria-busy="false"] .policy-compare').waitFor({ timeout: 15_000 });
    const wait = page.getByLabel('After the step before');
    await wait.fill('soon');
    await page.getByText(/It cannot be saved yet/).waitFor();
    const before = readFileSync(file, 'utf8');
    await page.keyboard.press('Control+s');
    await wait.fill('1s');
    await page.locator('.policy-preview[aria-busy="false"] .policy-compare').waitFor({ timeout: 15_000 });
    await page.getByText('Changed, not saved.').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    await page.keyboard.press('Control+s');
    await until('the file', () => readFileSync(file, 'utf8') !== before);
    expect(readFileSync(file, 'utf8')).toBe(before.replace('after: 5m', 'after: 1s'));
    await page.getByText('As it stands in the team file.').waitFor();
  });
});
