import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpProblem } from './failure';

/**
 * Reads a body of at most `max` bytes, counted after decompression and while it streams (reliability C5, C6). The
 * caller destroys the socket when this throws.
 * @throws HttpProblem, or the stream's own error.
 */
export async function readBody(response: IncomingMessage, max: number): Promise<Buffer> {
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > max) throw tooLarge(max);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decoded(response)) {
    size += (chunk as Buffer).length;
    if (size > max) throw tooLarge(max);
    chunks.push(chunk as Buffer);
  }
  if (!response.complete)
    throw new HttpProblem('broken', 'the connection broke off before the answer was complete');
  return Buffer.concat(chunks, size);
}

/**
 * UTF-8 text, strictly. UTF-16 and other charsets are refused by name rather than shown as garbage (reliability C14);
 * a UTF-8 byte order mark is dropped.
 * @throws HttpProblem
 */
export function decodeText(bytes: Buffer, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]{1,40})/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset !== undefined && !['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(charset)) {
    throw new HttpProblem('encoding', `its answer is written in ${charset}; only UTF-8 is read`);
  }
  if (looksLikeUtf16(bytes))
    throw new HttpProblem('encoding', 'its answer is written in UTF-16; only UTF-8 is read');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem('encoding', 'its answer is not UTF-8 text');
  }
}

function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return response;
  const decoder = decoderFor(encoding);
  // Errors of either side reach the reader of `decoder`.
  pipeline(response, decoder, () => {});
  return decoder;
}

function decoderFor(encoding: string) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      throw new HttpProblem(
        'encoding',
        `its answer is packed as "${encoding.slice(0, 40)}", which is not read`,
      );
  }
}

function looksLikeUtf16(bytes: Buffer): boolean {
  const [a, b] = [bytes[0], bytes[1]];
  if (a === undefined || b === undefined) return false;
  // A byte order mark, or an ASCII character beside a zero byte: JSON begins with one.
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0) !== (b === 0);
}

function tooLarge(max: number): HttpProblem {
  return new HttpProblem(
    'too-large',
    `its answer is too large (more than ${Math.round(max / 1_000_000)} MB)`,
  );
}
