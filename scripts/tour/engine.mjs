import { createServer } from 'node:http';
import { LARGE, SMALL } from './camera.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./camera.mjs').openCamera>>} Camera */

const HOUR = 3_600_000;
/** That a week is gone through anew takes a moment. */
const PATIENCE = 30_000;
const PASTED =
  'alertname=PostgresqlTooManyLocksAcquired, severity=critical, namespace=payments, cluster=eu-west-1';

/** The rules by which the demo pages, screen by screen. @param {Camera} camera */
export async function engine(camera) {
  await silences(camera);
  await reach(camera);
  await camera.press('g', 'r');
  await camera.main.getByRole('list', { name: 'This desktop' }).waitFor();
  await both(camera, 'readiness');
  await policies(camera);
  await explain(camera);
  await camera.press('g', 'n');
  await camera.main.locator('.noise-figures').waitFor({ timeout: PATIENCE });
  await camera.rest();
  await camera.shoot('noise');
}

/** What is held back on purpose, and a silence that is just being made. @param {Camera} camera */
async function silences(camera) {
  const { main, ask } = camera;
  const now = Date.now();
  const made = await ask('silence.make', {
    matchers: ['alertname="HostHighCpuLoad"', 'instance=~"batch-.*"'],
    end: now + 2 * HOUR,
    reason: 'The settlement runs late tonight',
  });
  const began = await ask('maintenance.start', {
    services: ['checkout'],
    end: now + HOUR / 2,
    reason: 'Deploying checkout-api 4.18',
  });
  await camera.press('g', 'i');
  await main.getByRole('list', { name: 'Silences', exact: true }).waitFor();
  await camera.rest();
  await camera.shoot('silences');
  await main.getByRole('button', { name: 'Silence alerts' }).first().click();
  const dialog = main.getByRole('dialog');
  await dialog.getByLabel('Matcher').fill('severity=~"warning|info"');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByLabel('Reason').fill('Moving to the new cluster');
  await dialog.getByText(/match/).first().waitFor();
  await camera.rest();
  await camera.shoot('silence');
  await camera.press('Escape', 'Escape');
  await ask('silence.end', { id: made.id });
  await ask('maintenance.end', { id: began.id });
}

/** Two channels of one's own, of which one was tested just now, and the rules. @param {Camera} camera */
async function reach(camera) {
  const { main, ask } = camera;
  const phone = await listen();
  try {
    const channel = { isNew: true, secrets: {} };
    await ask('channels.save', {
      ...channel,
      id: 'phone',
      type: 'ntfy',
      title: 'My phone',
      values: { server: phone.url, topic: 'ada-pages' },
      rule: { after: 2 * 60_000, urgency: 'high' },
    });
    await ask('channels.save', {
      ...channel,
      id: 'mail',
      type: 'webhook',
      title: 'The bell in the hall',
      values: { url: phone.url },
      secrets: { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
      rule: { after: 5 * 60_000, urgency: 'high' },
    });
    await camera.press('g', 'h');
    await main.getByRole('button', { name: 'Send a test to My phone' }).click();
    await main.getByRole('article', { name: 'My phone' }).getByText('delivered').first().waitFor();
    await large(camera, 'reach');
    await main.getByRole('button', { name: 'Add a channel' }).first().click();
    await main.getByRole('list', { name: 'Kinds of channels' }).waitFor();
    await camera.rest();
    await camera.shoot('reach-kinds');
    await camera.press('Escape');
    // From here on the demo pages this desktop alone, as before.
    for (const id of ['phone', 'mail']) await ask('channels.remove', { id });
  } finally {
    await phone.stop();
  }
}

/** All services and escalations, and one of each with what it would have done last week. @param {Camera} camera */
async function policies(camera) {
  const { main } = camera;
  await camera.press('g', 'o');
  await main.getByRole('list', { name: 'Services' }).waitFor();
  await large(camera, 'policies');
  await main.getByRole('button', { name: 'Edit service Monitoring' }).click();
  await main.getByLabel('Hold for').fill('10m');
  await replayed(camera);
  await large(camera, 'policy-service');
  await main.getByRole('button', { name: 'Discard changes' }).click();
  await main.getByRole('button', { name: 'All policies' }).click();
  await main.getByRole('button', { name: 'Edit escalation payments' }).click();
  await main.getByLabel('After the step before').first().fill('2m');
  await replayed(camera);
  await both(camera, 'policy-escalation');
  await main.getByRole('button', { name: 'Discard changes' }).click();
  await main.getByRole('button', { name: 'All policies' }).click();
}

/** @param {Camera} camera */
async function explain(camera) {
  const { main } = camera;
  await camera.press('g', 'x');
  await main.getByLabel('An alert').fill(PASTED);
  await camera.press('Control+Enter');
  await main.getByRole('list', { name: 'Stage by stage' }).waitFor();
  await large(camera, 'explain');
}

/** From its top, nothing of it in use. @param {Camera} camera @param {string} name */
async function large(camera, name) {
  await camera.main.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    for (const each of document.querySelectorAll('*')) each.scrollTop = 0;
  });
  await camera.rest();
  await camera.shoot(name);
}

/** In the large window and in a small one. @param {Camera} camera @param {string} name */
async function both(camera, name) {
  await large(camera, name);
  await camera.resize(SMALL);
  await camera.shoot(`${name}-small`);
  await camera.resize(LARGE);
}

/** @param {Camera} camera */
async function replayed({ main }) {
  await main.waitForTimeout(500);
  await main.locator('.policy-preview[aria-busy="false"] .policy-compare').waitFor({ timeout: PATIENCE });
}

/** A service on this machine that takes every message. */
async function listen() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'tour', event: 'message' }));
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
