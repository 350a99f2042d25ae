// Looks at the calendar and its trades: builds the real window, serves it under the app's content security policy over a
// rota in memory that the engine's own handlers answer for, writes a picture of each scene, and names every accessibility fault,
// refused resource and error. `node test/ui-harness/trade-shoot.mjs <folder> [only names with this]`; exit 1 when there is one.
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openTradeHarness } from './trade-browser.mjs';
import { scenes } from './trade-scenes.mjs';

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });
const axe = readFileSync(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const harness = await openTradeHarness();
let complaints = 0;
try {
  for (const scene of scenes) if (scene.name.includes(only)) await shoot(scene);
} finally {
  await harness.close();
}
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot(scene) {
  const context = await harness.browser.newContext({
    viewport: scene.size,
    colorScheme: scene.theme,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(scene, error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('404'))
      complain(scene, message.text());
  });
  await page.addInitScript(harness.bridge);
  await page.goto(`${harness.url}index.html?${scene.query}`);
  await page.waitForTimeout(400);
  await page.evaluate((to) => window.fake.push('navigate', { screen: to, incident: null }), scene.to);
  await page.waitForTimeout(500);
  try {
    await scene.act?.(page);
  } catch (error) {
    complain(scene, error.message.split('\n')[0]);
  }
  await page.waitForTimeout(400);
  const across = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (across > 0) complain(scene, `${across} pixels wider than the window`);
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  const debug = await context.newCDPSession(page);
  // Through the debugger: the page's own policy lets no foreign script in.
  const { result } = await debug.send('Runtime.evaluate', {
    awaitPromise: true,
    expression: `${axe};axe.run(document).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ' x' + nodes.length + ' ' + nodes[0].target + ' ' + nodes[0].failureSummary.split('\\n')[1])))`,
  });
  for (const fault of JSON.parse(result.value)) complain(scene, fault);
  await context.close();
}

function complain(scene, text) {
  complaints += 1;
  console.log(`${scene.name}: ${text}`);
}
