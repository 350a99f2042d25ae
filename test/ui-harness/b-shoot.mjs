// Looks at the pop-up and at the screens beside the queue: builds the real pages, serves them under the app's content
// security policy over answers that stand still, writes a picture of each, and names every accessibility fault, refused
// resource and error. `node test/ui-harness/b-shoot.mjs <folder> [only names with this]`; exit 1 when there is one.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { popups, screens } from './b-scenes.mjs';

const repository = resolve(import.meta.dirname, '../..');
const root = join(repository, 'src/renderer');
const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
const outDir = join(tmpdir(), `watchbill-screens-${process.pid}`);
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

mkdirSync(folder, { recursive: true });
const pages = { index: join(root, 'index.html'), popup: join(root, 'popup.html') };
await build({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  build: { target: 'chrome130', outDir, emptyOutDir: true, rolldownOptions: { input: pages } },
});
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    target: 'chrome130',
    outDir: `${outDir}-bridge`,
    lib: {
      entry: join(import.meta.dirname, 'b-fake-bridge.ts'),
      formats: ['iife'],
      name: 'bridge',
      fileName: () => 'bridge.js',
    },
  },
});
const bridge = readFileSync(`${outDir}-bridge/bridge.js`, 'utf8');
const axe = readFileSync(join(repository, 'node_modules/axe-core/axe.min.js'), 'utf8');
const server = await preview({
  root,
  configFile: false,
  logLevel: 'error',
  build: { outDir },
  preview: { port: 0, headers: { 'Content-Security-Policy': csp } },
});
const browser = await chromium.launch({
  executablePath: ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path)),
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
});
let complaints = 0;
try {
  for (const scene of [...popups, ...screens]) if (scene.name.includes(only)) await shoot(scene);
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot(scene) {
  const isPopup = scene.size === undefined;
  const viewport = scene.size ?? { width: 440, height: 300 };
  const context = await browser.newContext({ viewport, colorScheme: scene.theme });
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(scene, error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complain(scene, message.text());
  });
  await page.addInitScript(bridge);
  // A browser without a screen has a frame that the pop-up's own window has not.
  await page.addInitScript(() =>
    Object.defineProperty(window, 'outerWidth', { get: () => window.innerWidth }),
  );
  await page.goto(`${server.resolvedUrls.local[0]}${isPopup ? 'popup' : 'index'}.html?${scene.query}`);
  await page.waitForTimeout(scene.wait ?? 400);
  if (scene.key) await page.keyboard.press(scene.key);
  if (scene.to)
    await page.evaluate((to) => window.harness.push('navigate', { screen: to, incident: null }), scene.to);
  if (scene.to) await page.waitForTimeout(350);
  await scene.act?.(page);
  await page.waitForTimeout(400);
  // Twice: what fits needs no scroll bar, and then less height.
  for (let again = 0; isPopup && again < 2; again++) {
    const sizes = await page.evaluate(() => window.harness.calls.filter(({ name }) => name === 'popup.size'));
    await page.setViewportSize({ width: 440, height: sizes.at(-1).input.height });
    await page.waitForTimeout(100);
  }
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  const debug = await context.newCDPSession(page);
  // Through the debugger: the page's own policy lets no foreign script in.
  const { result } = await debug.send('Runtime.evaluate', {
    awaitPromise: true,
    expression: `${axe};axe.run(document).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ' ' + nodes[0].target)))`,
  });
  for (const fault of JSON.parse(result.value)) complain(scene, fault);
  await context.close();
}

function complain(scene, text) {
  complaints += 1;
  console.log(`${scene.name}: ${text}`);
}
