import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from './alertmanager-certificates';

/** One request as a service got it. */
export type Got = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type HttpSink = {
  readonly url: string;
  /** Whole requests, in order. */
  readonly got: Got[];
  /** Connections that are open. */
  open(): number;
  stop(): Promise<void>;
};

/** A loopback service that writes down what it gets and answers as the test says. */
export async function startHttpSink(
  answer: (got: Got, response: ServerResponse) => void,
  certificate?: Certificate,
): Promise<HttpSink> {
  const got: Got[] = [];
  const sockets = new Set<Socket>();
  const heard = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    response.on('error', () => {});
    request.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      got.push(one);
      answer(one, response);
    });
  };
  const server = certificate
    ? https.createServer({ cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) }, heard)
    : http.createServer(heard);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    got,
    open: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
