// Builds the window over a pretended engine, serves it under the app's own content security policy, walks through it
// in a headless Chromium and writes screenshots. `node test/ui-harness/shoot.mjs <folder> [only names with this]`
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { scenes } from './scenes.mjs';

const root = import.meta.dirname;
const folder = resolve(process.argv[2] ?? join(tmpdir(), 'watchbill-shots'));
const only = process.argv[3] ?? '';
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

mkdirSync(folder, { recursive: true });
const outDir = join(tmpdir(), `watchbill-harness-${process.pid}`);
await build({
  root,
  logLevel: 'error',
  plugins: [react()],
  build: { outDir, target: 'chrome130', minify: true, emptyOutDir: true, modulePreload: { polyfill: false } },
});
const server = await preview({
  root,
  logLevel: 'error',
  build: { outDir },
  preview: { port: 0, headers: { 'Content-Security-Policy': csp } },
});
const url = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: browserPath,
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
  for (const scene of scenes.filter(({ name }) => name.includes(only))) {
    const context = await browser.newContext({
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
    await page.goto(`${url}?${scene.query}`);
    await page
      .waitForSelector('.strip-sentence, .welcome', { timeout: 10_000 })
      .catch((error) => complain(String(error)));
    await page.waitForTimeout(250);
    await scene.act?.(page);
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(folder, `${scene.name}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${complaints} complaints; screenshots in ${folder}`);
process.exitCode = complaints > 0 ? 1 : 0;
