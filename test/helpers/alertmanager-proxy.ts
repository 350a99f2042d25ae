import http, { type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type BearerProxy = { readonly url: string; readonly refused: () => number; stop(): Promise<void> };

/** Stands before a server and lets only requests with this bearer token through; others get 401. */
export async function startBearerProxy(target: string, token: string): Promise<BearerProxy> {
  let refused = 0;
  const server = http.createServer((incoming, outgoing) => {
    if (incoming.headers.authorization !== `Bearer ${token}`) {
      refused += 1;
      outgoing
        .writeHead(401, { 'www-authenticate': 'Bearer' })
        .end(`wrong token: ${incoming.headers.authorization ?? 'none'}`);
      return;
    }
    const onward = http.request(
      `${target}${incoming.url}`,
      { method: incoming.method, headers: onwardHeaders(incoming) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  const url = await listen(server);
  return { url, refused: () => refused, stop: () => close(server) };
}

export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function onwardHeaders({ headers }: IncomingMessage) {
  const { host: _host, authorization: _authorization, ...others } = headers;
  return others;
}
