// Looks at the screens of the rota: builds the real window, serves it under the app's content security policy over a
// rota in memory that the real rules answer for, writes a picture of each scene, and names every accessibility fault,
// refused resource and error. `node test/ui-harness/rota-shoot.mjs <folder> [only names with this]`; exit 1 when there is one.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { scenes } from './rota-scenes.mjs';

const repository = resolve(import.meta.dirname, '../..');
const root = join(repository, 'src/renderer');
const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
const outDir = join(tmpdir(), `watchbill-rota-${process.pid}`);
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

mkdirSync(folder, { recursive: true });
await build({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  build: {
    target: 'chrome130',
    outDir,
    emptyOutDir: true,
    rolldownOptions: { input: { index: join(root, 'index.html') } },
  },
});
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    target: 'chrome130',
    outDir: `${outDir}-bridge`,
    lib: {
      entry: join(import.meta.dirname, 'rota-page.ts'),
      formats: ['iife'],
      name: 'rota',
      fileName: () => 'rota.js',
    },
  },
});
const bridge = readFileSync(`${outDir}-bridge/rota.js`, 'utf8');
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
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
});
let complaints = 0;
try {
  for (const scene of scenes) if (scene.name.includes(only)) await shoot(scene);
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = complaints > 0 ? 1 : 0;

async function shoot(scene) {
  const context = await browser.newContext({
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
  await page.addInitScript(bridge);
  await page.goto(`${server.resolvedUrls.local[0]}index.html?${scene.query}`);
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
