import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LARGE, openCamera, SMALL } from './camera.mjs';
import { engine } from './engine.mjs';
import { FOURTEEN_ME, writeFourteen } from './fourteen.mjs';
import { rota, rotaOfMany } from './rota.mjs';
import { load, openStage } from './stage.mjs';
import { welcome } from './welcome.mjs';

/** What fires during the tour: names of the demo's own alerts. The first is the one that is answered. */
const FIRST = 'HaproxyHighHttp5xxErrorRateBackend';
const MORE = ['PostgresqlTooManyLocksAcquired', 'KubePodCrashLooping'];
/** The demo's sender begins after 20 s, and what it sends first may be held back for a minute. */
const PATIENCE = 150_000;

/** The whole walk: the demo first, then a large team, then the first run. */
export async function walk() {
  const stage = await openStage();
  try {
    const demo = await stage.start('watchbill', '--demo');
    try {
      await throughTheDemo(await openCamera(demo, stage.wholeScreen), stage);
    } finally {
      await demo.close();
    }
    const folder = join(stage.folder, 'harbour-platform');
    await writeFourteen(folder, Date.now());
    const many = await stage.start('many', `--team=${folder}`, `--me=${FOURTEEN_ME}`);
    try {
      await rotaOfMany(await openCamera(many, stage.wholeScreen));
    } finally {
      await many.close();
    }
    const fresh = await stage.start('fresh');
    try {
      stage.tidy();
      await welcome(await openCamera(fresh, stage.wholeScreen), join(stage.folder, 'harbour-payments'));
    } finally {
      await fresh.close();
    }
  } finally {
    await stage.stop();
  }
}

/** @typedef {Awaited<ReturnType<typeof openCamera>>} Camera */

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/** @param {Camera} camera @param {Stage} stage */
async function throughTheDemo(camera, stage) {
  const { main } = camera;
  await camera.resize(LARGE);
  await main.locator('.row').first().waitFor({ timeout: PATIENCE });
  // The demo's sender fires by chance; it has had its turn before a picture is composed.
  await ringing(camera, ({ total }) => total > 0);
  await sleep(3_000);
  await answerAll(camera, 'incident.resolve');
  await rota(camera);
  await engine(camera);
  await answerAll(camera, 'incident.resolve');
  stage.tidy();
  await camera.press('g', 's');
  await camera.shoot('sources');
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

  await acknowledgeByKey(camera, stage);
  await answerAll(camera, 'incident.acknowledge');
  await incident(camera);
  await overlays(camera);
  await camera.press('Escape', 'g', 'e');
  await camera.shoot('settings');
}

/** The list of keys and the palette. @param {Camera} camera */
async function overlays(camera) {
  await camera.press('g', 'q', '?');
  await camera.shoot('keys');
  await camera.press('Escape', 'Control+k');
  await camera.main.keyboard.type('post', { delay: 30 });
  await camera.rest();
  await camera.shoot('palette');
  await camera.press('Escape');
}

/**
 * Answers the first page as a person does: the shortcut brings the keyboard to the pop-up, one key acknowledges.
 * @param {Camera} camera @param {Stage} stage
 */
async function acknowledgeByKey({ popup, focusPopup }, stage) {
  const armed = popup.locator('.answers[data-armed]').first();
  // On a loaded machine the first press may come before the shortcut is held.
  for (let tries = 1; tries <= 5 && !(await armed.isVisible()); tries++) {
    if (tries > 3 || !stage.type('ctrl+alt+p')) await focusPopup();
    await armed.waitFor({ timeout: 4_000 }).catch(() => {});
  }
  await popup.keyboard.press('a');
  await sleep(1000);
}

/** The incident that was answered: beside the queue, in the whole window, small, and resolved. @param {Camera} camera */
async function incident(camera) {
  const { main, ask } = camera;
  const { rows } = await ask('queue.window', { filter: { status: 'all' }, offset: 0, limit: 50 });
  const title = rows.find(
    (/** @type {any} */ row) => row.title.includes('HAProxy high HTTP 5xx') && row.status === 'acknowledged',
  )?.title;
  if (!title) throw new Error('the key did not acknowledge');
  await main.bringToFront();
  await camera.press('g', 'q');
  await main.locator('.row', { hasText: title }).first().click();
  await main.getByRole('heading', { name: title }).first().waitFor({ timeout: 5_000 });
  await camera.press('n');
  await main.keyboard.type('Backend checkout-api-4 answers 503 since the deploy. Rolling back.', {
    delay: 5,
  });
  await camera.press('Control+Enter');
  await camera.press('Escape');
  // The pane followed the note field; a picture begins at the top.
  await main.locator('.row', { hasText: title }).first().click();
  await main.evaluate(() => {
    for (const each of document.querySelectorAll('*')) each.scrollTop = 0;
  });
  await camera.rest();
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

/** @param {Camera} camera @param {string} how a call that takes ids */
async function answerAll({ ask }, how) {
  const { pages } = await ask('ringing.get', {});
  const ids = pages.map((/** @type {any} */ page) => page.incident);
  if (ids.length > 0) await ask(how, { ids });
}
