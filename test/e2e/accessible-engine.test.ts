import { appendFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { resize } from '../helpers/app-calls';
import { faultsInEveryLook, prepareForAxe } from '../helpers/axe-look';
import { startDesktop, type TestDesktop } from '../helpers/desktop';
import { ask, startApp, type TestApp } from '../helpers/desktop-app';
import { type HttpSink, startHttpSink } from '../helpers/http-sink';

/** axe-core on the paging engine's screens of the real app, in every theme: the demo's rules and history stand there. */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let service: HttpSink;
let alertmanager: RunningAlertmanager;

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  service = await startHttpSink((_got, response) => response.writeHead(503).end('The phone is off'));
  app = await startApp(desktop, { args: ['--demo'] });
  page = await app.main();
  await ask(page, 'settings.set', { sound: 'off' });
  await page.locator('.row').first().waitFor({ timeout: 30_000 });
  await prepareForAxe(page);
  await resize(app, 1280, 860);
  // What an Alertmanager tells is told to every desktop: it has a plan, and others can be paged about it.
  alertmanager = await startAlertmanager();
  const { folder } = await ask(page, 'team.get', {});
  appendFileSync(
    `${folder}/watchbill.yaml`,
    `  - { id: prod, type: alertmanager, url: "${alertmanager.url}", every: 1s }\n`,
  );
  for (const alertname of ['RedisDown', 'RedisMissingMaster', 'RedisOutOfSystemMemory'])
    await alertmanager.fire([
      {
        labels: { alertname, instance: 'redis-3', severity: 'critical', queue: 'settlements' },
        annotations: { summary: `Of the third: ${alertname}` },
      },
    ]);
});

afterAll(async () => {
  await app?.kill();
  await alertmanager?.stop();
  await service?.stop();
  await desktop?.stop();
});

const go = async (letter: string) => {
  // Out of what is open, then out of a field: keys are for the window.
  for (let n = 0; n < 3; n++) await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
};
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const dialog = () => page.getByRole('dialog');

const SCREENS: ReadonlyArray<readonly [string, () => Promise<void>]> = [
  [
    'the silences while there are none',
    async () => {
      await go('i');
      await page.getByText('Nothing is silenced').waitFor();
    },
  ],
  [
    'beginning maintenance',
    async () => {
      await button('Begin maintenance').click();
      await dialog().getByRole('checkbox', { name: 'Checkout' }).click();
      await dialog().getByRole('radio', { name: 'Another time' }).click();
    },
  ],
  [
    'the silences, the maintenance, and what ended',
    async () => {
      const { id } = await ask(page, 'silence.make', {
        matchers: ['alertname="Gone"'],
        end: Date.now() + 600_000,
        reason: 'A try',
      });
      await ask(page, 'silence.end', { id });
      await ask(page, 'maintenance.start', {
        services: ['checkout'],
        end: Date.now() + 600_000,
        reason: 'A deployment',
      });
      await go('i');
      await page.getByRole('list', { name: 'Silences that ended' }).waitFor();
      await button(/^End the maintenance of/).waitFor();
    },
  ],
  [
    'how I am reached with this desktop alone',
    async () => {
      await go('h');
      await page.getByText('Only this desktop pages you').waitFor();
    },
  ],
  [
    'the kinds of channels',
    async () => {
      await button('Add a channel').click();
      await dialog().getByRole('list', { name: 'Kinds of channels' }).waitFor();
    },
  ],
  [
    'a form of a channel with what is wrong with it',
    async () => {
      await dialog()
        .getByRole('button', { name: /^Webhook/ })
        .click();
      await dialog().getByRole('button', { name: 'Save and send a test' }).click();
      await dialog().locator('.field-error').first().waitFor();
    },
  ],
  [
    'a channel whose test failed, and rules that are not saved yet',
    async () => {
      await dialog().getByLabel('Title').fill('My bell');
      await dialog().getByLabel('Address').fill(service.url);
      await dialog().getByLabel('Signing secret').fill(SECRET);
      await dialog().getByRole('button', { name: 'Save and send a test' }).click();
      await page.locator('.reach-said-bad').first().waitFor({ timeout: 20_000 });
      await button(/add a step to High urgency/).click();
    },
  ],
  [
    'am I pageable',
    async () => {
      await go('r');
      await page.getByRole('list', { name: 'This desktop' }).waitFor();
      await page.getByRole('heading', { name: 'Watchbill’s own heartbeat' }).waitFor();
    },
  ],
  [
    'the policies',
    async () => {
      await go('o');
      await page.getByRole('list', { name: 'Services' }).waitFor();
    },
  ],
  [
    'a service with last week beside it',
    async () => {
      await button(/^Edit service Events/).click();
      await page.locator('.policy-compare').waitFor({ timeout: 20_000 });
    },
  ],
  [
    'an escalation that was changed, and a condition',
    async () => {
      await button('All policies').click();
      await button('Edit escalation payments').click();
      await page.locator('.policy-compare').waitFor({ timeout: 20_000 });
      await page.getByLabel('After the step before').first().fill('1m');
      await page.locator('.policy-preview[aria-busy="false"] .policy-compare').waitFor({ timeout: 20_000 });
    },
  ],
  [
    'an escalation that cannot be saved',
    async () => {
      await page.getByLabel('After the step before').first().fill('soon');
      await page.getByText(/It cannot be saved yet/).waitFor();
    },
  ],
  [
    'explaining before anything was asked',
    async () => {
      await button('Discard changes').click();
      await go('x');
      await page.getByText('Who would be paged, and why?').waitFor();
    },
  ],
  [
    'a pasted alert explained',
    async () => {
      await page.getByLabel('An alert').fill('alertname=KafkaConsumerLag,severity=critical,instance=kafka-2');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('list', { name: 'Stage by stage' }).waitFor();
    },
  ],
  [
    'an incident explained, with what really happened',
    async () => {
      await page.locator('.pick-row').first().click();
      await page.getByRole('region', { name: 'What really happened' }).waitFor();
    },
  ],
  [
    'the noise report',
    async () => {
      await go('n');
      await page.locator('.noise-figures').waitFor();
    },
  ],
  [
    'an incident of several alerts, with whom it pages when',
    async () => {
      await go('q');
      const lead = page.locator('.row', { hasText: /Of the third.*\+2/ }).first();
      await lead.waitFor({ timeout: 20_000 });
      await lead.click();
      await page.getByRole('region', { name: '3 alerts, one incident' }).waitFor();
      await page.getByRole('region', { name: 'If nobody answers' }).waitFor();
    },
  ],
  [
    'paging others',
    async () => {
      await page.keyboard.press('e');
      await dialog().getByRole('radio', { name: 'Priya Raman' }).click();
    },
  ],
  [
    'silencing it',
    async () => {
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
      await button('Silence…').click();
      await dialog()
        .getByText(/open incidents? match/)
        .waitFor();
    },
  ],
  [
    'a part that is held back',
    async () => {
      await dialog()
        .getByRole('button', { name: /^Silence until/ })
        .click();
      await dialog().waitFor({ state: 'hidden' });
      await page.locator('.parts-one').first().click();
      await page.locator('.incident').getByText('Held back').first().waitFor();
    },
  ],
];

describe('axe finds nothing on', () => {
  it.each(SCREENS)('%s', async (_name, open) => {
    await open();
    expect(await faultsInEveryLook(page, page)).toEqual([]);
  });
});
