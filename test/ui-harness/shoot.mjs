// Walks through the window over a pretended engine and writes screenshots; anything the console complains of fails.
// `node test/ui-harness/shoot.mjs <folder> [only names with this]`
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHarness } from './browser.mjs';
import { scenes } from './scenes.mjs';

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });
const harness = await openHarness();
let complaints = 0;
try {
  for (const scene of scenes.filter(({ name }) => name.includes(only))) {
    const context = await harness.browser.newContext({
      viewport: scene.size,
      colorScheme: scene.theme,
      deviceScaleFactor: scene.scale ?? 1,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complain = (text) => {
      complaints += 1;
      console.log(`${scene.name}: ${text}`);
    };
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()),
    );
    page.on('pageerror', (error) => complain(String(error)));
    await page.goto(`${harness.url}?${scene.query}`);
    await page.waitForSelector('.strip-sentence').catch((error) => complain(String(error)));
    await page.waitForTimeout(250);
    await scene.act?.(page);
    await page.waitForTimeout(150);
    const across = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (across > 0) complain(`${across} pixels wider than the window`);
    await page.screenshot({ path: join(folder, `${scene.name}.png`) });
    await context.close();
  }
} finally {
  await harness.close();
}
console.log(`${complaints} complaints; screenshots in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;
