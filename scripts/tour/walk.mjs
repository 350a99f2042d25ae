import { setTimeout as sleep } from 'node:timers/promises';
import { LARGE, openCamera, SMALL } from './camera.mjs';
import { load, openStage } from './stage.mjs';
import { welcome } from './welcome.mjs';

/** What fires during the tour: names of the demo's own alerts. The first is the one that is answered. */
const FIRST = 'HaproxyHighHttp5xxErrorRateBackend';
const MORE = ['PostgresqlTooManyLocksAcquired', 'KubePodCrashLooping'];
/** The demo's sender begins after 20 s. */
const PATIENCE = 60_000;

/** The whole walk: the demo first, then the first run. */
export async function walk() {
  const stage = await openStage();
  try {
    const demo = await stage.start('--demo');
    try {
      await throughTheDemo(await openCamera(demo, stage.wholeScreen), demo);
    } finally {
      await demo.close();
    }
    const fresh = await stage.start();
    try {
      await welcome(await openCamera(fresh, stage.wholeScreen), fresh.data);
    } finally {
      await fresh.close();
    }
  } finally {
    await stage.stop();
  }
}

/** @typedef {Awaited<ReturnType<typeof openCamera>>} Camera */

/** @param {Camera} camera @param {any} app */
async function throughTheDemo(camera, app) {
  const { main } = camera;
  await camera.resize(LARGE);
  await main.locator('.row').first().waitFor({ timeout: PATIENCE });
  await screens(camera);

  // The demo's sender fires by chance; it has had its turn before the picture of a page is composed.
  await ringing(camera, ({ total }) => total > 0);
  await answerAll(camera);

  await camera.press('g', 'q', 'Home');
  await camera.shoot('queue');
  await send(camera, FIRST);
  await ringing(camera, ({ total }) => total === 1);
  await sleep(1500);
  await camera.shootScreen('page');
  await camera.shootPopup('popup');
  for (const name of MORE) await send(camera, name);
  await ringing(camera, ({ total }) => total >= 1 + MORE.length);
  await sleep(1000);
  await camera.shootPopup('popup-three');

  await acknowledgeByKey(camera, app);
  await answerAll(camera);
  await incident(camera);
}

/** @param {Camera} camera */
async function screens(camera) {
  const { main } = camera;
  await camera.press('g', 'c');
  for (const span of ['Month', 'Week', 'Agenda']) {
    await main.getByRole('radio', { name: span }).click();
    await sleep(500);
    await camera.shoot(`calendar-${span.toLowerCase()}`);
  }
  for (const [key, name] of [
    ['s', 'sources'],
    ['t', 'team'],
    ['e', 'settings'],
  ]) {
    await camera.press('g', key);
    await camera.shoot(name);
  }
  await camera.press('g', 'q', '?');
  await camera.shoot('keys');
  await camera.press('Escape', 'Control+k');
  await main.keyboard.type('post', { delay: 30 });
  await sleep(500);
  await camera.shoot('palette');
  await camera.press('Escape');
}

/** Takes the keyboard to the pop-up, and answers its first page with one key. @param {Camera} camera @param {any} app */
async function acknowledgeByKey({ popup }, app) {
  await app.electron.evaluate((/** @type {any} */ { BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((/** @type {any} */ each) => each.webContents.getURL().includes('popup.html'))
      .focus();
  });
  await popup.locator('.answers[data-armed]').first().waitFor({ timeout: 10_000 });
  await popup.keyboard.press('a');
  await sleep(1000);
}

/** The incident that was answered: beside the queue, in the whole window, small, and resolved. @param {Camera} camera */
async function incident(camera) {
  const { main, ask } = camera;
  const { rows } = await ask('queue.window', { filter: { status: 'all' }, offset: 0, limit: 50 });
  const title = rows.find((/** @type {any} */ row) => row.title.includes('HAProxy high HTTP 5xx') && row.status === 'acknowledged')?.title;
  if (!title) throw new Error('the key did not acknowledge');
  await main.bringToFront();
  await camera.press('g', 'q');
  await main.locator('.row', { hasText: title }).first().click();
  await main.getByRole('heading', { name: title }).first().waitFor({ timeout: 5_000 });
  await camera.press('n');
  await main.keyboard.type('Backend checkout-api-4 answers 503 since the deploy. Rolling back.', { delay: 5 });
  await camera.press('Control+Enter');
  await camera.press('Escape');
  await camera.shoot('acknowledged');
  await camera.resize(SMALL);
  await camera.shoot('queue-small');
  await camera.press('Enter');
  await camera.shoot('incident-small');
  await camera.resize(LARGE);
  await camera.shoot('incident');
  await camera.press('r');
  await sleep(700);
  await camera.shoot('resolved');
}

/** @param {Camera} camera @param {string} name of an alert of the demo, posted as its monitoring would */
async function send({ ask }, name) {
  const { demoAlert, DEMO_SENDER, posting } = await load('src/engine/demo/alerts.ts');
  const { url, token } = await ask('sources.howToSend', { id: DEMO_SENDER });
  const at = (/** @type {number} */ minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
  const response = await fetch(new URL('/api/v2/alerts', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify([posting(demoAlert(name), at(-1), at(30))]),
  });
  if (!response.ok) throw new Error(`${name} was refused: ${response.status} ${await response.text()}`);
}

/** @param {Camera} camera @param {(view: { total: number, pages: any[] }) => boolean} isSo */
async function ringing({ ask }, isSo) {
  const end = Date.now() + PATIENCE;
  while (!isSo(await ask('ringing.get', {}))) {
    if (Date.now() > end) throw new Error('what rings is not what was sent');
    await sleep(100);
  }
}

/** @param {Camera} camera */
async function answerAll({ ask }) {
  const { pages } = await ask('ringing.get', {});
  const ids = pages.map((/** @type {any} */ page) => page.incident);
  if (ids.length > 0) await ask('incident.acknowledge', { ids });
}
