import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Alertmanagers in one process, each under a path of its own, whose lists change with every read. */
export type PolledLists = {
  urlOf(index: number): string;
  /** Lists that were given. */
  readonly polls: () => number;
  stop(): Promise<void>;
};

/** Alerts of one list. */
const LISTED = 40;
/** Reads after which an alert of a list gives way to another. */
const STAYS = 20;

export async function startPolledLists(): Promise<PolledLists> {
  const reads = new Map<string, number>();
  let polls = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const [, source = ''] = /^\/(s\d+)\//.exec(request.url ?? '') ?? [];
    response.setHeader('Content-Type', 'application/json');
    if (!request.url?.includes('/alerts'))
      return void response.end(JSON.stringify({ uptime: UP, cluster: {} }));
    const read = reads.get(source) ?? 0;
    reads.set(source, read + 1);
    polls += 1;
    response.end(JSON.stringify(Array.from({ length: LISTED }, (_, n) => listed(source, n, read))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (index) => `http://127.0.0.1:${port}/s${index}`,
    polls: () => polls,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const UP = new Date().toISOString();

function listed(source: string, place: number, read: number): object {
  // Each place turns over at another read.
  const generation = Math.floor((read + place) / STAYS);
  const name = `${source}-${place}-${generation}`;
  return {
    annotations: { summary: `${name} is not healthy` },
    endsAt: new Date(Date.now() + 300_000).toISOString(),
    fingerprint: Buffer.from(name).toString('hex').padEnd(16, '0').slice(-16),
    receivers: [{ name: 'default' }],
    startsAt: UP,
    status: { inhibitedBy: [], mutedBy: [], silencedBy: [], state: 'active' },
    updatedAt: new Date().toISOString(),
    generatorURL: 'http://prometheus/graph',
    labels: { alertname: name, severity: place % 20 === 0 ? 'critical' : 'warning', pod: name },
  };
}
