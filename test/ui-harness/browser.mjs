import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const here = import.meta.dirname;
const renderer = resolve(here, '../../src/renderer');
/** The app's own content security policy, so that what it would forbid is seen here. */
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Builds the window over a pretended engine, serves it, and opens a headless Chromium of the system. */
export function openHarness() {
  return openPages({ root: here, pages: { index: join(here, 'index.html') }, bridge: '' });
}

/**
 * Builds the app's own pages, serves them, and opens a headless Chromium.
 * @param bridge the file here that makes `window.watchbill`; what is built of it is to be put into each page first
 * @param pages their names: `index`, `popup`
 */
export async function openRealPages(bridge, pages = ['index']) {
  const outDir = join(tmpdir(), `watchbill-bridge-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'chrome130',
      outDir,
      lib: { entry: join(here, bridge), formats: ['iife'], name: 'bridge', fileName: () => 'bridge.js' },
    },
  });
  return openPages({
    root: renderer,
    pages: Object.fromEntries(pages.map((page) => [page, join(renderer, `${page}.html`)])),
    bridge: readFileSync(join(outDir, 'bridge.js'), 'utf8'),
  });
}

async function openPages({ root, pages, bridge }) {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => existsSync(path),
  );
  if (!executablePath) throw new Error('No Chromium here; install the package chromium.');
  const outDir = join(tmpdir(), `watchbill-harness-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      target: 'chrome130',
      // For a profile that names its functions.
      minify: !process.env.PLAIN,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages },
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
    executablePath,
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
  return {
    browser,
    url: server.resolvedUrls.local[0],
    bridge,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
