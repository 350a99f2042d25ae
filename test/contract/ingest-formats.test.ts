import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/core/alert/alert';
import { labelValue } from '../../src/core/alert/labels';
import { parseInstant } from '../../src/core/time/instant';
import type { Reading, ReadingContext } from '../../src/engine/ingest/format';
import { FORMATS } from '../../src/engine/ingest/formats';
import { readJson } from '../../src/engine/ingest/read-json';
import { fixture, fixturesIn } from './ingest-desk';

const MINUTE = 60_000;
const DAY = 86_400_000;
const receivedAt = parseInstant('2026-11-23T08:00:00Z')!;
let keys = 0;
const context: ReadingContext = { source: 'prod', receivedAt, newKey: () => `key-${++keys}` };
const formatOf = (id: string) => FORMATS.find((format) => format.id === id)!;

function read(id: string, body: unknown): Reading {
  const reading = formatOf(id).read(body, context);
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}

function alertsOf(reading: Reading): Alert[] {
  return reading.inputs.flatMap((input) => (input.kind === 'alertSent' ? [input.alert] : []));
}

const errorOf = (id: string, body: unknown) => {
  const reading = formatOf(id).read(body, context);
  return reading.ok ? null : reading.error;
};

type GivenAlert = {
  status: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  generatorURL: string;
  fingerprint: string;
};
type GivenGroup = {
  status: string;
  groupKey: string;
  alerts: GivenAlert[];
  truncatedAlerts: number;
  externalURL: string;
};

describe("Alertmanager's webhook", () => {
  it.each(fixturesIn('alertmanager', 'webhook-v4'))('reads %s', (name) => {
    const group = fixture(name) as GivenGroup;
    const { refused, inputs, answer } = read('alertmanager-webhook', group);
    expect({ refused, answer }).toEqual({ refused: [], answer: { status: 200, body: {} } });
    const alerts = alertsOf({ inputs, refused, answer });
    expect(alerts).toHaveLength(group.alerts.length);
    for (const [index, alert] of alerts.entries()) {
      const given = group.alerts[index]!;
      expect(alert).toMatchObject({
        source: 'prod',
        event: given.status,
        dedupKey: given.fingerprint,
        title: given.annotations['summary'],
        severity: given.labels['severity'],
        links: [{ text: 'Source', href: given.generatorURL }],
        startsAt: parseInstant(given.startsAt),
        expiresAt: null,
      });
      expect(Object.fromEntries(alert.labels)).toEqual(given.labels);
      expect(alert.description.startsWith(given.annotations['description']!)).toBe(true);
      expect(alert.description.includes('left out')).toBe(group.truncatedAlerts > 0);
    }
  });

  it('finds the same fingerprint by itself as Alertmanager did', () => {
    const groups = [
      ...fixturesIn('alertmanager', 'webhook-v4').map(fixture),
      ...(fixture('alertmanager/hostile-but-genuine.json') as unknown[]),
    ] as GivenGroup[];
    let compared = 0;
    for (const group of groups) {
      for (const given of group.alerts) {
        const bare = { alerts: [{ status: given.status, labels: given.labels }] };
        expect(alertsOf(read('alertmanager-webhook', bare))[0]?.dedupKey).toBe(given.fingerprint);
        expect(alertsOf(read('alertmanager-v2', [{ labels: given.labels }]))[0]?.dedupKey).toBe(
          given.fingerprint,
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(55);
  });

  it('says how many alerts the sender left out', () => {
    const [alert] = alertsOf(
      read('alertmanager-webhook', fixture('alertmanager/webhook-v4-firing-2-truncated11-mixed.json')),
    );
    expect(alert?.description).toMatch(
      /The sender left out 11 more alerts of this group \(max_alerts\): see http:\/\/vm:19093\.$/,
    );
  });

  it('takes hostile bodies that a real Alertmanager relays, as text', () => {
    const groups = fixture('alertmanager/hostile-but-genuine.json') as GivenGroup[];
    const alerts = groups.flatMap((group) => alertsOf(read('alertmanager-webhook', group)));
    expect(alerts.map(({ title }) => title)).toEqual([
      'y9999',
      '{a="b"}',
      'x',
      'p',
      'js',
      '<img src=x onerror=alert(1)>',
      's\ufffd',
      'a b',
      '\u202egnp.exe',
    ]);
    expect(alerts.every(({ event }) => event === 'firing')).toBe(true);
    expect(alerts[3]?.labels).toEqual([
      ['__proto__', 'polluted'],
      ['alertname', 'p'],
      ['constructor', 'c'],
    ]);
    expect(alerts[4]?.links).toEqual([{ text: 'Source', href: 'javascript:alert(1)' }]);
    expect(labelValue(alerts[7]!.labels, 'alertname')).toBe('a\u0000b');
  });

  it('reads what another product reads (firehydrant)', () => {
    type Expected = { summary: string; links: Array<{ href: string }>; status: number };
    const expected = (name: string) => fixture(`firehydrant/alertmanager/${name}.expected.json`) as Expected;
    const alerts = (name: string) =>
      alertsOf(read('alertmanager-webhook', fixture(`firehydrant/alertmanager/${name}.input.json`)));

    const [single] = alerts('single-open');
    expect(single).toMatchObject({
      title: expected('single-open').summary,
      event: 'firing',
      severity: 'error',
      dedupKey: '28295wtbgwyrgb8731',
    });
    expect(single?.links.map(({ href }) => href)).toEqual(
      expected('single-open').links.map(({ href }) => href),
    );
    // Its startsAt is years ago and its endsAt the same instant: neither makes it resolved.
    expect(single?.startsAt).toBeNull();
    expect(single?.annotations).toContainEqual(['startsAt (time not usable)', '2023-12-18T07:20:50.52Z']);

    const multi = alerts('multi-open');
    expect(multi.map(({ title }) => title)).toEqual([
      'This is a test alertmanager alert',
      'This is another test alertmanager alert',
    ]);
    expect(multi.flatMap(({ links }) => links.map(({ href }) => href))).toEqual(
      expected('multi-open').links.map(({ href }) => href),
    );

    expect(alerts('empty-open')).toMatchObject([
      {
        title: expected('empty-open').summary,
        dedupKey: '123456789',
        event: 'firing',
        links: [{ href: 'https://test-alermanager.io' }],
      },
    ]);
  });

  it('refuses what is none, and keeps the rest of a group', () => {
    expect(errorOf('alertmanager-webhook', [])).toBe('an object is expected');
    expect(errorOf('alertmanager-webhook', {})).toBe('"alerts" must be a list');
    expect(errorOf('alertmanager-webhook', { alerts: [] })).toBe('there are no alerts and no groupKey');
    const { inputs, refused } = read('alertmanager-webhook', {
      alerts: [null, { labels: { alertname: 'a' } }, {}],
    });
    expect(inputs).toHaveLength(1);
    expect(refused).toEqual([
      'alert 1 of 3: it is not an object',
      'alert 3 of 3: it has neither labels nor a fingerprint',
    ]);
  });
});

describe('POST /api/v2/alerts', () => {
  const one = (alert: object) =>
    alertsOf(read('alertmanager-v2', [{ labels: { alertname: 'Up', severity: 'page' }, ...alert }]))[0]!;

  it('fires until endsAt, or for resolve_timeout; is resolved when endsAt is over', () => {
    expect(one({})).toMatchObject({
      event: 'firing',
      expiresAt: receivedAt + 5 * MINUTE,
      severity: 'critical',
      title: 'Up',
      startsAt: null,
    });
    expect(one({ endsAt: '0001-01-01T00:00:00Z' })).toMatchObject({
      event: 'firing',
      expiresAt: receivedAt + 5 * MINUTE,
    });
    expect(one({ startsAt: '2026-11-23T07:50:00Z', endsAt: '2026-11-23T08:04:00.123456789Z' })).toMatchObject(
      {
        event: 'firing',
        startsAt: receivedAt - 10 * MINUTE,
        expiresAt: receivedAt + 4 * MINUTE + 123,
      },
    );
    expect(one({ startsAt: '2026-11-23T07:50:00Z', endsAt: '2026-11-23T08:00:00Z' })).toMatchObject({
      event: 'resolved',
      expiresAt: null,
    });
    expect(one({ endsAt: '9999-12-31T23:59:59Z' })).toMatchObject({
      event: 'firing',
      expiresAt: 253_402_300_799_000,
    });
  });

  it('names an alert by its summary, else by alertname and instance, else by its labels', () => {
    expect(one({ annotations: { summary: 'two\nlines\u0007' } }).title).toBe('two lines');
    // Found by test/fuzz: what is nothing but control characters left an alert without any title.
    expect(one({ annotations: { summary: '\u0000' }, labels: { alertname: 'A' } }).title).toBe('A');
    expect(one({ labels: { alertname: '\u0000\r\n' } }).title).toBe('An alert without a name');
    expect(one({ labels: { alertname: 'Up', instance: 'web-01' } }).title).toBe('Up (web-01)');
    expect(one({ labels: { job: 'x', a: '"q"' } }).title).toBe('{a="\\"q\\"", job="x"}');
    expect(one({ annotations: { summary: 'x'.repeat(2000) } }).title).toHaveLength(1024);
  });

  it('finds description, runbook and links', () => {
    expect(
      one({
        annotations: { message: 'why', runbook_url: 'https://r.example/up', dashboard: 'https://d.example' },
        generatorURL: 'http://p.example/graph',
      }),
    ).toMatchObject({
      description: 'why',
      runbook: 'https://r.example/up',
      links: [
        { text: 'Source', href: 'http://p.example/graph' },
        { text: 'Dashboard', href: 'https://d.example' },
      ],
    });
  });

  it('takes the good ones and tells of the others, as Alertmanager does', () => {
    const { inputs, refused } = read('alertmanager-v2', [
      { labels: { alertname: 'good' } },
      { annotations: { summary: 'no labels' } },
      { labels: { x: '' } },
      { labels: { a: 1 } },
      { labels: { '': 'v' } },
      { labels: { a: 'b' }, startsAt: '2026-01-02T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
      null,
    ]);
    expect(inputs).toHaveLength(1);
    expect(refused.map((reason) => reason.replace(/^alert (\d) of 7: /, '$1 '))).toEqual([
      '2 at least one label pair required',
      '3 at least one label pair required',
      '4 invalid labels: the value of "a" is not text',
      '5 invalid labels: invalid name ""',
      '6 start time must be before end time',
      '7 it is not an object',
    ]);
    expect(errorOf('alertmanager-v2', {})).toBe('a list of alerts is expected');
    expect(read('alertmanager-v2', []).inputs).toEqual([]);
  });

  it('takes label names of any letters, as Prometheus 3 writes them', () => {
    expect(one({ labels: { 'service.name': 'søk' } }).labels).toEqual([['service.name', 'søk']]);
  });

  it('two alerts that differ only in labels that are cut are still two', () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`l${String(i).padStart(3, '0')}`, 'v']),
    );
    expect(one({ labels: { ...many, z: '1' } }).dedupKey).not.toBe(
      one({ labels: { ...many, z: '2' } }).dedupKey,
    );
  });

  describe('B10: times', () => {
    it.each<[unknown, number | null, boolean]>([
      [undefined, null, false],
      [null, null, false],
      ['', null, false],
      ['0001-01-01T00:00:00Z', null, false],
      [0, null, true],
      [-1, null, true],
      [Number.POSITIVE_INFINITY, null, true],
      ['not a date', null, true],
      ['2026-02-30T00:00:00Z', null, true],
      ['2026-11-23 07:00:00.905', null, true],
      [1_795_420_800_000, null, true],
      [{}, null, true],
      ['2036-11-23T08:00:00Z', null, true],
      ['1999-01-01T00:00:00Z', null, true],
      ['9999-12-31T23:59:59Z', null, true],
      ['2026-11-23T08:00:00.000+0000', receivedAt, false],
      ['2026-11-23T09:00:00+01:00', receivedAt, false],
      ['2026-11-22T23:59:60Z', receivedAt - 8 * 60 * MINUTE - 1000, false],
      ['2026-10-01T08:00:00Z', receivedAt - 53 * DAY, false],
    ])('startsAt %j', (startsAt, expected, unusable) => {
      const alert = one({ startsAt });
      expect(alert.startsAt).toBe(expected);
      expect(alert.event).toBe('firing');
      expect(alert.annotations.some(([name]) => name === 'startsAt (time not usable)')).toBe(unusable);
    });

    it.each([0, 'nope', {}, 1e300, '2026-02-30T00:00:00Z'])('endsAt %j is no end', (endsAt) => {
      expect(one({ endsAt })).toMatchObject({ event: 'firing', expiresAt: receivedAt + 5 * MINUTE });
    });
  });
});

describe("PagerDuty's Events API v2", () => {
  type Event = {
    event_action: string;
    dedup_key: string;
    client_url: string;
    payload: { summary: string; custom_details: Record<string, string> };
  };

  it.each(fixturesIn('pagerduty'))('reads %s', (name) => {
    const event = fixture(name) as Event;
    const reading = read('pagerduty', event);
    expect(reading.answer).toEqual({
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: event.dedup_key },
    });
    const [alert] = alertsOf(reading);
    expect(alert).toMatchObject({
      event: event.event_action === 'trigger' ? 'firing' : 'resolved',
      dedupKey: event.dedup_key,
      title: event.payload.summary,
      severity: 'error',
      links: [{ text: 'Alertmanager', href: event.client_url }],
      description: event.payload.custom_details['firing'] || event.payload.custom_details['resolved'],
    });
    expect(labelValue(alert!.labels, 'source')).toBe('Alertmanager');
    expect(labelValue(alert!.labels, 'num_firing')).toBe(event.payload.custom_details['num_firing']);
  });

  it('the forty are triggers and resolves of the same keys', () => {
    const open = new Set<string>();
    let resolved = 0;
    for (const name of fixturesIn('pagerduty')) {
      const [alert] = alertsOf(read('pagerduty', fixture(name)));
      if (alert!.event === 'firing') open.add(alert!.dedupKey);
      else if (open.delete(alert!.dedupKey)) resolved++;
    }
    expect({ open: open.size, resolved }).toEqual({ open: 8, resolved: 16 });
  });

  it('reads what another product reads (firehydrant)', () => {
    type Expected = {
      summary: string;
      idempotency_key: string;
      links: object[];
      images: Array<{ src: string; alt: string }>;
    };
    const expected = fixture('firehydrant/pd-v2/open.expected.json') as Expected;
    const [open] = alertsOf(read('pagerduty', fixture('firehydrant/pd-v2/open.input.json')));
    expect(open).toMatchObject({
      event: 'firing',
      severity: 'critical',
      dedupKey: expected.idempotency_key,
      startsAt: null,
    });
    expect(expected.summary).toBe(`[${open?.severity}] ${open?.title}`);
    expect(open?.links.map(({ text, href }) => ({ href, text }))).toEqual([
      ...expected.links,
      ...expected.images.map(({ src, alt }) => ({ href: src, text: alt })),
    ]);
    expect(Object.fromEntries(open!.labels)).toEqual({
      class: 'disk',
      component: 'mysql',
      'free space': '1%',
      group: 'prod-datapipe',
      'load avg': '0.75',
      'ping time': '1500ms',
      severity: 'critical',
      source: 'prod-datapipe03.example.com',
    });
    expect(open?.annotations).toEqual([['timestamp (time not usable)', '2015-07-17T08:42:58.315+0000']]);
    const closed = fixture('firehydrant/pd-v2/resolve.expected.json') as Expected;
    expect(alertsOf(read('pagerduty', fixture('firehydrant/pd-v2/resolve.input.json')))).toMatchObject([
      { event: 'resolved', title: closed.summary, dedupKey: closed.idempotency_key },
    ]);
  });

  const trigger = (more: object = {}) => ({
    event_action: 'trigger',
    payload: { summary: 's', source: 'h', severity: 'info' },
    ...more,
  });

  it('makes a key of its own for each event without one', () => {
    const made = [read('pagerduty', trigger()), read('pagerduty', trigger({ dedup_key: '' }))].map(
      ({ answer }) => (answer.body as { dedup_key: string }).dedup_key,
    );
    expect(made[0]).toMatch(/^key-/);
    expect(made[0]).not.toBe(made[1]);
  });

  it('takes an acknowledge, and keys that are whole numbers', () => {
    expect(alertsOf(read('pagerduty', { event_action: 'acknowledge', dedup_key: 7 }))).toMatchObject([
      { event: 'acknowledged', dedupKey: '7', title: 'acknowledge for 7' },
    ]);
  });

  it('refuses what PagerDuty refuses', () => {
    expect(errorOf('pagerduty', trigger({ event_action: 'page' }))).toBe(
      "'event_action' must be trigger, acknowledge or resolve",
    );
    expect(errorOf('pagerduty', trigger({ payload: { summary: ' ' } }))).toBe(
      "'payload.summary' is missing or blank",
    );
    expect(errorOf('pagerduty', { event_action: 'resolve' })).toBe("'dedup_key' is missing or blank");
    expect(errorOf('pagerduty', trigger({ dedup_key: 'k'.repeat(256) }))).toBe(
      "'dedup_key' is longer than 255 characters",
    );
    expect(errorOf('pagerduty', trigger({ dedup_key: Number('9007199254740993') }))).toBe(
      "'dedup_key' must be text",
    );
    expect(formatOf('pagerduty').refuse?.(['x'])).toEqual({
      status: 'invalid event',
      message: 'Event object is invalid',
      errors: ['x'],
    });
  });

  it('cuts the summary to 1024, reads any word as severity, details of any shape', () => {
    const [alert] = alertsOf(
      read('pagerduty', {
        event_action: 'trigger',
        dedup_key: 'k',
        payload: {
          summary: 's'.repeat(3000),
          severity: 'catastrophic',
          custom_details: {
            n: Number.POSITIVE_INFINITY,
            deep: { a: [1] },
            yes: true,
            none: null,
            runbook_url: 'https://r.example',
            severity: 'theirs',
          },
        },
      }),
    );
    expect(alert?.title).toHaveLength(1024);
    expect(alert).toMatchObject({ severity: 'error', runbook: 'https://r.example' });
    expect(alert?.labels).toEqual([
      ['deep', '{"a":[1]}'],
      ['n', '(a number too large to keep)'],
      ['runbook_url', 'https://r.example'],
      ['severity', 'catastrophic'],
      ['yes', 'true'],
    ]);
    expect(
      alertsOf(read('pagerduty', trigger({ payload: { summary: 's', custom_details: 'just text' } })))[0]
        ?.description,
    ).toBe('just text');
  });

  it('takes change events', () => {
    const body = {
      payload: {
        summary: 'Build 2 is out',
        timestamp: '2026-11-23T07:42:58.315+0000',
        source: 'ci',
        custom_details: { build: 2 },
      },
      links: [{ href: 'https://ci.example/2', text: 'Build' }],
    };
    expect(read('pagerduty-change', body)).toEqual({
      inputs: [
        {
          kind: 'changeSent',
          source: 'prod',
          summary: 'Build 2 is out',
          links: [{ text: 'Build', href: 'https://ci.example/2' }],
          occurredAt: parseInstant('2026-11-23T07:42:58.315Z'),
        },
      ],
      refused: [],
      answer: { status: 202, body: { status: 'success', message: 'Change event processed' } },
    });
    expect(errorOf('pagerduty-change', {})).toBe("'payload.summary' is missing or blank");
  });
});

describe('plain JSON', () => {
  it('reads all fields', () => {
    const body = {
      title: 'Backup failed',
      severity: 'Warning',
      dedupKey: 'backup',
      description: 'a\nb',
      labels: { host: 'db-01', n: 3, empty: '' },
      annotations: { who: 'cron' },
      links: ['https://l.example', { text: 'Log', href: 'https://log.example' }],
      runbook: 'runbooks/backup.md',
      startsAt: '2026-11-23T07:00:00Z',
      tittle: 1,
    };
    const reading = read('plain', body);
    expect(reading.answer).toEqual({
      status: 200,
      body: { accepted: 1, dedupKeys: ['backup'], ignored: ['tittle'] },
    });
    expect(alertsOf(reading)).toEqual([
      {
        source: 'prod',
        dedupKey: 'backup',
        event: 'firing',
        title: 'Backup failed',
        description: 'a\nb',
        severity: 'warning',
        labels: [
          ['host', 'db-01'],
          ['n', '3'],
        ],
        annotations: [['who', 'cron']],
        links: [
          { text: 'https://l.example', href: 'https://l.example' },
          { text: 'Log', href: 'https://log.example' },
        ],
        runbook: 'runbooks/backup.md',
        startsAt: receivedAt - 60 * MINUTE,
        expiresAt: null,
        suppression: null,
      },
    ]);
  });

  it('without a key, the same title and labels are the same alert', () => {
    const key = (body: object) => alertsOf(read('plain', body))[0]!.dedupKey;
    expect(key({ title: 'a', labels: { x: '1' } })).toBe(
      key({ title: 'a', labels: { x: '1' }, status: 'resolved', description: 'd' }),
    );
    expect(key({ title: 'a', labels: { x: '1' } })).not.toBe(key({ title: 'a', labels: { x: '2' } }));
    expect(key({ title: 'a' })).not.toBe(key({ title: 'b' }));
    expect(key({ title: 'x', labels: { title: 'y' } })).not.toBe(key({ title: 'y', labels: { title: 'x' } }));
  });

  it('takes a list, its good ones at least', () => {
    const { inputs, refused } = read('plain', [
      { title: 'a' },
      { title: '' },
      { title: 'b', status: 'broken' },
      { title: 'c', dedupKey: {} },
    ]);
    expect(inputs).toHaveLength(1);
    expect(refused).toEqual([
      'alert 2 of 4: "title" is missing or blank',
      'alert 3 of 4: "status" must be firing or resolved',
      'alert 4 of 4: "dedupKey" must be text',
    ]);
  });
});

describe('whatever is sent', () => {
  const names = [
    'labels',
    'annotations',
    'alerts',
    'startsAt',
    'endsAt',
    'status',
    'fingerprint',
    'groupKey',
    'receiver',
    'truncatedAlerts',
    'generatorURL',
    'payload',
    'summary',
    'severity',
    'custom_details',
    'event_action',
    'dedup_key',
    'links',
    'images',
    'href',
    'text',
    'client',
    'client_url',
    'title',
    'dedupKey',
    'runbook',
    '__proto__',
    'constructor',
    'toString',
  ];
  const key = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' }));
  const leaf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'firing',
      'resolved',
      'trigger',
      'acknowledge',
      'resolve',
      '0001-01-01T00:00:00Z',
      '2026-11-23T07:00:00Z',
      '',
      'critical',
    ),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const body = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 5 }), tie('object')),
    // Built as text, as JSON comes: so `__proto__` is an own key.
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 8 })
      .map(
        (pairs) =>
          JSON.parse(
            `{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`,
          ) as unknown,
      ),
  })).value;

  const samples: Record<string, unknown> = {
    'alertmanager-v2': (
      fixture('alertmanager/webhook-v4-firing-3-KubernetesPodNotHealthy.json') as GivenGroup
    ).alerts,
    'alertmanager-webhook': fixture('alertmanager/webhook-v4-firing-2-truncated11-mixed.json'),
    pagerduty: fixture('firehydrant/pd-v2/open.input.json'),
    'pagerduty-change': fixture('firehydrant/pd-v2/open.input.json'),
    plain: {
      title: 't',
      dedupKey: 'k',
      labels: { a: 'b' },
      annotations: { c: 'd' },
      links: [{ text: 't', href: 'h' }],
      startsAt: '2026-11-23T07:00:00Z',
      description: 'd',
    },
  };

  /** A real body of which some places hold something else. */
  const damaged = (id: string) =>
    fc.array(fc.tuple(fc.nat(), key, body), { maxLength: 4 }).map((hits) => {
      const root = { it: structuredClone(samples[id]) };
      for (const [where, name, value] of hits) {
        const places: Array<[object, string]> = [];
        const walk = (node: unknown) => {
          if (typeof node !== 'object' || node === null) return;
          for (const key of Object.keys(node)) {
            places.push([node, key]);
            walk((node as Record<string, unknown>)[key]);
          }
        };
        walk(root);
        const [node, old] = places[where % places.length]!;
        // At an old place, or beside it under a new name.
        const at = where % 2 === 0 || Array.isArray(node) ? old : name;
        Object.defineProperty(node, at, { value, enumerable: true, configurable: true, writable: true });
      }
      return root.it;
    });

  function soundness(alert: Alert): void {
    expect(alert.title).not.toBe('');
    expect(alert.title.length).toBeLessThanOrEqual(1024);
    // eslint-disable-next-line no-control-regex
    expect(alert.title).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(alert.dedupKey).not.toBe('');
    expect(alert.startsAt === null || Number.isSafeInteger(alert.startsAt)).toBe(true);
    expect(alert.expiresAt === null || Number.isSafeInteger(alert.expiresAt)).toBe(true);
    expect(alert.labels.length).toBeLessThanOrEqual(101);
    for (const [name, value] of [...alert.labels, ...alert.annotations])
      expect([typeof name, typeof value]).toEqual(['string', 'string']);
    for (const { text, href } of alert.links)
      expect([typeof text, typeof href]).toEqual(['string', 'string']);
  }

  it.each(FORMATS.map(({ id }) => id))('%s never throws, never pollutes, and gives sound alerts', (id) => {
    let understood = 0;
    const own = Object.getOwnPropertyNames(Object.prototype).toSorted();
    fc.assert(
      fc.property(fc.oneof(body, damaged(id)), (given) => {
        const reading = formatOf(id).read(given, context);
        if (reading.ok) {
          understood += reading.value.inputs.length;
          for (const alert of alertsOf(reading.value)) soundness(alert);
        } else expect(reading.error).not.toBe('');
        expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(own);
      }),
      { numRuns: 1500 },
    );
    expect(understood).toBeGreaterThan(200);
  });

  it('bytes of any kind are read or refused with a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => Buffer.from(text)),
          fc.json().map((text) => Buffer.from(text.slice(0, -1))),
        ),
        (bytes) => {
          const read = readJson(Buffer.from(bytes));
          if (!read.ok) expect(read.error.length).toBeLessThan(120);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('JSON of any kind is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        expect(readJson(Buffer.from(text))).toEqual({
          ok: true,
          value: JSON.parse(Buffer.from(text).toString()),
        });
      }),
      { numRuns: 1000 },
    );
  });
});
