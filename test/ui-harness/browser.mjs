import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const root = import.meta.dirname;
/** The app's own content security policy, so that what it would forbid is seen here. */
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Builds the window over a pretended engine, serves it, and opens a headless Chromium of the system. */
export async function openHarness() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => existsSync(path),
  );
  if (!executablePath) throw new Error('No Chromium here; install the package chromium.');
  const outDir = join(tmpdir(), `watchbill-harness-${process.pid}`);
  await build({
    root,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      target: 'chrome130',
      minify: true,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
    },
  });
  const server = await preview({
    root,
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
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
