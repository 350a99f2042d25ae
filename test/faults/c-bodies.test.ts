import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/core/step/input';
import { HTTP_LIMITS } from '../../src/engine/http-client/request';
import { startPolling } from '../../src/engine/ingest/poll';
import { alertmanagerSource } from '../../src/engine/sources/alertmanager';
import type { PolledConfig } from '../../src/engine/sources/registry';
import type { PolledSource } from '../../src/engine/sources/source';
import { configFor, depsFor, listing, startRaw, startScripted } from '../helpers/alertmanager-scripted';

// Reliability C5, C6, C7, C14: answers that are too large, not what they should be, or not to be read.

const source: PolledSource<PolledConfig> = alertmanagerSource({ ...HTTP_LIMITS, total: 8000 });
const GOOD =
  '[{"labels":{"alertname":"DiskFull"},"fingerprint":"0000000000000001","status":{"state":"active"}}]';
const CAPTURED = readFileSync(
  path.join(import.meta.dirname, '../fixtures/alertmanager/captured-0.25.0/firing-alerts.json'),
  'utf8',
);

let stop: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const one of stop) await one();
  stop = [];
});

async function readFrom(url: string) {
  return source.read(configFor(url), depsFor());
}

async function answered(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = await startScripted(answer);
  stop.push(() => server.stop());
  return readFrom(server.url);
}

/** Reads while watching how much memory the process takes more, in bytes. */
async function growth(run: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  await run();
  clearInterval(timer);
  return Math.max(most, process.memoryUsage().rss) - before;
}

describe('C5, 3.3-5: too large', () => {
  const CHUNK = Buffer.alloc(65_536, 32);
  /** Sends until nobody listens any more, at most a gigabyte; the status is small, so that only the list counts. */
  function endless(response: ServerResponse, sent: { bytes: number }): void {
    const more = (): void => {
      while (!response.destroyed && sent.bytes < 1e9) {
        sent.bytes += CHUNK.length;
        if (!response.write(CHUNK)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  }

  test.each([
    ['chunks without end', {}],
    ['a gigabyte in chunks, under a Content-Length that is not checked', { 'content-length': '1000000000' }],
  ])('%s: stops at 10 MB and says so; memory stays', async (_what, headers: Record<string, string>) => {
    const sent = { bytes: 0 };
    let answer: unknown;
    const grown = await growth(async () => {
      answer = await answered((request, response) => {
        if (request.url?.includes('status')) return response.end('{}');
        response.writeHead(200, headers);
        return endless(response, sent);
      });
    });
    expect(answer).toMatchObject({
      ok: false,
      problem: 'prod-alertmanager: its answer is too large (more than 10 MB)',
    });
    expect(grown).toBeLessThan(50e6);
    expect(sent.bytes).toBeLessThan(30e6);
  });

  test('just below the limit is read', async () => {
    expect(await answered(listing(GOOD + ' '.repeat(9_900_000)))).toMatchObject({ ok: true });
  });
});

describe('C6, 3.3-5: compressed', () => {
  const ZEROS = Buffer.alloc(300e6);
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  const pack = {
    gzip: (data: Buffer) => gzipSync(data, { level: 1 }),
    br: (data: Buffer) => brotliCompressSync(data, quick),
    deflate: (data: Buffer) => deflateSync(data, { level: 1 }),
  };

  test.each(['gzip', 'br', 'deflate'] as const)(
    '%s: read when good, stopped at 10 MB unpacked, refused when broken',
    async (encoding) => {
      const headers = { 'content-encoding': encoding };
      expect(await answered(listing(pack[encoding](Buffer.from(GOOD)), headers))).toMatchObject({
        ok: true,
        alerts: [{ title: 'DiskFull' }],
      });

      const bomb = pack[encoding](ZEROS);
      expect(bomb.length).toBeLessThan(3e6);
      let answer: unknown;
      const grown = await growth(async () => {
        answer = await answered(listing(bomb, headers));
      });
      expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining('too large') });
      expect(grown).toBeLessThan(60e6);

      const whole = pack[encoding](Buffer.from(CAPTURED));
      expect(await answered(listing(whole.subarray(0, whole.length / 2), headers))).toMatchObject({
        ok: false,
      });
      expect(await answered(listing('not packed at all, but text', headers))).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/cannot be unpacked|cut off/),
      });
    },
  );

  test('packed twice, or in a way nobody asked for, is refused', async () => {
    const twice = gzipSync(gzipSync(GOOD));
    expect(await answered(listing(twice, { 'content-encoding': 'gzip' }))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not UTF-8'),
    });
    for (const encoding of ['gzip, gzip', 'zstd', 'compress']) {
      expect(await answered(listing(twice, { 'content-encoding': encoding }))).toMatchObject({
        ok: false,
        problem: expect.stringContaining(`"${encoding}"`),
      });
    }
  });
});

describe('C7: not a list of alerts', () => {
  const DEEP = '['.repeat(1_000_000);
  test.each<[string, string, string]>([
    ['invalid JSON', '[{"labels":', 'not JSON: "[{"labels":"'],
    [
      'JSON cut at 99 %',
      CAPTURED.slice(0, Math.floor(CAPTURED.length * 0.99)),
      'not JSON: "[ { "annotations"',
    ],
    ['an object', '{}', 'not a list of alerts: "{}"'],
    ['an error as an object', '{"status":"error","error":"no such thing"}', 'no such thing'],
    ['null', 'null', 'not a list of alerts: "null"'],
    ['a list of numbers', '[1,2,3]', 'something else than alerts: "[1,2,3]"'],
    ['a list of groups', '[{"groupKey":1}]', 'something else than alerts'],
    ['NaN', 'NaN', 'not JSON: "NaN"'],
    ['nesting a million deep, open', DEEP, 'prod-alertmanager: answered with'],
    ['nesting a million deep, closed', DEEP + ']'.repeat(1_000_000), 'prod-alertmanager: answered with'],
    ['nothing', '', 'answered with nothing (HTTP 200)'],
    ['blanks', ' \n ', 'answered with nothing (HTTP 200)'],
  ])('%s', async (_what, body, problem) => {
    const answer = await answered(listing(body));
    if (answer.ok) throw new Error('was taken for alerts');
    expect(answer.problem).toContain(problem);
    expect(answer.problem).toMatch(/^prod-alertmanager: /);
    // The name, what it is, and at most 200 characters of it, on one line.
    expect(answer.problem.length).toBeLessThan(300);
    // eslint-disable-next-line no-control-regex
    expect(answer.problem).not.toMatch(/[\u0000-\u001f]/);
  });

  test('204 without a body', async () => {
    const answer = await answered((_request, response) => response.writeHead(204).end());
    expect(answer).toMatchObject({
      ok: false,
      problem: 'prod-alertmanager: answered with nothing (HTTP 204)',
    });
  });

  test('200 characters are shown of a long one, and a secret that it echoes is not', async () => {
    const server = await startScripted((request, response) =>
      response.end(`echo ${request.headers.authorization} ${'x'.repeat(5000)}`),
    );
    stop.push(() => server.stop());
    const secret = 'tok-1234567890';
    const answer = await source.read(
      configFor(server.url, { auth: { kind: 'bearer' } }),
      depsFor({ secret }),
    );
    if (answer.ok) throw new Error('was taken for alerts');
    expect(server.authorizations[0]).toBe(`Bearer ${secret}`);
    expect(answer.problem).not.toContain(secret);
    expect(answer.problem).toContain('echo Bearer ••• xxx');
    expect(answer.problem.match(/x+…/)?.[0].length).toBeLessThan(200);
  });

  test('an unreadable answer is never told as no alerts', async () => {
    const bodies = [GOOD, '{}', '', '<html>', '[1]', 'NaN', GOOD];
    let turn = 0;
    const server = await startScripted((request, response) =>
      request.url?.includes('status') ? response.end('{}') : response.end(bodies[turn] ?? GOOD),
    );
    const inputs: Input[] = [];
    const poller = startPolling({
      configs: () => [configFor(server.url)],
      read: (config, signal) => source.read(config, depsFor({ signal })),
      accept: async (input) => {
        inputs.push(input);
      },
      clock: { now: () => Date.now() },
      random: () => 0.5,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    for (turn = 0; turn < bodies.length; turn += 1) {
      if (turn > 0) poller.pollNow();
      await expect.poll(() => inputs.length, { interval: 5 }).toBe(turn + 1);
    }
    await poller.stop();
    await server.stop();
    expect(inputs.map(({ kind }) => kind)).toEqual([
      'sourceRead',
      ...Array<string>(5).fill('sourceFailed'),
      'sourceRead',
    ]);
    for (const input of inputs) if (input.kind === 'sourceRead') expect(input.alerts).toHaveLength(1);
  });
});

describe('C14: how it is written', () => {
  test('duplicate keys: the last wins', async () => {
    const body =
      '[{"labels":{"alertname":"First"},"labels":{"alertname":"Last","alertname":"Really"},"fingerprint":"00000000000000aa"}]';
    expect(await answered(listing(body))).toMatchObject({ ok: true, alerts: [{ title: 'Really' }] });
  });

  test('a UTF-8 byte order mark is dropped', async () => {
    expect(await answered(listing(`\ufeff${GOOD}`))).toMatchObject({
      ok: true,
      alerts: [{ title: 'DiskFull' }],
    });
    expect(
      await answered(listing(GOOD, { 'content-type': 'application/json; charset="UTF-8"' })),
    ).toMatchObject({ ok: true });
  });

  const swap = (text: string) => Buffer.from(text, 'utf16le').swap16();
  test.each([
    ['UTF-16, little end first, marked', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
    ['UTF-16, little end first', Buffer.from(GOOD, 'utf16le')],
    ['UTF-16, big end first, marked', swap(`\ufeff${GOOD}`)],
    ['UTF-16, big end first', swap(GOOD)],
  ])('%s is refused by name', async (_what, body) => {
    expect(await answered(listing(body))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('UTF-16'),
    });
  });

  test('another charset is refused by name; bytes that are not UTF-8 are refused', async () => {
    for (const charset of ['latin1', 'iso-8859-1', 'utf-16le', 'windows-1252']) {
      expect(
        await answered(listing(GOOD, { 'content-type': `application/json; charset=${charset}` })),
      ).toMatchObject({
        ok: false,
        problem: expect.stringContaining(`written in ${charset}; only UTF-8`),
      });
    }
    const umlaut = Buffer.from(GOOD.replace('DiskFull', 'Überlauf'), 'latin1');
    expect(await answered(listing(umlaut))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not UTF-8'),
    });
  });

  test.each([
    ['too long', GOOD.length + 10],
    ['too short', GOOD.length - 10],
  ])('a Content-Length that is %s', async (_what, length) => {
    const server = await startRaw((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${GOOD}`)),
    );
    expect(await readFrom(server.url)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/broke off|not JSON|not HTTP/),
    });
    await server.stop();
  });

  test('what is not HTTP at all', async () => {
    const server = await startRaw((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
    );
    expect(await readFrom(server.url)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not HTTP'),
    });
    await server.stop();
  });
});
