import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Log } from '../../engine/ports';
import { fileFor, listServed, typeOf } from '../served-files';

/** The one origin our screens have. */
export const APP_ORIGIN = 'app://watchbill';

/**
 * Reliability 3.1, point 7. Screens fetch nothing at all: what they show comes over the bridge; only the sounds of the
 * app itself are media.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Before Electron is ready: makes `app:` an origin like https, instead of file:. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, stream: true, codeCache: true } },
  ]);
}

/** Serves the files that are in `folder` now, and nothing else: neither what lies beside them nor what links lead to. */
export function serveScreens(folder: string, log: Log): void {
  const served = listServed(folder);
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileFor(request.url, APP_ORIGIN, served) : null;
    if (!file) {
      log.warn('refused to serve', { method: request.method, url: request.url.slice(0, 300) });
      return new Response('Not found', { status: 404, headers: HEADERS });
    }
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'Content-Type': typeOf(file) } });
    } catch (error) {
      log.error('could not read a file of the app', { file, problem: String(error) });
      return new Response('Not readable', { status: 500, headers: HEADERS });
    }
  });
}
