import { spawn } from 'node:child_process';
import net, { type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/core/step/input';
import { MINUTE, SECOND } from '../../src/core/time/duration';
import { HTTP_LIMITS } from '../../src/engine/http-client/request';
import { type Poller, startPolling } from '../../src/engine/ingest/poll';
import { alertmanagerSource } from '../../src/engine/sources/alertmanager';
import type { PolledConfig } from '../../src/engine/sources/registry';
import type { PolledSource } from '../../src/engine/sources/source';
import { configFor, depsFor, listing, startRaw, startScripted } from '../helpers/alertmanager-scripted';

// Reliability C1 to C4: sources that do not answer, answer late, or say that they cannot.

const QUICK = { ...HTTP_LIMITS, connect: 300, total: 600 };
const source: PolledSource<PolledConfig> = alertmanagerSource(QUICK);
const read = (url: string) => source.read(configFor(url), depsFor());

let cleanUp: Array<() => unknown> = [];
afterEach(async () => {
  for (const clean of cleanUp.reverse()) await clean();
  cleanUp = [];
});

async function scripted(...args: Parameters<typeof startScripted>) {
  const server = await startScripted(...args);
  cleanUp.push(() => server.stop());
  return server;
}

async function raw(talk: (socket: Socket) => void) {
  const server = await startRaw(talk);
  cleanUp.push(() => server.stop());
  return server;
}

/** Polls real servers with the real poller, as fast as it may. */
function polling(urls: Record<string, string>): { inputs: Input[]; poller: Poller; of(id: string): Input[] } {
  const inputs: Input[] = [];
  const poller = startPolling({
    configs: () => Object.entries(urls).map(([id, url]) => configFor(url, { id, every: SECOND })),
    read: (config, signal) => source.read(config, depsFor({ signal })),
    accept: async (input) => {
      inputs.push(input);
    },
    clock: { now: () => Date.now() },
    random: () => 0,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  cleanUp.push(() => poller.stop());
  return { inputs, poller, of: (id) => inputs.filter((input) => 'source' in input && input.source === id) };
}

test('C3, C4, C5, C6, 3.3-5: the limits are those of the plan', () => {
  expect(HTTP_LIMITS).toEqual({ connect: 10 * SECOND, total: 20 * SECOND, bytes: 10_000_000 });
});

describe('C1: the server says that it cannot', () => {
  test.each([500, 502, 503, 504])(
    'HTTP %i is a problem with its words, and over with the first 200',
    async (status) => {
      let ill = true;
      const server = await scripted((request, response) =>
        ill ? listing('backend is down', {}, status)(request, response) : listing('[]')(request, response),
      );
      const { inputs } = polling({ prod: server.url });
      await expect.poll(() => inputs.length).toBe(1);
      expect(inputs[0]).toMatchObject({
        kind: 'sourceFailed',
        source: 'prod',
        error: `prod: answered HTTP ${status}: "backend is down"`,
      });
      ill = false;
      await expect.poll(() => inputs.at(-1)?.kind, { timeout: 3000 }).toBe('sourceRead');
      expect(inputs.length).toBeLessThanOrEqual(3);
    },
  );
});

describe('C2: too many requests', () => {
  const inTwoMinutes = () => new Date(Date.now() + 2 * MINUTE).toUTCString();
  test.each<[string, () => Record<string, string>, number | null]>([
    ['Retry-After: 7', () => ({ 'retry-after': '7' }), 7 * SECOND],
    ['an HTTP date', () => ({ 'retry-after': inTwoMinutes() }), 2 * MINUTE],
    ['an HTTP date that is past', () => ({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), SECOND],
    ['0', () => ({ 'retry-after': '0' }), SECOND],
    ['1000000000', () => ({ 'retry-after': '1000000000' }), 15 * MINUTE],
    ['-1', () => ({ 'retry-after': '-1' }), null],
    ['1e9', () => ({ 'retry-after': '1e9' }), null],
    ['soon', () => ({ 'retry-after': 'soon' }), null],
    ['an impossible date', () => ({ 'retry-after': 'Wed, 99 Xyz 2015 07:28:00 GMT' }), null],
    ['ratelimit-reset: 20', () => ({ 'ratelimit-reset': '20' }), 20 * SECOND],
    ['nothing', () => ({}), null],
  ])('%s', async (_what, headers, expected) => {
    for (const status of [429, 503]) {
      const server = await scripted((request, response) =>
        listing('slow down', headers(), status)(request, response),
      );
      const answer = await read(server.url);
      if (answer.ok) throw new Error('was taken for good');
      if (expected === null) expect(answer.retryAfter).toBeNull();
      else expect(Math.abs((answer.retryAfter ?? -1) - expected)).toBeLessThan(2 * SECOND);
    }
  });

  test('is waited for, and the others are asked as always', async () => {
    const busy = await scripted(listing('', { 'retry-after': '30' }, 429));
    const well = await scripted(listing('[]'));
    const { of, poller } = polling({ busy: busy.url, well: well.url });
    await expect.poll(() => of('well').length, { timeout: 5000 }).toBe(3);
    expect(of('busy')).toHaveLength(1);
    expect((poller.nextTryAt('busy') ?? 0) - Date.now()).toBeGreaterThan(25 * SECOND);
  });
});

describe('C3: no connection, or half of one', () => {
  test('refused', async () => {
    const server = await startScripted(() => {});
    await server.stop();
    expect(await read(server.url)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('refused'),
      loginNeeded: false,
    });
  });

  test('a name that is not known', async () => {
    expect(await read('http://no-such-alertmanager.invalid')).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/host name|within/),
    });
  });

  test('a SYN that is never answered ends at the deadline for connecting', async () => {
    const port = await startDeafListener();
    const started = Date.now();
    const answer = await read(`http://127.0.0.1:${port}`);
    expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining('no connection within') });
    expect(Date.now() - started).toBeLessThan(QUICK.total);
  });

  test('a TLS handshake that is never answered too', async () => {
    const mute = await raw((socket) => socket.resume());
    const started = Date.now();
    expect(await read(mute.url.replace('http:', 'https:'))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no connection within'),
    });
    expect(Date.now() - started).toBeLessThan(QUICK.total);
    await expect.poll(() => mute.sockets.size).toBe(0);
  });

  test.each([
    ['before the answer', ''],
    ['within the head', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['within a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n['],
    ['within a chunked body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n'],
  ])('broken off %s', async (_where, said) => {
    for (const how of ['end', 'resetAndDestroy'] as const) {
      const server = await raw((socket) =>
        socket.once('data', () => socket.write(said, () => socket[how]())),
      );
      expect(await read(server.url)).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/broke off/),
      });
    }
  });
});

describe('C11: a login that was good and is refused', () => {
  test('is told once without the secret, is not tried again and again, and is over as soon as the new secret is there', async () => {
    let good = 'Bearer tok-5f2e9c';
    const server = await scripted((request, response) =>
      request.headers.authorization === good
        ? listing('[]')(request, response)
        : listing(`token ${String(request.headers.authorization)} is not good`, {}, 401)(request, response),
    );
    let secret = 'tok-5f2e9c';
    const inputs: Input[] = [];
    const warned: unknown[] = [];
    const poller = startPolling({
      configs: () => [configFor(server.url, { id: 'prod', every: SECOND, auth: { kind: 'bearer' } })],
      read: (config, signal) => source.read(config, depsFor({ signal, secret })),
      accept: async (input) => void inputs.push(input),
      clock: { now: () => Date.now() },
      random: () => 0,
      log: { info: () => {}, warn: (...line) => void warned.push(line), error: () => {} },
    });
    cleanUp.push(() => poller.stop());
    await expect.poll(() => inputs.at(-1)?.kind).toBe('sourceRead');

    good = 'Bearer tok-of-tomorrow';
    await expect.poll(() => inputs.at(-1)?.kind, { timeout: 4000 }).toBe('sourceFailed');
    const asked = server.requests.length;
    expect((poller.nextTryAt('prod') ?? 0) - Date.now()).toBeGreaterThan(4 * MINUTE);
    await sleep(2500);
    expect(server.requests.length).toBe(asked);
    const failures = inputs.filter(({ kind }) => kind === 'sourceFailed');
    expect(failures).toEqual([
      expect.objectContaining({ error: expect.stringContaining('refused the login (HTTP 401)') as unknown }),
    ]);
    expect(JSON.stringify([inputs, warned])).not.toContain('tok-5f2e9c');

    secret = 'tok-of-tomorrow';
    poller.pollNow('prod');
    await expect.poll(() => inputs.at(-1)?.kind).toBe('sourceRead');
    expect(JSON.stringify([inputs, warned])).not.toContain('tok-of-tomorrow');
  });
});

describe('C4, 3.3-5: an answer that drips', () => {
  test.each([
    ['head', 'HTTP/1.1 200 OK\r\n', 'X-A: b\r\n'],
    ['body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\n[\r\n'],
  ])(
    'in the %s: given up at the overall deadline, socket destroyed, no pile-up',
    async (_where, begin, drop) => {
      let connections = 0;
      const server = await raw((socket) => {
        connections += 1;
        socket.once('data', () => {
          socket.write(begin);
          const timer = setInterval(() => socket.write(drop), 50);
          socket.on('close', () => clearInterval(timer));
        });
      });
      const { inputs, poller } = polling({ slow: server.url });
      for (let i = 0; i < 20; i += 1) {
        poller.pollNow();
        await sleep(10);
      }
      // One read is two requests: the list and the status.
      expect(connections).toBe(2);
      await expect.poll(() => inputs.length).toBe(1);
      expect(inputs[0]).toMatchObject({
        kind: 'sourceFailed',
        error: expect.stringMatching(/^slow: no complete answer within/),
      });
      await poller.stop();
      await expect.poll(() => server.sockets.size).toBe(0);
    },
  );
});

/** A listener whose queue is full and who is stopped: the kernel drops further SYNs. */
async function startDeafListener(): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '-e',
      'const s=require("net").createServer().listen({port:0,host:"127.0.0.1",backlog:1},()=>console.log(s.address().port))',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  cleanUp.push(() => child.kill('SIGKILL'));
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(Number(String(chunk)))),
  );
  child.kill('SIGSTOP');
  for (let i = 0; i < 20; i += 1) {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => {});
    cleanUp.push(() => socket.destroy());
    const through = await Promise.race([
      new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true))),
      sleep(150).then(() => false),
    ]);
    if (!through) return port;
  }
  throw new Error('the queue of the stopped listener never filled');
}
