import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const repository = resolve(import.meta.dirname, '../..');
const root = join(repository, 'src/renderer');
const outDir = join(tmpdir(), `watchbill-trade-${process.pid}`);
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/**
 * Builds the real window, serves it under the app's content security policy, and opens a headless Chromium. `bridge`
 * is to be put into each page first: a rota and trades in memory, answered by the engine's own handlers.
 */
export async function openTradeHarness() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: !process.env.PLAIN,
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
        entry: join(import.meta.dirname, 'trade-page.ts'),
        formats: ['iife'],
        name: 'trade',
        fileName: () => 'trade.js',
      },
    },
  });
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
  return {
    browser,
    url: server.resolvedUrls.local[0],
    bridge: readFileSync(`${outDir}-bridge/trade.js`, 'utf8'),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
