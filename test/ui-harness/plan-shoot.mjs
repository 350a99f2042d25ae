// Looks at the planner: the real window under the app's content security policy, over plans that the real planner made
// once (plan-3.json, plan-14.json). Writes pictures, and names every accessibility fault (axe, contrast included),
// complaint of the console and sideways scroll. `node test/ui-harness/plan-shoot.mjs <folder> [only names with this]`
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHarness } from './browser.mjs';

const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const scene = (name, people, state, size, theme, more = {}) => ({
  name,
  people,
  state,
  size,
  theme,
  ...more,
});
const wish = async (page) => {
  await page.getByLabel('Date', { exact: true }).fill('2027-02-14');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Day', { exact: true }).selectOption('fri');
  await page.getByRole('radio', { name: 'Prefers' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
};
const scenes = [
  scene('idle-small-light', 3, 'idle', small, 'light'),
  scene('idle-large-dark', 14, 'idle', large, 'dark'),
  scene('wishes-tall-light', 3, 'idle', { width: 1000, height: 1300 }, 'light', { act: wish }),
  scene('working-small-dark', 14, 'working', small, 'dark'),
  scene('done-3-small-light', 3, 'done', small, 'light'),
  scene('done-3-large-dark', 3, 'done', large, 'dark'),
  scene('done-14-small-dark', 14, 'done', small, 'dark'),
  scene('done-14-large-light', 14, 'done', large, 'light'),
  scene('done-3-tall-light', 3, 'done', { width: 1000, height: 1700 }, 'light'),
  scene('done-14-tall-dark', 14, 'done', { width: 1600, height: 1700 }, 'dark'),
  scene('impossible-small-light', 14, 'impossible', small, 'light'),
  scene('impossible-large-dark', 3, 'impossible', large, 'dark'),
  scene('contrast-light', 14, 'done', large, 'light', { query: '&contrast' }),
  scene('contrast-dark', 3, 'done', large, 'dark', { query: '&contrast' }),
  scene('write-large-light', 14, 'done', large, 'light', {
    act: (page) => page.getByRole('button', { name: /Write into the team file/ }).click(),
  }),
  scene('zoom-200-light', 3, 'done', { width: 500, height: 350 }, 'light', { scale: 2 }),
];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const read = (people) => JSON.parse(readFileSync(join(import.meta.dirname, `plan-${people}.json`), 'utf8'));
const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });
const harness = await openHarness();
let complaints = 0;
try {
  for (const one of scenes.filter(({ name }) => name.includes(only))) await shoot(one);
} finally {
  await harness.close();
}
console.log(`${complaints} complaints; screenshots in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot({ name, people, state, size, theme, query = '', act, scale = 1 }) {
  const context = await harness.browser.newContext({
    viewport: size,
    colorScheme: theme,
    deviceScaleFactor: scale,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complain = (text) => {
    complaints += 1;
    console.log(`${name}: ${text}`);
  };
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()));
  page.on('pageerror', (error) => complain(String(error)));
  await page.clock.install({ time: new Date('2026-11-23T12:00:00Z') });
  await page.goto(`${harness.url}?incidents=3${query}`);
  await page.waitForSelector('.strip-sentence');
  await page.evaluate(answerWith, { ...read(people), state });
  await page.evaluate(() => window.engine.push('navigate', { screen: 'plan', incident: null }));
  await page.waitForSelector('.plan-columns', { timeout: 5000 }).catch((error) => complain(String(error)));
  await page.clock.runFor(500);
  await act?.(page);
  await page.clock.runFor(300);
  await page.waitForTimeout(150);
  const across = await page.evaluate(() => {
    const body = document.querySelector('.screen-body');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      body.scrollWidth - body.clientWidth,
    );
  });
  if (across > 0 && scale === 1) complain(`${across} pixels wider than it has room for`);
  await page.screenshot({ path: join(folder, `plan-${name}.png`) });
  await page.clock.resume();
  const debug = await context.newCDPSession(page);
  const enhanced = query ? ", 'color-contrast-enhanced': { enabled: true }" : '';
  // Through the debugger: the page's own policy lets no foreign script in.
  const { result } = await debug.send('Runtime.evaluate', {
    awaitPromise: true,
    // The guards are the dialog's own: they hand the keyboard on.
    expression: `${axe};axe.run(document.querySelector('.dialog') ?? document.querySelector('.window-screen'), { rules: { 'aria-hidden-focus': { enabled: false }, 'color-contrast': { enabled: true }${enhanced} } }).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + (node.any[0]?.message ?? '')))))`,
  });
  for (const fault of JSON.parse(result.value)) complain(fault);
  await context.close();
}

/** In the page: the calls of this screen answer with what was recorded; the others as they did. */
function answerWith({ rota, drafts, state, ...plans }) {
  const bridge = window.watchbill;
  const before = bridge.call;
  bridge.call = (name, input) => {
    if (name === 'rota.get') return Promise.resolve({ ok: true, value: rota });
    if (name === 'schedule.draft') return Promise.resolve({ ok: true, value: drafts[input.id] });
    return before(name, input);
  };
  const idle = { ...plans.done, state: 'idle', plan: [], score: null, collisions: [] };
  window.engine.push('plan', plans[state] ?? idle);
}
