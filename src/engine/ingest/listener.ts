import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PersonId } from '../../core/kernel/ids';
import { type ApiDeps, answerApi, isApiPath } from '../api/api';
import type { CalendarFeed } from '../calendars/calendar-feed';
import { type Clock, type Gate, type Log, NotStored, type Queries, type Tokens } from '../ports';
import { type Answer, NOT_STORED, refusal } from './answer';
import { keepRoom } from './connections';
import { checkCaller, checkMessage, type Knock, presentedToken } from './door';
import type { Format } from './format';
import { FORMATS } from './formats';
import { receive } from './receive';
import { watchWrongTokens } from './wrong-tokens';
import { keepWrongType } from './wrong-type';

export type ListenerOptions = {
  /** 0 for any. */
  readonly port: number;
  readonly gate: Gate;
  readonly queries: Queries;
  /** Asked anew at every request: the engine may let it stand for other tokens as the team file changes. */
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Log;
  /** Who acts when a command of the API names nobody: whoever sits at this desktop. */
  readonly me: PersonId;
  readonly rota: ApiDeps['rota'];
  /** Answers /calendar/…; without one there is nothing there. */
  readonly feed?: CalendarFeed;
  /** Resolves when what was accepted so far can be read, or soon after: whoever sent an alert may look for it. */
  readonly caughtUp?: () => Promise<void>;
};

export type Listener = { readonly url: string; readonly port: number; stop(): Promise<void> };

/** The port is somebody else's. The composition root decides what to do. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  constructor(readonly port: number) {
    super(`port ${port} is in use by another program`);
  }
}

const SECOND = 1000;
/** A request must be through within so long; its headers sooner. Checked every second. Reliability 3.3, D7. */
const LIMITS = {
  headersTimeout: 5 * SECOND,
  requestTimeout: 15 * SECOND,
  connectionsCheckingInterval: SECOND,
  keepAliveTimeout: 15 * SECOND,
  maxHeaderSize: 16 * 1024,
  // Missing ones get our own answer at the door.
  requireHostHeader: false,
} as const;
/** Idle connections make room long before (connections.ts). */
const MAX_CONNECTIONS = 512;
/** After an early answer we swallow the rest of a body for so long, or the sender would see a reset and no answer. */
const LINGER = SECOND;

/**
 * Listens on 127.0.0.1, and on [::1] with the same port where there is IPv6; never on another address.
 * @throws PortTaken
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const wrongTokens = watchWrongTokens(options.log);
  const formats = new Map(FORMATS.map((format) => [format.route, format]));
  let port = options.port;

  const serve = (request: IncomingMessage, response: ServerResponse, goOn: () => void) => {
    void (async () => {
      const answer = await decide(request, goOn).catch((error: unknown) => mishap(error));
      if (answer) send(request, response, answer);
    })();
  };

  const decide = async (request: IncomingMessage, goOn: () => void): Promise<Answer | null> => {
    const knock: Knock = {
      method: request.method ?? '',
      target: request.url ?? '',
      rawHeaders: request.rawHeaders,
    };
    const caller = checkCaller(knock, port);
    if (caller) return refusal(caller.status, caller.error);
    const [path, query] = split(knock.target);
    if (options.feed && path.startsWith('/calendar/')) return options.feed.answer(knock, path, wrongTokens);
    const format: Format | undefined = formats.get(path);
    if (!format && !isApiPath(path)) return refusal(404, 'there is nothing at this address');
    if (path.startsWith('/api/') && !format) await options.caughtUp?.();
    if (!format) return answerApi(request, knock, path, query, { ...options, wrongTokens }, goOn);
    const message = checkMessage(knock, 'POST', false);
    const presented = presentedToken(knock, query);
    if (message?.status === 415)
      await keepWrongType(format, request, presented, message.error, { ...options, goOn });
    if (message)
      return refusal(message.status, message.error, message.status === 405 ? { Allow: 'POST' } : undefined);
    return receive(format, request, presented, { ...options, wrongTokens, goOn });
  };

  const mishap = (error: unknown): Answer => {
    if (error instanceof NotStored) {
      options.log.error('a payload was not stored and is answered 503', { reason: error.message });
      return NOT_STORED;
    }
    options.log.error('a request failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    // 500 is tried again by every sender we know; a 4xx would not be.
    return refusal(500, 'this failed on our side, send it again');
  };

  const makeServer = (): { server: Server; closeAll: () => void } => {
    const server = createServer(LIMITS);
    server.maxConnections = MAX_CONNECTIONS;
    server.on('request', (request, response) => serve(request, response, () => {}));
    server.on('checkContinue', (request, response) =>
      serve(request, response, () => response.writeContinue()),
    );
    for (const event of ['upgrade', 'connect'] as const) {
      server.on(
        event,
        (_request: unknown, socket: { end(text: string): void; on(e: string, f: () => void): void }) => {
          socket.on('error', () => {});
          socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        },
      );
    }
    return { server, ...keepRoom(server) };
  };

  const four = makeServer();
  const six = makeServer();
  for (let tries = 1; ; tries++) {
    port = await bind(four.server, '127.0.0.1', options.port);
    try {
      await bind(six.server, '::1', port);
      break;
    } catch (error) {
      if (!(error instanceof PortTaken)) {
        options.log.info('no IPv6 loopback here, listening on 127.0.0.1 only', { reason: String(error) });
        break;
      }
      // Half a port would let another program be "localhost" to our senders.
      await new Promise((resolve) => four.server.close(resolve));
      if (options.port !== 0 || tries === 10) throw error;
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      wrongTokens.stop();
      await Promise.all([four, six].map(shut));
    },
  };
}

/** @throws PortTaken, or the system's error. */
function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen({ host, port, exclusive: true, ipv6Only: host === '::1' }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function split(target: string): [path: string, query: URLSearchParams] {
  const mark = target.indexOf('?');
  return mark === -1
    ? [target, NO_QUERY]
    : [target.slice(0, mark), new URLSearchParams(target.slice(mark + 1))];
}

const NO_QUERY = new URLSearchParams();

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const early = !request.complete;
  response.writeHead(answer.status, {
    'Content-Type': answer.type,
    'Content-Length': Buffer.byteLength(answer.body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // A wrong token costs its sender the connection (reliability D16).
    ...(early || answer.status === 401 ? { Connection: 'close' } : {}),
    ...answer.headers,
  });
  response.end(answer.body);
  if (!early) return;
  request.on('error', () => {}).resume();
  setTimeout(() => request.socket.destroy(), LINGER).unref();
}

/** Takes no more, lets what is being answered be answered for two seconds, then closes. */
async function shut({ server, closeAll }: { server: Server; closeAll: () => void }): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(closeAll, 2 * SECOND);
  await closed;
  clearTimeout(timer);
}
