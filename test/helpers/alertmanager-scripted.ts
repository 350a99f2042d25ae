import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { AlertmanagerConfig } from '../../src/core/source/source-config';
import { MINUTE, SECOND } from '../../src/core/time/duration';
import type { SourceDeps } from '../../src/engine/ports';
import { close, listen } from './alertmanager-proxy';

export type Scripted = {
  readonly url: string;
  /** Every request so far: `GET /api/v2/alerts?…`. */
  readonly requests: string[];
  /** Of each request, its Authorization header. */
  readonly authorizations: Array<string | undefined>;
  stop(): Promise<void>;
};

/** A loopback HTTP server that answers as the test says. */
export async function startScripted(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Scripted> {
  const requests: string[] = [];
  const authorizations: Array<string | undefined> = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers.authorization);
    response.on('error', () => {});
    answer(request, response);
  });
  const url = await listen(server);
  return { url, requests, authorizations, stop: () => close(server) };
}

/** A loopback TCP server that says whatever it likes: what is not HTTP, half of it, or nothing. */
export async function startRaw(
  talk: (socket: Socket) => void,
): Promise<{ url: string; sockets: Set<Socket>; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Answers the list of alerts with this, and the status like an Alertmanager. */
export function listing(body: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.includes('/status')) {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"uptime":"2026-11-23T07:04:46.157Z"}');
    } else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

export function configFor(url: string, more: Partial<AlertmanagerConfig> = {}): AlertmanagerConfig {
  return {
    id: 'prod-alertmanager',
    type: 'alertmanager',
    url,
    every: 15 * SECOND,
    resolveAfter: 90 * SECOND,
    blindAfter: 5 * MINUTE,
    acknowledge: 'silence',
    silenceFor: 15 * MINUTE,
    auth: { kind: 'none' },
    caFile: '',
    ...more,
  };
}

export function depsFor(more: Partial<SourceDeps> = {}): SourceDeps {
  return { secret: null, ca: null, now: () => Date.now(), signal: new AbortController().signal, ...more };
}
