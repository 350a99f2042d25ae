// Looks at the screen of fairness: the real window under the app's content security policy, over figures that the real
// rules worked out once (fairness-3.json, fairness-14.json). Writes pictures, and names every accessibility fault (axe,
// contrast included), complaint of the console and sideways scroll. `node test/ui-harness/fairness-shoot.mjs <folder>`
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHarness } from './browser.mjs';

const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const measure = (name) => (page) => page.getByRole('radio', { name, exact: true }).click();
const scenes = [
  { name: '3-small-light', people: 3, size: small, theme: 'light' },
  { name: '3-large-dark', people: 3, size: large, theme: 'dark' },
  { name: '14-small-dark', people: 14, size: small, theme: 'dark' },
  { name: '14-large-light', people: 14, size: large, theme: 'light' },
  { name: '14-tall-light', people: 14, size: { width: 1000, height: 2000 }, theme: 'light' },
  { name: '14-tall-dark', people: 14, size: { width: 1600, height: 1700 }, theme: 'dark' },
  { name: '14-contrast-light', people: 14, size: large, theme: 'light', query: '&contrast' },
  { name: '14-contrast-dark', people: 14, size: large, theme: 'dark', query: '&contrast' },
  { name: '14-rest-large-light', people: 14, size: large, theme: 'light', act: measure('Shortest rest') },
  { name: '14-holidays-small-light', people: 14, size: small, theme: 'light', act: measure('Holidays') },
  { name: 'nobody-small-light', people: 0, size: small, theme: 'light' },
  {
    name: 'custom-small-dark',
    people: 3,
    size: small,
    theme: 'dark',
    act: async (page) => {
      await page.getByRole('radio', { name: 'Other days' }).click();
      await page.getByLabel('First day').fill('2027-03-01');
    },
  },
  {
    name: 'filter-small-light',
    people: 3,
    size: small,
    theme: 'light',
    act: (page) => page.getByRole('button', { name: 'All schedules' }).click(),
  },
  { name: 'zoom-200-light', people: 14, size: { width: 500, height: 350 }, scale: 2, theme: 'light' },
];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const read = (people) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `fairness-${people || 3}.json`), 'utf8'));
const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });
const harness = await openHarness();
let complaints = 0;
try {
  for (const scene of scenes.filter(({ name }) => name.includes(only))) await shoot(scene);
} finally {
  await harness.close();
}
console.log(`${complaints} complaints; screenshots in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot(scene) {
  const context = await harness.browser.newContext({
    viewport: scene.size,
    colorScheme: scene.theme,
    deviceScaleFactor: scene.scale ?? 1,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complain = (text) => {
    complaints += 1;
    console.log(`${scene.name}: ${text}`);
  };
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()));
  page.on('pageerror', (error) => complain(String(error)));
  await page.clock.install({ time: new Date('2026-11-23T12:00:00Z') });
  await page.goto(`${harness.url}?incidents=3${scene.query ?? ''}`);
  await page.waitForSelector('.strip-sentence');
  const view = read(scene.people);
  if (scene.people === 0) Object.assign(view, { people: [], gaps: 0, ledger: [], holidays: [], csv: '' });
  await page.evaluate(answerWith, view);
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.waitForSelector('.fair-bar', { timeout: 5000 }).catch((error) => complain(String(error)));
  await page.clock.runFor(500);
  await scene.act?.(page);
  await page.clock.runFor(300);
  await page.waitForTimeout(150);
  const across = await page.evaluate(() => {
    const body = document.querySelector('.screen-body');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      body.scrollWidth - body.clientWidth,
    );
  });
  if (across > 0 && !scene.scale) complain(`${across} pixels wider than it has room for`);
  await page.screenshot({ path: join(folder, `fairness-${scene.name}.png`) });
  await page.clock.resume();
  const debug = await context.newCDPSession(page);
  // The guards are the menu's own: they hand the keyboard on.
  const guards = "'aria-hidden-focus': { enabled: false }, ";
  const enhanced = scene.query ? ", 'color-contrast-enhanced': { enabled: true }" : '';
  // Through the debugger: the page's own policy lets no foreign script in.
  const { result } = await debug.send('Runtime.evaluate', {
    awaitPromise: true,
    expression: `${axe};axe.run(document.querySelector('.window-screen'), { rules: { ${guards}'color-contrast': { enabled: true }${enhanced} } }).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + (node.any[0]?.message ?? '')))))`,
  });
  for (const fault of JSON.parse(result.value)) complain(fault);
  await context.close();
}

/** In the page: the calls of this screen answer with `view`; the others as they did. */
function answerWith(view) {
  const bridge = window.watchbill;
  const before = bridge.call;
  bridge.call = (name, input) => {
    if (name === 'fairness.get') return Promise.resolve({ ok: true, value: view });
    if (name === 'rota.who') {
      const row = { person: null, until: null, because: '', next: null };
      const value = ['Primary', 'Secondary'].map((word) => ({
        ...row,
        schedule: word.toLowerCase(),
        name: word,
      }));
      return Promise.resolve({ ok: true, value });
    }
    return before(name, input);
  };
}
