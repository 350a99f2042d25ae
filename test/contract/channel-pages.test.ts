import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Severity } from '../../src/core/alert/severity';
import { emptyState } from '../../src/core/step/state';
import { ntfy } from '../../src/engine/channels/adapters/ntfy';
import { reliableChannel } from '../../src/engine/channels/reliable-channel';
import { makePager, type Pager } from '../../src/engine/pager/pager';
import { type FactLog, openFactLog } from '../../src/engine/store/fact-log';
import { Reader } from '../../src/engine/store/reader';
import { type HttpSink, startHttpSink } from '../helpers/http-sink';
import { alertOf } from '../helpers/step-story';

// From an alert to a phone and back into the store: the real pager, the real store, a channel as it is wired, and a
// server that speaks as ntfy documents.

let folder: string;
let log: FactLog;
let reader: Reader;
let pager: Pager;
let sink: HttpSink;
let status: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-pages-'));
  status = [];
  sink = await startHttpSink((_got, response) => {
    const next = status.shift() ?? 200;
    response
      .writeHead(next, { 'content-type': 'application/json' })
      .end(next === 200 ? '{"id":"abc","event":"message"}' : '{"error":"out of order"}');
  });
  log = await openFactLog(folder, null);
  reader = Reader.open(folder);
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const quiet = { info() {}, warn() {}, error() {} };
  const channel = reliableChannel(
    ntfy,
    { id: 'phone', type: 'ntfy', title: 'Phone', values: { server: sink.url, topic: 'pages' } },
    { clock, log: quiet },
  );
  pager = makePager({
    state: emptyState('desk', 'ada', ['phone']),
    log,
    notifiers: () => [channel],
    clock,
    serviceName: (id) => id,
    tellTeam: () => undefined,
    setBack: () => undefined,
    carryOut: () => undefined,
    changed: () => undefined,
    stored: () => undefined,
    slept: () => undefined,
    journal: quiet,
  });
});
afterEach(async () => {
  pager.stop();
  reader.close();
  await log.close();
  await sink.stop();
  rmSync(folder, { recursive: true });
});

const fires = (key: string, severity: Severity = 'critical') =>
  ({ kind: 'alertSent', alert: { ...alertOf(key), severity } }) as const;
const deliveries = () => reader.pages(1_000, null).map(({ page }) => page.delivery);

test('a page reaches the phone at the second attempt, and its incident says so', async () => {
  status = [503];
  await pager.take([fires('db')]).durable;
  await expect
    .poll(deliveries, { timeout: 12_000 })
    .toMatchObject([{ state: 'delivered', detail: 'taken by ntfy: message abc' }]);
  const [first, second] = sink.got.map(({ body }) => body);
  expect(first).toBe(second);
  expect(JSON.parse(first ?? '')).toMatchObject({
    topic: 'pages',
    priority: 5,
    title: 'Critical: db is broken',
  });
});

test('a page is refused in words, and the others still go', async () => {
  status = [403];
  await pager.take([fires('db')]).durable;
  await pager.take([fires('web')]).durable;
  await expect
    .poll(() => deliveries().map(({ state }) => state), { timeout: 12_000 })
    .toEqual(['delivered', 'refused']);
  expect(deliveries()[1]).toMatchObject({
    detail:
      'ntfy answered HTTP 403: out of order; this login may not write to this topic; give it access, or use another topic',
  });
});

test('a storm is a handful of messages, the critical one first, and each page knows what became of it', async () => {
  const warnings = Array.from({ length: 300 }, (_, n) => fires(`w${n}`, 'warning'));
  await pager.take([...warnings, fires('checkout')]).durable;
  await expect
    .poll(() => deliveries().filter(({ state }) => state === 'delivered').length, { timeout: 15_000 })
    .toBe(301);
  const titles = sink.got.map(({ body }) => (JSON.parse(body) as { title: string }).title);
  expect(titles[0]).toBe('Critical: checkout is broken');
  expect(titles.length).toBeLessThan(6);
  expect(titles).toContainEqual(expect.stringMatching(/^Watchbill: \d+ more pages$/));
});
