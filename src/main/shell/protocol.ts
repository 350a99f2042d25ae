import { readFile } from 'node:fs/promises';
import { type ProtocolResponse, protocol } from 'electron';
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

/**
 * Serves the files that are in `folder` now, and nothing else: neither what lies beside them nor what links lead to.
 *
 * Not by `protocol.handle`: its Request and Response bring all of fetch and its streams into this process, 80 ms of
 * processor time in every start, while the engine and the windows wait for it (decisions/0008). This one hands over
 * bytes; Electron calls it deprecated and still has it.
 */
export function serveScreens(folder: string, log: Log): void {
  const served = listServed(folder);
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  protocol.registerBufferProtocol('app', ({ method, url }, answer) => {
    const file = method === 'GET' ? fileFor(url, APP_ORIGIN, served) : null;
    if (!file) {
      log.warn('refused to serve', { method, url: url.slice(0, 300) });
      answer(words(404, 'Not found'));
      return;
    }
    readFile(file).then(
      (data) => answer({ data, headers: { ...HEADERS, 'Content-Type': typeOf(file) } }),
      (error: unknown) => {
        log.error('could not read a file of the app', { file, problem: String(error) });
        answer(words(500, 'Not readable'));
      },
    );
  });
}

function words(statusCode: number, text: string): ProtocolResponse {
  return { statusCode, data: Buffer.from(text), mimeType: 'text/plain', headers: HEADERS };
}
