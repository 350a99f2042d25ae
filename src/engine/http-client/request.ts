import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type Duration, SECOND } from '../../core/time/duration';
import { checkAddress } from './address';
import { decodeText, readBody } from './body';
import { explain, type HttpFailure, HttpProblem, tooLate } from './failure';
import { guardedLookup } from './guarded-lookup';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** The whole `Authorization` header; null for none. Never sent to another origin. */
  readonly authorization: string | null;
  /** Sent as application/json unless `contentType` says otherwise; null for none. */
  readonly body: string | null;
  readonly contentType?: string;
  /** PEM text of the only certificate authorities to trust for this request; null for the system's. */
  readonly ca: string | null;
  /** Further headers, or others in place of ours; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** A whole answer, whatever its status. Header names are in lower case; of repeated headers the first is kept. */
export type HttpReply = {
  readonly ok: true;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};

/** `problem` is half a sentence that can follow "prod-alertmanager: "; it never holds a secret or a query. */
export type HttpNoReply = {
  readonly ok: false;
  readonly why: HttpFailure;
  readonly problem: string;
  /** Where a refused redirect leads: origin and path; null otherwise. */
  readonly redirect: string | null;
};

export type HttpLimits = {
  /** Until the connection stands, name lookup and TLS handshake included. */
  readonly connect: Duration;
  /** For everything, redirects and body included. */
  readonly total: Duration;
  /** Of the body, decompressed. */
  readonly bytes: number;
};

export const HTTP_LIMITS: HttpLimits = { connect: 10 * SECOND, total: 20 * SECOND, bytes: 10_000_000 };

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * One bounded request (reliability 3.3): deadlines over all of it, a limit on the decompressed body, redirects of a
 * GET followed by hand within the same origin only. Never throws. Each request has a socket of its own, which is
 * destroyed as soon as the answer is known.
 */
export async function request(
  asked: HttpRequest,
  limits: HttpLimits = HTTP_LIMITS,
): Promise<HttpReply | HttpNoReply> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tooLate('total', limits.total)), limits.total);
  const signal = AbortSignal.any([asked.signal, late.signal]);
  try {
    return await follow(asked, limits, signal);
  } catch (error) {
    // What broke because of an abort is told as the abort.
    const cause: unknown = late.signal.aborted ? late.signal.reason : asked.signal.aborted ? ABORTED : error;
    const { why, message, redirect } = explain(cause);
    return { ok: false, why, problem: message, redirect };
  } finally {
    clearTimeout(timer);
  }
}

const ABORTED = new HttpProblem('aborted', 'the request was given up');

async function follow(asked: HttpRequest, limits: HttpLimits, signal: AbortSignal): Promise<HttpReply> {
  let url = addressOf(asked.url);
  if (asked.ca !== null && !asked.ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new HttpProblem('tls', 'its CA file holds no certificate in PEM form');
  }
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(url, asked, limits, signal);
    try {
      const status = response.statusCode ?? 0;
      const location = response.headers.location;
      if (REDIRECTS.has(status) && location !== undefined) {
        if (redirects === MAX_REDIRECTS)
          throw new HttpProblem('redirect', 'it redirects in a circle', place(url));
        url = redirected(url, location, asked.method);
        continue;
      }
      const bytes = await readBody(response, limits.bytes);
      const text = decodeText(bytes, response.headers['content-type'] ?? '');
      return { ok: true, status, headers: firstOfEach(response), text };
    } finally {
      response.destroy();
    }
  }
}

function send(
  url: URL,
  asked: HttpRequest,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const secure = url.protocol === 'https:';
    const outgoing = (secure ? https : http).request(url, {
      method: asked.method,
      agent: false,
      lookup: guardedLookup,
      maxHeaderSize: 16_384,
      headers: headersOf(asked),
      ...(secure && {
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(asked.ca !== null && { ca: asked.ca }),
      }),
    });
    const slow = setTimeout(() => outgoing.destroy(tooLate('connect', limits.connect)), limits.connect);
    const giveUp = () => outgoing.destroy(ABORTED);
    const done = () => clearTimeout(slow);
    signal.addEventListener('abort', giveUp, { once: true });
    outgoing.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', done));
    outgoing.on('close', () => {
      done();
      signal.removeEventListener('abort', giveUp);
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      // Whoever reads the body hears of errors by reading; nobody else may fall over one.
      response.on('error', () => {});
      resolve(response);
    });
    outgoing.end(asked.body ?? undefined);
  });
}

function headersOf(asked: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip, br, deflate',
    'user-agent': 'watchbill',
    ...asked.headers,
  };
  if (asked.authorization !== null) headers['authorization'] = asked.authorization;
  if (asked.body !== null) {
    headers['content-type'] = asked.contentType ?? 'application/json';
    headers['content-length'] = String(Buffer.byteLength(asked.body));
  }
  return headers;
}

/** The next address of a redirect that may be followed; the authorization goes with it because the origin is the same. */
function redirected(from: URL, location: string, method: string): URL {
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw new HttpProblem('redirect', 'it redirects to something that is not an address');
  }
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new HttpProblem(
      'redirect',
      `it redirects to a ${to.protocol.slice(0, 20)} address, which is not followed`,
    );
  }
  if (to.origin !== from.origin) {
    throw new HttpProblem('redirect', `it redirects to ${to.origin}, which is not followed`, place(to));
  }
  if (method !== 'GET')
    throw new HttpProblem('redirect', 'it redirects what is written, which is not followed', place(to));
  return addressOf(to.href);
}

function addressOf(text: string): URL {
  const url = checkAddress(text);
  if (!url.ok) throw new HttpProblem('address', url.error);
  return url.value;
}

function place(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function firstOfEach(response: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
