import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsIn, filesIn } from '../fuzz/payloads';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { sendAll } from '../helpers/flood';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* What senders send, to a real engine in a process of its own. */
let team: TemporaryTeam;
let engine: EngineProcess;

beforeAll(async () => {
  team = temporaryTeam();
  engine = await startEngineProcess(team);
});
afterAll(async () => {
  await engine.kill();
  team.remove();
});

type Detail = {
  readonly dedupKey: string;
  readonly title: string;
  readonly count: number;
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
};
const found = async (start: string): Promise<Detail[]> =>
  ((await engine.incidents()) as unknown as Detail[]).filter(({ dedupKey }) => dedupKey.startsWith(start));
const plain = (body: object) => engine.post('/api/v1/alerts', body);
const unreadable = async (): Promise<number> => {
  const answer = await fetch(`${engine.url}/metrics`, {
    headers: { Authorization: `Bearer ${engine.token}` },
  });
  return Number(/watchbill_payloads_unreadable_total (\d+)/.exec(await answer.text())?.[1]);
};
const send = (route: string, body: string | Uint8Array, type = 'application/json') =>
  fetch(engine.url + route, {
    method: 'POST',
    headers: { Authorization: `Bearer ${engine.token}`, 'Content-Type': type },
    body: typeof body === 'string' ? body : new Blob([body as Uint8Array<ArrayBuffer>]),
  });

describe('recorded bodies', () => {
  test('D1: each that Alertmanager sent is taken at its door, with the incidents that it says', async () => {
    for (const file of filesIn('ingest/alertmanager', '.json').filter((name) =>
      basename(name).startsWith('webhook-v4-'),
    )) {
      const body = readFileSync(file, 'utf8');
      const { alerts } = JSON.parse(body) as { alerts: Array<{ fingerprint: string; status: string }> };
      const answer = await send('/api/v1/ingest/alertmanager', body);
      expect(answer.status, basename(file)).toBe(200);
      for (const { fingerprint, status } of alerts) {
        const incidents = await found(fingerprint);
        if (status === 'firing') expect(incidents.at(0)?.status, basename(file)).toBe('open');
        else
          expect(
            incidents.filter((one) => one.status === 'open'),
            basename(file),
          ).toEqual([]);
      }
    }
  });

  test("D1: each that PagerDuty's senders sent, in their order: what is resolved is closed", async () => {
    const left = new Map<string, string>();
    for (const file of filesIn('ingest/pagerduty', '.json')) {
      const body = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      const answer = await send('/v2/enqueue', JSON.stringify({ ...body, routing_key: engine.token }));
      expect(answer.status, basename(file)).toBe(202);
      left.set(String(body['dedup_key']), String(body['event_action']));
    }
    for (const [key, last] of left) {
      const open = (await found(key)).filter(({ status }) => status === 'open');
      expect(open, key).toHaveLength(last === 'trigger' ? 1 : 0);
    }
  });

  test('D1, D14: bodies of other products at any door: taken, or refused with a reason and kept; never lost, never a crash', async () => {
    const bodies = documentsIn('payloads').map((document) => JSON.stringify(document));
    const kept = await unreadable();
    let refused = 0;
    for (const route of ['/api/v1/alerts', '/api/v1/ingest/alertmanager', '/api/v2/alerts', '/v2/enqueue']) {
      for (const { status } of await sendAll({ ...engine, route }, bodies, 4)) {
        expect([200, 202, 400]).toContain(status);
        if (status === 400) refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(bodies.length);
    expect((await unreadable()) - kept).toBe(refused);
  });

  test('D13: a body that asks to fetch an address to confirm: nothing is fetched', async () => {
    const fetched: string[] = [];
    const server = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const sns = readFileSync(
      join(import.meta.dirname, '../fixtures/payloads/alerta/cloudwatch_subscription_confirmation.json'),
      'utf8',
    );
    const body = {
      ...(JSON.parse(sns) as object),
      title: 'Confirm',
      SubscribeURL: `${place}confirm`,
      runbook: `${place}runbook`,
      links: [`${place}link`],
    };
    expect((await plain(body)).status).toBe(200);
    expect((await send('/api/v1/ingest/alertmanager', JSON.stringify(body))).status).toBe(400);
    await engine.hears(({ event, title }) => event === 'page' && String(title).endsWith('Confirm'));
    server.close();
    expect(fetched).toEqual([]);
  });
});

describe('order', () => {
  test('D3: resolved before it fires, resolved twice, fired again: nothing, nothing more, a second incident', async () => {
    expect((await engine.pagerDuty('resolve', 'd3')).status).toBe(202);
    expect((await engine.pagerDuty('acknowledge', 'd3')).status).toBe(202);
    expect(await found('d3')).toEqual([]);
    await engine.pagerDuty('trigger', 'd3');
    await engine.pagerDuty('resolve', 'd3');
    await engine.pagerDuty('resolve', 'd3');
    expect((await found('d3')).map(({ status }) => status)).toEqual(['resolved']);
    // Within milliseconds, on connections that overtake each other: as many incidents as times that it fired anew.
    await engine.pagerDuty('trigger', 'd3');
    expect((await found('d3')).map(({ status }) => status).toSorted()).toEqual(['open', 'resolved']);
  });

  test('D3: the newest state is the one that arrived last, whatever the times in it say', async () => {
    const at = (startsAt: string, status: string) =>
      plain({ title: 'Order', dedupKey: 'd3-order', status, startsAt });
    await at('2026-11-23T10:00:00Z', 'firing');
    await at('2020-01-01T00:00:00Z', 'resolved');
    expect((await found('d3-order')).map(({ status }) => status)).toEqual(['resolved']);
  });
});

describe('what is too much, or odd', () => {
  test('D5: 10,000 labels, and one of 400 KB: cut to 100 of 4 KB, and said so', async () => {
    const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`label${i}`, 'v']));
    expect((await plain({ title: 'Many', dedupKey: 'd5-many', labels })).status).toBe(200);
    expect(
      (await plain({ title: 'Long', dedupKey: 'd5-long', labels: { long: 'x'.repeat(400_000) } })).status,
    ).toBe(200);
    const [many, long] = [(await found('d5-many'))[0], (await found('d5-long'))[0]];
    expect(Object.keys(many?.labels ?? {})).toHaveLength(101);
    expect(many?.labels['…']).toMatch(/cut/);
    expect(long?.labels['long']?.length).toBeLessThan(4_200);
    expect(long?.labels['long']).toMatch(/cut/);
  });

  test('D9: ids that are numbers or texts are the same; a number that is no whole one of ours is refused', async () => {
    const trigger = (key: string) =>
      send(
        '/v2/enqueue',
        `{"routing_key":"${engine.token}","event_action":"trigger","dedup_key":${key},"payload":{"summary":"Id","source":"s","severity":"info","custom_details":{"big":9007199254740993,"huge":1e999,"zero":-0,"long":${'9'.repeat(400)}}}}`,
      );
    expect((await trigger('970001')).status).toBe(202);
    expect((await trigger('"970001"')).status).toBe(202);
    expect(await found('970001')).toMatchObject([{ count: 2 }]);
    for (const key of ['9007199254740993', '1e999', '-1e999', '9'.repeat(400), '1.5', '{}', 'true'])
      expect((await trigger(key)).status, key).toBe(400);
    const { labels } = (await found('970001'))[0] as Detail;
    expect(labels['huge']).toBe('(a number too large to keep)');
    for (const value of Object.values(labels)) expect(value).not.toMatch(/^-?Infinity$|^NaN$/);
  });

  test('D10: keys are compared byte by byte; titles stay one line on every channel; the engine reads it all again after a restart', async () => {
    const odd = [
      'd10-é',
      'd10-e\u0301',
      'd10-\u0430',
      'd10-a',
      'd10-\u0000',
      'd10-\u202ex',
      'd10-👩\u200d👩',
      `d10-z${'\u0335'.repeat(200)}`,
    ];
    for (const key of odd) {
      const title = `${key}\r\n{"event":"page"}\n\u001b[31m\u2028\u0000 end`;
      expect((await plain({ title, dedupKey: key })).status).toBe(200);
    }
    const before = (await found('d10-')).map(({ dedupKey, title }) => [dedupKey, title]);
    expect(before).toHaveLength(odd.length);
    expect(new Set(before.map(([key]) => key))).toEqual(new Set(odd));
    // Each line that the engine wrote is one JSON object: the helper that reads them would have thrown.
    for (const [, title] of before) expect(title).not.toMatch(/[\p{Cc}\u2028\u2029]/u);

    await engine.kill();
    engine = await startEngineProcess(team);
    expect((await found('d10-')).map(({ dedupKey, title }) => [dedupKey, title])).toEqual(before);
    for (const key of odd) await plain({ title: 'again', dedupKey: key });
    expect((await found('d10-')).map(({ count }) => count)).toEqual(odd.map(() => 2));
  });

  test('D14: bodies of a template that a quote breaks, and forms: refused, with how to send instead', async () => {
    const facts = JSON.parse(
      readFileSync(join(import.meta.dirname, '../fixtures/payloads/healthchecks/webhook-facts.json'), 'utf8'),
    ) as { exampleBodies: ReadonlyArray<{ renders: { name: string } | string }> };
    const name =
      facts.exampleBodies.flatMap(({ renders }) => (typeof renders === 'string' ? [] : renders.name))[0] ??
      '';
    expect(name).toContain('"');
    const kept = await unreadable();
    const broken = await send('/api/v1/alerts', `{"title":"${name}","status":"down"}`);
    expect(broken.status).toBe(400);
    expect(await broken.json()).toEqual({ error: expect.stringMatching(/not JSON.*character \d+/) });
    expect(await unreadable()).toBe(kept + 1);
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
    for (const type of types) {
      const answer = await send('/api/v1/alerts', `${name} is down`, type);
      expect(answer.status).toBe(415);
      expect(await answer.json()).toEqual({ error: 'Content-Type must be application/json' });
    }
    expect(await unreadable()).toBe(kept + 1 + types.length);
    // Of a stranger, such as a web page, nothing is kept.
    for (const token of ['', `?token=${'x'.repeat(64)}`]) {
      const answer = await fetch(`${engine.url}/api/v1/alerts${token}`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: 'DOWN',
      });
      expect(answer.status).toBe(415);
    }
    expect(await unreadable()).toBe(kept + 1 + types.length);
  });
});

describe('the door', () => {
  test('D16: 10,000 wrong tokens: each 401, the right one passes meanwhile, and one line with a count is left', async () => {
    const wrong = Array.from({ length: 10_000 }, () => '{"title":"x"}');
    const attack = sendAll({ url: engine.url, token: 'w'.repeat(64), route: '/api/v1/alerts' }, wrong, 32);
    const began = Date.now();
    for (let i = 0; i < 10; i++) expect((await plain({ title: 'Right', dedupKey: 'd16' })).status).toBe(200);
    const right = Date.now() - began;
    const statuses = new Set((await attack).map(({ status }) => status));
    expect(statuses).toEqual(new Set([401]));
    expect(right).toBeLessThan(10_000);
    expect(await found('d16')).toMatchObject([{ count: 10 }]);
    await engine.kill('SIGTERM');
    const lines = engine.errors.filter((line) => line.includes('missing or wrong token'));
    const counted = lines.map((line) => (JSON.parse(line) as { count: number }).count);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    // One a minute at the most, however many came.
    expect(lines.length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 60_000));
    for (const line of engine.errors) expect(line).not.toContain(engine.token);
  });

  test('D5, D8: what was kept is bounded', () => {
    const path = join(team.data, 'watchbill.db');
    const db = new DatabaseSync(path, { readOnly: true });
    const { longest } = db.prepare('SELECT max(length(body)) AS longest FROM unreadable').get() as {
      longest: number;
    };
    db.close();
    expect(longest).toBeLessThanOrEqual(64 * 1024);
  });

  test('D22, D23: a real engine listens on the two loopback addresses only, and tells a stranger nothing', async () => {
    engine = await startEngineProcess(team);
    const { port } = new URL(engine.url);
    const lines = execFileSync('ss', ['-ltnpH'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(`pid=${engine.child.pid},`))
      .map((line) => line.trim().split(/\s+/)[3]);
    expect(new Set(lines)).toEqual(new Set([`127.0.0.1:${port}`, `[::1]:${port}`]));
    expect(lines).toHaveLength(2);
    for (const path of ['/', '/healthz', '/metrics', '/api/v1/incidents', '/v2/enqueue', '/calendar/x.ics']) {
      const answer = await fetch(engine.url + path);
      const text = await answer.text();
      expect(text, path).not.toMatch(/watchbill|0\.\d+\.\d+|ada|grace|Test/i);
      expect([...answer.headers.keys()].filter((name) => /server|powered|version/.test(name))).toEqual([]);
    }
  });
});
