import { AlertRequest } from './alert-bodies';
import { Connection } from './connection';
import type { LoadOrder, LoadResult } from './load-order';

/*
 * A process of its own that posts alerts: as fast as it is answered, or at a pace. Its order comes as the first
 * argument, its result goes to its parent.
 */

const order = JSON.parse(process.argv[2] ?? '') as LoadOrder;
const now = () => performance.now();

const latencies: number[] = [];
let failed = 0;
let answered = 0;
let sent = 0;
let counting = false;
let over = false;
let next = order.firstKey;

const request = new AlertRequest(order.path, order.token, order.batch);
const repeated = Array.from({ length: Math.max(1, Math.floor(order.distinct / order.batch)) }, (_, index) =>
  request.numbered(order.firstKey + index * order.batch),
);
let turn = 0;

function nextRequest(): Buffer {
  if (order.alerts === 'repeated') return repeated[turn++ % repeated.length] as Buffer;
  const bytes = request.numbered(next);
  next += order.batch;
  return bytes;
}

async function post(connection: Connection, bytes: Buffer): Promise<void> {
  const from = now();
  const { status } = await connection.send(bytes);
  const took = now() - from;
  if (status >= 300) failed++;
  else sent += order.batch;
  // What is answered in the window counts, whenever it was sent: else slow answers would be left out.
  if (!counting) return;
  latencies.push(took);
  if (status < 300) answered += order.batch;
}

/** As fast as it is answered. */
async function hammer(connection: Connection): Promise<void> {
  while (!over) await post(connection, nextRequest());
}

/** So many requests a second in all, whatever the answers take; what cannot be sent for want of a connection waits. */
async function pace(connections: Connection[], perSecond: number): Promise<void> {
  const free = [...connections];
  const running = new Set<Promise<void>>();
  const from = now();
  let started = 0;
  while (!over) {
    const due = Math.floor(((now() - from) / 1000) * perSecond);
    while (started < due && free.length > 0) {
      started++;
      const connection = free.shift() as Connection;
      const one = post(connection, nextRequest()).then(() => {
        free.push(connection);
        running.delete(one);
      });
      running.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(running);
}

async function main(): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => Connection.open(order.port)),
  );
  // All of the repeated alerts are known before it counts.
  if (order.alerts === 'repeated')
    for (const bytes of repeated) await post(connections[0] as Connection, bytes);
  const work = order.requestsPerSecond
    ? [pace(connections, order.requestsPerSecond)]
    : connections.map((connection) => hammer(connection));
  const workers = Promise.all(work);
  await Promise.race([workers, sleep(order.warmMs)]);
  counting = true;
  process.send?.({ kind: 'running' });
  const from = now();
  await Promise.race([workers, stopped, sleep(order.runMs)]);
  const took = now() - from;
  counting = false;
  over = true;
  await workers;
  for (const connection of connections) connection.close();
  return {
    seconds: took / 1000,
    alerts: answered,
    sent,
    failed,
    latencies,
    bytesPerAlert: request.bytesPerAlert,
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let stop = () => {};
const stopped = new Promise<void>((resolve) => {
  stop = resolve;
});
process.on('message', () => stop());
process.on('disconnect', () => process.exit(1));

void main()
  .then((result) => process.send?.({ kind: 'result', result }, () => process.exit(0)))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
