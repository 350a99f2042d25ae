// Looks at screens: builds the real pages, serves them under the app's content security policy over answers that are made
// up or recorded, writes a picture of each scene, and names every accessibility fault, refused resource, complaint of the
// console and sideways scroll. `node test/ui-harness/shoot.mjs <list> [folder] [only names with this]`; exit 1 when there
// is any. The lists are named in shot-lists.mjs.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lists } from './shot-lists.mjs';

const [called = '', to = join(tmpdir(), 'watchbill-shots'), only = ''] = process.argv.slice(2);
const list = Object.hasOwn(lists, called) ? lists[called] : null;
if (list === null) {
  console.error(`Which list? ${Object.keys(lists).join(', ')}`);
  process.exit(2);
}
const folder = resolve(to);
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const harness = await list.open();
let complaints = 0;
try {
  for (const scene of list.scenes) if (scene.name.includes(only)) await shoot(scene);
} finally {
  await harness.close();
}
console.log(`${complaints} complaints; screenshots in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot(scene) {
  const complain = (text) => {
    complaints += 1;
    console.log(`${scene.name}: ${text}`);
  };
  const context = await harness.browser.newContext({
    viewport: scene.size,
    colorScheme: scene.theme,
    deviceScaleFactor: scene.scale ?? 1,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('404'))
      complain(message.text());
  });
  page.on('pageerror', (error) => complain(String(error)));
  if (harness.bridge) await page.addInitScript(harness.bridge);
  try {
    await list.begin(page, scene, harness.url);
    await scene.act?.(page);
    await list.settle(page);
  } catch (error) {
    complain(String(error).split('\n')[0]);
  }
  const across = await page.evaluate(() => {
    const body = document.querySelector('.screen-body');
    const inside = body ? body.scrollWidth - body.clientWidth : 0;
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, inside);
  });
  if (across > 0 && !scene.scale) complain(`${across} pixels wider than it has room for`);
  await page.screenshot({ path: join(folder, `${list.prefix}${scene.name}.png`) });
  await list.resume?.(page);
  if (list.axe) for (const fault of await faults(page, scene)) complain(fault);
  await context.close();
}

/** What axe finds, in the whole document or where the list says. */
async function faults(page, scene) {
  const { within = 'document', rules = {} } = list.axe;
  const enhanced = /\bcontrast\b/.test(scene.query ?? '') && list.axe.enhanced;
  const asked = { ...rules, ...(enhanced ? { 'color-contrast-enhanced': { enabled: true } } : {}) };
  const debug = await page.context().newCDPSession(page);
  // Through the debugger: the page's own policy lets no foreign script in.
  const { result } = await debug.send('Runtime.evaluate', {
    awaitPromise: true,
    expression: `${axe};axe.run(${within}, { rules: ${JSON.stringify(asked)} }).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + (node.any[0]?.message ?? node.failureSummary.split('\\n')[1] ?? '')))))`,
  });
  return JSON.parse(result.value);
}
