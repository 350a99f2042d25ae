import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/engine';
import { FORMATS } from '../../src/engine/ingest/formats';
import type { Notifier } from '../../src/engine/notify/notifier';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { fixture, fixturesIn } from './ingest-desk';
import { ajv, hold, holdAnswer, methodsOf, pointer, spec, unseen } from './open-api';

let engine: Engine;
let folder: string;
const delivering: Notifier = {
  id: 'notification',
  title: 'Notification',
  send: (_page, now) => Promise.resolve({ state: 'delivered', at: now(), detail: 'shown' }),
};
const log = { info() {}, warn() {}, error() {} };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-api-'));
  const [teamFolder, dataFolder] = ['team', 'data'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  mkdirSync(teamFolder);
  mkdirSync(dataFolder);
  writeFileSync(
    path.join(teamFolder, 'watchbill.yaml'),
    `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, email: grace@example.com }
services:
  - { id: checkout, name: Checkout, match: ['service="checkout"'] }
sources:
  - { id: ci, type: push, title: Our pipeline }
  - { id: old, type: alertmanager, url: "http://127.0.0.1:9", every: 60s }
`,
  );
  engine = await startEngine({
    teamFolder,
    dataFolder,
    me: 'ada',
    port: 0,
    notifiers: [delivering],
    secrets: secretsFile(path.join(dataFolder, 'secrets.json')),
    clock: { now: () => Date.now() },
    log,
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks without the engine's token. */
const ANONYMOUS: Record<string, string> = {};

type Asked<T> = { readonly status: number; readonly body: T };

async function ask<T = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Asked<T>> {
  const answer = await fetch(`${engine.url}${target}`, {
    method,
    headers: {
      ...(headers === ANONYMOUS ? {} : { Authorization: `Bearer ${engine.token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const read = await holdAnswer(method, target.split('?')[0]!, answer);
  return { status: answer.status, body: read as T };
}

type Incident = {
  id: string;
  number: number;
  title: string;
  severity: string;
  status: string;
  service: string;
  source: string;
  dedupKey: string;
  count: number;
  labels: Record<string, string>;
  openedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  resolvedAt: string | null;
  snoozedUntil: string | null;
};
type InFull = Incident & {
  facts: Array<{ kind: string; by: string; text?: string }>;
  pages: Array<{ channel: string; delivery: { state: string } }>;
};
type List = { incidents: Incident[]; next: string | null };

const send = (title: string, more: object = {}) =>
  ask<{ dedupKeys: string[] }>('POST', '/api/v1/alerts', { title, ...more });
const list = async (status = 'all') =>
  (await ask<List>('GET', `/api/v1/incidents?status=${status}&limit=500`)).body.incidents;
async function incidentOf(title: string, more: object = {}): Promise<Incident> {
  await send(title, more);
  return (await list()).find((incident) => incident.title === title)!;
}

describe('an incident', () => {
  it('is there as soon as its alert was answered 2xx, with what the issue names', async () => {
    const before = Date.now();
    const incident = await incidentOf('Checkout is down', {
      severity: 'critical',
      dedupKey: 'down',
      labels: { service: 'checkout', __proto__x: '1' },
    });
    expect(incident).toMatchObject({
      title: 'Checkout is down',
      severity: 'critical',
      status: 'open',
      service: 'checkout',
      source: 'local',
      dedupKey: 'down',
      count: 1,
      labels: { service: 'checkout', __proto__x: '1' },
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
    });
    expect(Date.parse(incident.openedAt)).toBeGreaterThanOrEqual(before);
    await send('Checkout is down', { dedupKey: 'down' });
    expect((await list()).filter(({ dedupKey }) => dedupKey === 'down')).toMatchObject([
      { id: incident.id, count: 2 },
    ]);
  });

  it('is acknowledged, handed back, snoozed, noted, resolved; each is durable and told as a fact', async () => {
    const { id } = await incidentOf('Disk is filling', { severity: 'warning' });
    const post = (act: string, body?: unknown) =>
      ask<Incident>('POST', `/api/v1/incidents/${id}/${act}`, body);

    const acknowledged = await post('acknowledge');
    expect(acknowledged.body).toMatchObject({ id, status: 'acknowledged', acknowledgedBy: 'ada' });
    expect((await post('unacknowledge', {})).body).toMatchObject({
      status: 'open',
      acknowledgedAt: null,
      acknowledgedBy: null,
    });
    expect((await post('acknowledge', { by: 'grace' })).body).toMatchObject({ acknowledgedBy: 'grace' });
    expect((await post('take')).body).toMatchObject({ acknowledgedBy: 'ada' });
    expect((await post('unacknowledge', { by: 'grace' })).status).toBe(200);
    for (const act of ['escalate', 'hand-over', 'add-responder']) {
      const only = await post(act, act === 'escalate' ? {} : { to: 'grace' });
      expect([only.status, JSON.stringify(only.body)], act).toEqual([
        409,
        expect.stringContaining('sent to this desktop only'),
      ]);
    }

    const snoozed = await post('snooze', { for: '15m' });
    expect(Date.parse(snoozed.body.snoozedUntil!) - Date.now()).toBeGreaterThan(14 * 60_000);
    await post('unacknowledge');
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect((await post('snooze', { until })).body).toMatchObject({
      status: 'acknowledged',
      snoozedUntil: until,
    });
    expect((await post('note', { text: ' Cleaning up\nthe logs. ' })).status).toBe(200);
    const resolved = await post('resolve', { by: 'grace' });
    expect(resolved.body.status).toBe('resolved');
    expect(Date.parse(resolved.body.resolvedAt!)).toBeLessThanOrEqual(Date.now());

    const { body } = await ask<InFull>('GET', `/api/v1/incidents/${id}`);
    const kinds = body.facts
      .map(({ kind }) => kind)
      .filter((kind) => !['paged', 'notPaged', 'delivered'].includes(kind));
    expect(kinds).toEqual([
      'opened',
      'acknowledged',
      'unacknowledged',
      'acknowledged',
      'acknowledged',
      'unacknowledged',
      'snoozed',
      'unacknowledged',
      'snoozed',
      'noted',
      'resolved',
    ]);
    expect(body.facts.find(({ kind }) => kind === 'noted')).toMatchObject({
      by: 'ada',
      text: 'Cleaning up\nthe logs.',
    });
    expect(body.pages[0]).toMatchObject({ channel: 'notification', delivery: { state: 'delivered' } });
    for (const [act, given] of [
      ['acknowledge'],
      ['unacknowledge'],
      ['resolve'],
      ['take'],
      ['escalate'],
      ['snooze', { for: '5m' }],
      ['note', { text: 'late' }],
    ] as const) {
      expect((await post(act, given)).status, act).toBe(409);
    }
  });

  it('carries its pages, which the list of pages has too', async () => {
    const { id } = await incidentOf('Queue is stuck', { severity: 'critical' });
    const { body } = await ask<InFull>('GET', `/api/v1/incidents/${id}`);
    expect(body.pages).toHaveLength(1);
    const { body: all } = await ask<{ pages: Array<{ incident: string; person: string; reason: string }> }>(
      'GET',
      '/api/v1/pages?limit=500',
    );
    expect(all.pages.filter(({ incident }) => incident === id)).toMatchObject([
      { person: 'ada', reason: 'firing' },
    ]);
  });

  it('of a hostile label name says it in JSON like any other', async () => {
    const answer = await fetch(`${engine.url}/api/v2/alerts?token=${engine.token}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '[{"labels":{"alertname":"Proto","__proto__":"polluted"}}]',
    });
    expect(answer.status).toBe(200);
    const raw = await (
      await fetch(`${engine.url}/api/v1/incidents`, { headers: { Authorization: `Bearer ${engine.token}` } })
    ).text();
    expect(raw).toContain('"labels":{"__proto__":"polluted","alertname":"Proto"}');
  });
});

describe('lists', () => {
  it('come in pages, newest first, each incident once', async () => {
    for (let i = 0; i < 7; i++) await send(`List ${i}`);
    const numbers: number[] = [];
    let cursor: string | null = null;
    do {
      const { body }: Asked<List> = await ask<List>(
        'GET',
        `/api/v1/incidents?limit=3${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      expect(body.incidents.length).toBeLessThanOrEqual(3);
      numbers.push(...body.incidents.map(({ number }) => number));
      cursor = body.next;
    } while (cursor !== null);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => b - a));
    expect(numbers).toHaveLength((await list()).length);
  });

  it('by status', async () => {
    const all = await list();
    for (const status of ['open', 'acknowledged', 'resolved']) {
      expect((await list(status)).map(({ id }) => id)).toEqual(
        all.filter((incident) => incident.status === status).map(({ id }) => id),
      );
    }
    expect((await ask<List>('GET', '/api/v1/incidents')).body.incidents).toHaveLength(
      Math.min(50, all.length),
    );
  });

  it.each([
    'status=closed',
    'limit=0',
    'limit=1e2',
    'limit=-1',
    'limit=x',
    'colour=red',
    'status=open&status=all',
    'cursor=nonsense',
  ])('?%s is 400', async (query) =>
    expect((await ask('GET', `/api/v1/incidents?${query}`)).status).toBe(400),
  );

  it('an empty parameter is none, and more than there is at once is the most', async () => {
    const plain = await ask<List>('GET', '/api/v1/incidents');
    expect((await ask<List>('GET', '/api/v1/incidents?status=&limit=&cursor=')).body).toEqual(plain.body);
    const most = await ask<List>('GET', '/api/v1/incidents?limit=100000');
    expect(most.status).toBe(200);
    expect(most.body.incidents.length).toBeGreaterThanOrEqual(plain.body.incidents.length);
    expect(most.body.incidents.length).toBeLessThanOrEqual(500);
  });

  it('of sources, with how they are', async () => {
    const { body } = await ask<{
      sources: Array<{ id: string; type: string; url: string | null; alerts: number }>;
    }>('GET', '/api/v1/sources');
    expect(body.sources.map(({ id, type, url }) => ({ id, type, url }))).toEqual(
      expect.arrayContaining([
        { id: 'ci', type: 'push', url: null },
        { id: 'old', type: 'alertmanager', url: 'http://127.0.0.1:9' },
        { id: 'local', type: 'built-in', url: null },
      ]),
    );
    expect((await ask('GET', '/api/v1/sources?x=1')).status).toBe(400);
    expect((await ask('GET', '/api/v1/pages?status=open')).status).toBe(400);
  });
});

describe('what is not right', () => {
  const acts = [
    'acknowledge',
    'unacknowledge',
    'snooze',
    'resolve',
    'note',
    'take',
    'escalate',
    'hand-over',
    'add-responder',
  ];
  const GOOD: Record<string, object> = {
    snooze: { for: '5m' },
    note: { text: 'x' },
    'hand-over': { to: 'grace' },
    'add-responder': { to: 'grace' },
  };

  it.each(acts)('%s: of nobody, of nothing, with a broken body, as text', async (act) => {
    const good = GOOD[act] ?? {};
    const { id } = await incidentOf(`Wrong ${act}`);
    const at = `/api/v1/incidents/${id}/${act}`;
    expect((await ask('POST', `/api/v1/incidents/nobody-1/${act}`, good)).status).toBe(404);
    expect(await ask('POST', at, { ...good, by: 'mallory' })).toEqual({
      status: 400,
      body: { error: '"by" is nobody of the team' },
    });
    for (const body of [
      '{',
      '[]',
      '7',
      JSON.stringify({ ...good, extra: 1 }),
      JSON.stringify({ ...good, by: 7 }),
    ]) {
      expect((await ask('POST', at, body)).status, body).toBe(400);
    }
    expect((await ask('POST', at, JSON.stringify(good), { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await ask('POST', `${at}?really=yes`, good)).status).toBe(400);
    expect((await ask('POST', at, good, { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('GET', at)).status).toBe(405);
    expect((await ask<InFull>('GET', `/api/v1/incidents/${id}`)).body.status).toBe('open');
  });

  it.each([
    ['snooze', {}],
    ['snooze', { for: '15' }],
    ['snooze', { for: '0s' }],
    ['snooze', { for: '5m', until: '2030-01-01T00:00:00Z' }],
    ['snooze', { until: 'tomorrow' }],
    ['snooze', { until: '2020-01-01T00:00:00Z' }],
    ['note', {}],
    ['note', { text: ' ' }],
    ['note', { text: 'x'.repeat(10_001) }],
    ['unacknowledge', undefined],
  ])('%s %j is refused with a reason', async (act, body) => {
    const { id } = await incidentOf('Refusals');
    const { status, body: answer } = await ask<{ error: string }>(
      'POST',
      `/api/v1/incidents/${id}/${act}`,
      body,
    );
    // An act that makes no sense now is 409; words that make no sense are 400, whatever the incident's state.
    expect(status).toBe(act === 'unacknowledge' ? 409 : 400);
    expect(answer.error).not.toBe('');
  });

  it('every place wants its method, and a token if it is not open', async () => {
    for (const template of Object.keys(spec.paths)) {
      // Its token stands in the address: the wrong one is an address at which there is nothing.
      if (template.startsWith('/calendar/')) continue;
      const target = template.replace('{id}', 'x-1').replace('{act}', 'accept');
      const right = methodsOf(template);
      const wrong = right.length > 1 ? 'DELETE' : right[0] === 'get' ? 'POST' : 'GET';
      expect((await ask(wrong, target, wrong === 'GET' ? undefined : {})).status, template).toBe(405);
      if (template === '/healthz') continue;
      const foreign = { Authorization: 'Bearer wrong' };
      if (right.includes('get'))
        expect((await ask('GET', target, undefined, foreign)).status, template).toBe(401);
      if (!right.includes('post')) continue;
      expect((await ask('POST', target, {}, foreign)).status, template).toBe(401);
      expect((await ask('POST', target, 'x', { 'Content-Type': 'text/plain' })).status, template).toBe(415);
      if (template.startsWith('/api/v1/incidents'))
        expect((await ask('POST', target, `"${'x'.repeat(513 * 1024)}"`)).status, template).toBe(413);
    }
  });

  it('the calendar feed opens to its own token only, and knows what was seen', async () => {
    const { feed } = await engine.handlers['calendar.export']({ schedule: null, person: 'ada' });
    const route = new URL(feed).pathname;
    const first = await fetch(`${engine.url}${route}`);
    const type = (answer: Response) => answer.headers.get('content-type') ?? '';
    hold('get', route, first.status, type(first), await first.text());
    const again = await fetch(`${engine.url}${route}`, {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
    });
    hold('get', route, again.status, type(again), await again.text());
    const posted = await fetch(`${engine.url}${route}`, { method: 'POST' });
    hold('post', route, posted.status, type(posted), await posted.text());
    const wrong = route.replace(/[0-9a-f]{64}/, engine.token);
    const refused = await fetch(`${engine.url}${wrong}`, {
      headers: { Authorization: `Bearer ${engine.token}` },
    });
    hold('get', wrong, refused.status, type(refused), await refused.text());
    expect([first.status, again.status, posted.status, refused.status]).toEqual([200, 304, 405, 404]);
  });

  it('other addresses are 404, odd ones too', async () => {
    for (const target of [
      '/',
      '/api/v1',
      '/api/v1/incidents/',
      '/api/v1/incidents/x-1/delete',
      '/api/v1/incidents/%ff',
      '/api/v2/silences',
      '/healthz/',
      '/favicon.ico',
    ]) {
      const answer = await fetch(`${engine.url}${target}`, {
        headers: { Authorization: `Bearer ${engine.token}` },
      });
      expect({ target, status: answer.status, body: await answer.json() }).toEqual({
        target,
        status: 404,
        body: { error: 'there is nothing at this address' },
      });
    }
    for (const target of [
      '/api/v1/incidents/nobody-1',
      '/api/v1/incidents/%27%20OR%201=1',
      '/api/v1/incidents/__proto__',
    ])
      expect((await ask('GET', target)).status).toBe(404);
    expect((await ask('GET', '/api/v1/incidents/x-1?full=1')).status).toBe(400);
  });
});

describe('senders, as documented', () => {
  it('every format is documented with an example that is what it says', async () => {
    expect(Object.keys(spec.paths)).toEqual(expect.arrayContaining(FORMATS.map(({ route }) => route)));
    const samples: Record<string, unknown[]> = {
      '/api/v1/ingest/alertmanager': [
        ...fixturesIn('alertmanager', 'webhook').map(fixture),
        fixture('firehydrant/alertmanager/empty-open.input.json'),
      ],
      '/api/v2/alerts': [
        (fixture('alertmanager/webhook-v4-firing-3-KubernetesPodNotHealthy.json') as { alerts: unknown })
          .alerts,
      ],
      '/v2/enqueue': [
        ...fixturesIn('pagerduty').map(fixture),
        fixture('firehydrant/pd-v2/open.input.json'),
        fixture('firehydrant/pd-v2/resolve.input.json'),
      ],
      '/v2/change/enqueue': [
        {
          routing_key: 'k',
          payload: { summary: 'Build 2', timestamp: '2020-07-17T08:42:58.315+0000' },
          links: [],
        },
      ],
      '/api/v1/alerts': [
        { title: 'x' },
        [{ title: 'x' }, { title: 'y', links: ['https://x.example', { href: 'https://y.example' }] }],
      ],
    };
    for (const { route } of FORMATS) {
      const validate = ajv.compile({
        $ref: `spec#/${pointer('paths', route, 'post', 'requestBody', 'content', 'application/json', 'schema')}`,
      });
      for (const sample of samples[route]!) {
        expect(validate(sample), `${route}: ${ajv.errorsText(validate.errors)}`).toBe(true);
        expect((await ask('POST', route, sample)).status).toBe(route.startsWith('/v2') ? 202 : 200);
      }
    }
  });

  it.each(FORMATS.map(({ route }) => route))(
    '%s: broken, too large, from a browser, by another name',
    async (route) => {
      expect((await ask('POST', route, '{')).status).toBe(400);
      expect((await ask('POST', route, `"${'x'.repeat(513 * 1024)}"`)).status).toBe(413);
      if (!route.startsWith('/v2')) {
        expect((await ask('POST', route, {}, { Origin: 'https://evil.example' })).status).toBe(403);
      }
      const { body } = await ask<List>('GET', '/api/v1/incidents?limit=500');
      expect(body.incidents).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            source: 'watchbill',
            title: 'A payload from local was too large to read',
          }),
        ]),
      );
    },
  );

  it('PagerDuty: trigger, acknowledge, resolve by dedup_key; alone they create nothing', async () => {
    const event = (event_action: string, dedup_key: string, payload?: object) =>
      ask('POST', '/v2/enqueue', { routing_key: engine.token, event_action, dedup_key, payload }, ANONYMOUS);
    await event('acknowledge', 'pd-alone');
    await event('resolve', 'pd-alone');
    expect((await list()).some(({ dedupKey }) => dedupKey === 'pd-alone')).toBe(false);

    const of = async () =>
      (await list())
        .filter(({ dedupKey }) => dedupKey === 'pd-1')
        .map(({ status, acknowledgedBy, count }) => ({ status, acknowledgedBy, count }));
    const firing = { summary: 'DB is slow', source: 'db-01', severity: 'critical' };
    await event('trigger', 'pd-1', firing);
    await event('acknowledge', 'pd-1');
    expect(await of()).toEqual([{ status: 'acknowledged', acknowledgedBy: 'source:local', count: 1 }]);
    await event('trigger', 'pd-1', firing);
    expect(await of()).toEqual([{ status: 'acknowledged', acknowledgedBy: 'source:local', count: 2 }]);
    await event('resolve', 'pd-1');
    await event('resolve', 'pd-1');
    await event('trigger', 'pd-1', firing);
    expect((await of()).map(({ status }) => status)).toEqual(['open', 'resolved']);
  });

  it('a recorded session of 211 requests leaves what it says', async () => {
    type Row = {
      path: string;
      body: {
        alerts?: Array<{ fingerprint: string; status: string }>;
        event_action?: string;
        dedup_key?: string;
      };
    };
    const rows = readFileSync(
      path.join(import.meta.dirname, '../fixtures/ingest/alertmanager/session-mixed.jsonl'),
      'utf8',
    )
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(rows).toHaveLength(211);
    const before = new Set((await list()).map(({ id }) => id));
    // What must come of it, told apart from the engine: a key opens when it fires and none is open.
    const open = new Map<string, boolean>();
    const opened = new Map<string, number>();
    for (const incident of await list('open')) open.set(incident.dedupKey, true);
    for (const incident of await list('acknowledged')) open.set(incident.dedupKey, true);
    const tell = (key: string, firing: boolean) => {
      if (firing && open.get(key) !== true) opened.set(key, (opened.get(key) ?? 0) + 1);
      open.set(key, firing);
    };
    let sent = 0;
    for (const { path: at, body } of rows) {
      if (body.alerts) {
        for (const { fingerprint, status } of body.alerts) tell(fingerprint, status === 'firing');
        expect((await ask('POST', '/api/v1/ingest/alertmanager', body)).status).toBe(200);
      } else if (at === '/v2/enqueue') {
        tell(body.dedup_key!, body.event_action === 'trigger');
        expect(
          (await ask('POST', '/v2/enqueue', { ...body, routing_key: engine.token }, ANONYMOUS)).status,
        ).toBe(202);
      } else continue;
      sent++;
    }
    expect(sent).toBe(182);
    const after = await list();
    const fresh = new Map<string, number>();
    for (const { id, dedupKey } of after)
      if (!before.has(id)) fresh.set(dedupKey, (fresh.get(dedupKey) ?? 0) + 1);
    expect(fresh).toEqual(opened);
    expect(fresh.size).toBeGreaterThan(30);
    for (const [key, firing] of open)
      expect(
        after.some(({ dedupKey, status }) => dedupKey === key && status !== 'resolved'),
        key,
      ).toBe(firing);
  });
});

describe('watching', () => {
  it('healthz', async () => expect((await ask('GET', '/healthz', undefined, ANONYMOUS)).body).toBe('ok'));

  it('healthz refuses browsers and other names like everything else', async () => {
    expect((await ask('GET', '/healthz', undefined, { Origin: 'null' })).status).toBe(403);
  });

  it('metrics in Prometheus text format', async () => {
    const text = (await ask<string>('GET', '/metrics')).body;
    const samples = new Map<string, number>();
    for (const line of text.trimEnd().split('\n')) {
      if (/^# (HELP \w+ .+|TYPE \w+ (gauge|counter))$/.test(line)) continue;
      const m =
        /^(\w+(?:\{\w+="(?:[^"\\\n]|\\.)*"(?:,\w+="(?:[^"\\\n]|\\.)*")*\})?) (-?[\d.]+(?:e[+-]?\d+)?)$/.exec(
          line,
        );
      expect(m, line).not.toBeNull();
      expect(samples.has(m![1]!), line).toBe(false);
      samples.set(m![1]!, Number(m![2]));
    }
    expect(samples.get('watchbill_incidents{status="open"}')).toBe((await list('open')).length);
    expect(samples.get('watchbill_incidents{status="acknowledged"}')).toBe(
      (await list('acknowledged')).length,
    );
    expect(samples.get('watchbill_alerts_accepted_total')).toBeGreaterThan(100);
    expect(samples.get('watchbill_payloads_unreadable_total')).toBeGreaterThan(5);
    expect(samples.get('watchbill_requests_unauthorized_total')).toBeGreaterThan(10);
    expect(samples.get('watchbill_storing')).toBe(1);
    expect(samples.get('watchbill_source_up{source="old"}')).toBe(0);
    expect(samples.get('watchbill_pages_total{channel="notification",state="delivered"}')).toBeGreaterThan(
      10,
    );
  });
});

describe('the document', () => {
  it('promises nothing that was not seen here', () => {
    // The rota is http-rota's test, backups are keep-http's; hosts and full disks are ingest-door's and ingest-bodies'.
    const { promised, missing } = unseen(['rota', 'keep', 'reach', 'explain', 'mute', 'readiness'], true);
    // That others can be paged needs a source that all of them poll: acceptance/three-desktops.
    const elsewhere = / (421|503)$|\/(escalate|hand-over|add-responder) 200$/;
    expect(missing.filter((what) => !elsewhere.test(what))).toEqual([]);
    expect(promised).toBeGreaterThan(60);
  });
});
