import type { IncomingMessage } from 'node:http';

/** PagerDuty's limit too. Bytes. */
export const MAX_BODY = 512 * 1024;
/** How long we wait for a first piece of a body that says of itself that it is too large. Milliseconds. */
const GLIMPSE = 500;

export type Body =
  | { readonly ok: true; readonly bytes: Buffer }
  /** `head`: what came before we stopped. */
  | { readonly ok: false; readonly why: 'too-large'; readonly head: Buffer }
  | { readonly ok: false; readonly why: 'aborted' };

/** Reads a body up to MAX_BODY and stops there, however much more comes and whatever its length was said to be. */
export function readBody(request: IncomingMessage): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let glimpse: NodeJS.Timeout | null = null;

    const settle = (body: Body) => {
      if (glimpse) clearTimeout(glimpse);
      request.removeListener('data', take).removeListener('end', finish).removeListener('close', abort);
      request.pause();
      resolve(body);
    };
    const tooLarge = () => settle({ ok: false, why: 'too-large', head: Buffer.concat(chunks) });
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (declared > MAX_BODY || size > MAX_BODY) tooLarge();
    };
    const finish = () =>
      settle({ ok: true, bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) });
    const abort = () => settle({ ok: false, why: 'aborted' });

    request.on('data', take).once('end', finish).once('close', abort);
    // The parser's own errors come as 'close' as well; without a listener they would end the process.
    request.on('error', () => {});
    if (declared > MAX_BODY) glimpse = setTimeout(tooLarge, GLIMPSE);
  });
}
