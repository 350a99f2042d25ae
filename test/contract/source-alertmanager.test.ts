import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../../src/core/alert/alert';
import type { AlertmanagerConfig } from '../../src/core/source/source-config';
import { MINUTE } from '../../src/core/time/duration';
import type { SilenceRequest, SourceAnswer, SourceDeps } from '../../src/engine/ports';
import { findSource } from '../../src/engine/sources/find';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { type Authority, makeAuthority } from '../helpers/alertmanager-certificates';
import { startBearerProxy } from '../helpers/alertmanager-proxy';
import { configFor, depsFor } from '../helpers/alertmanager-scripted';
import { startPrometheus } from '../helpers/prometheus';

const source = findSource('alertmanager');

function alertsOf(answer: SourceAnswer): readonly Alert[] {
  if (!answer.ok) throw new Error(answer.problem);
  return answer.alerts;
}

const read = async (config: AlertmanagerConfig, deps: Partial<SourceDeps> = {}) =>
  source.read(config, depsFor(deps));

describe('a real Alertmanager', () => {
  const INHIBITING = `
route: { receiver: nowhere }
receivers: [{ name: nowhere }]
inhibit_rules:
  - source_matchers: [alertname="NodeDown"]
    target_matchers: [alertname="DiskFull"]
    equal: [instance]
`;
  let real: RunningAlertmanager;
  let config: AlertmanagerConfig;
  beforeAll(async () => {
    real = await startAlertmanager({ config: INHIBITING, routePrefix: '/monitoring/am' });
    config = configFor(real.url);
  });
  afterAll(() => real.stop());

  test('behind a path prefix, with or without a slash at the end', async () => {
    expect(real.url).toMatch(/\/monitoring\/am$/);
    expect(await read(config)).toMatchObject({ ok: true });
    expect(await read(configFor(`${real.url}/`))).toMatchObject({ ok: true });
    expect(await read(configFor(real.url.replace('/monitoring/am', '')))).toMatchObject({ ok: false });
  });

  test('says since when it runs', async () => {
    const answer = await read(config);
    if (!answer.ok) throw new Error(answer.problem);
    expect(Math.abs((answer.startedAt ?? 0) - Date.now())).toBeLessThan(MINUTE);
  });

  test('labels, links and text arrive as they are, the odd ones too', async () => {
    const labels = {
      alertname: 'Odd',
      instance: 'ünïcode-01',
      severity: 'page',
      constructor: 'x',
      quote: '"a\\b"',
    };
    await real.fire([
      {
        labels,
        annotations: {
          summary: 'Line one\nline two',
          description: 'مرحبا <b>bold</b>',
          runbook_url: 'https://runbooks.example.com/odd',
          dashboard_url: 'https://grafana.example.com/d/1',
        },
        generatorURL: 'http://prometheus.example.com/graph?g0.expr=up',
      },
    ]);
    const odd = alertsOf(await read(config)).find(({ severity }) => severity === 'critical');
    expect(odd).toMatchObject({
      title: 'Line one line two',
      description: 'مرحبا <b>bold</b>',
      runbook: 'https://runbooks.example.com/odd',
      links: [
        { text: 'Dashboard', href: 'https://grafana.example.com/d/1' },
        { text: 'Source', href: 'http://prometheus.example.com/graph?g0.expr=up' },
      ],
    });
    expect(Object.fromEntries(odd?.labels ?? [])).toEqual(labels);
    await real.resolve(labels);
  });

  test('what an Alertmanager keeps quiet is told as silenced and inhibited, with by what', async () => {
    await real.fire([
      { labels: { alertname: 'NodeDown', instance: 'db-1' } },
      { labels: { alertname: 'DiskFull', instance: 'db-1' } },
      { labels: { alertname: 'DiskFull', instance: 'db-2' } },
      { labels: { alertname: 'Planned', instance: 'db-3' } },
    ]);
    const { silenceID } = (await real.call('POST', 'silences', {
      matchers: [{ name: 'alertname', value: 'Plan.*', isRegex: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + MINUTE).toISOString(),
      createdBy: 'grace',
      comment: 'planned work',
    })) as { silenceID: string };

    const suppression = async () =>
      Object.fromEntries(
        alertsOf(await read(config)).map(({ labels, suppression }) => [
          labels.map(([, value]) => value).join(' '),
          suppression,
        ]),
      );
    await expect.poll(suppression).toEqual({
      'NodeDown db-1': null,
      'DiskFull db-1': { how: 'inhibited', by: [expect.stringMatching(/^[0-9a-f]{16}$/)] },
      'DiskFull db-2': null,
      'Planned db-3': { how: 'silenced', by: [silenceID] },
    });
    await real.call('DELETE', `silence/${silenceID}`);
  });

  describe('a silence', () => {
    const labels = [
      ['alertname', 'CertExpiry'],
      ['path', '/etc/ssl/"a".*+?$'],
      ['severity', 'critical'],
    ] as const;
    const asked = (more: Partial<SilenceRequest> = {}): SilenceRequest => ({
      labels,
      silenceId: '',
      startsAt: Date.now(),
      endsAt: Date.now() + 15 * MINUTE,
      createdBy: 'Ada Okafor',
      comment: 'Acknowledged in Watchbill by Ada Okafor (incident 12)',
      ...more,
    });
    const ids = async () =>
      (await real.silences()).filter(({ status }) => status.state === 'active').map(({ id }) => id);

    test('matches all labels of the alert by equality and no other alert', async () => {
      await real.fire([
        { labels: Object.fromEntries(labels) },
        { labels: { ...Object.fromEntries(labels), path: '/etc/ssl/other' } },
      ]);
      const result = await source.silence(config, asked(), depsFor());
      if (!result.ok) throw new Error(result.problem);
      const [stored] = (await real.silences()).filter(({ id }) => id === result.silenceId);
      expect(stored).toMatchObject({
        createdBy: 'Ada Okafor',
        comment: 'Acknowledged in Watchbill by Ada Okafor (incident 12)',
      });
      expect(stored?.matchers).toHaveLength(3);
      expect(stored?.matchers).toContainEqual({
        name: 'path',
        value: '/etc/ssl/"a".*+?$',
        isRegex: false,
        isEqual: true,
      });
      await expect
        .poll(async () => alertsOf(await read(config)).filter(({ suppression }) => suppression).length)
        // The inhibited one of the story above, and this.
        .toBe(2);
      await source.unsilence(config, result.silenceId, depsFor());
    });

    test('renewed keeps its id; renewed after it ended becomes a new one; unknown ids too', async () => {
      const first = await source.silence(config, asked(), depsFor());
      if (!first.ok) throw new Error(first.problem);
      const second = await source.silence(
        config,
        asked({ silenceId: first.silenceId, endsAt: Date.now() + 20 * MINUTE }),
        depsFor(),
      );
      expect(second).toMatchObject({ ok: true, silenceId: first.silenceId });
      expect(await ids()).toEqual([first.silenceId]);

      await real.call('DELETE', `silence/${first.silenceId}`);
      const third = await source.silence(config, asked({ silenceId: first.silenceId }), depsFor());
      if (!third.ok) throw new Error(third.problem);
      expect(third.silenceId).not.toBe(first.silenceId);
      expect(await ids()).toEqual([third.silenceId]);
      await source.unsilence(config, third.silenceId, depsFor());
      expect(await ids()).toEqual([]);

      const unknown = await source.silence(
        config,
        asked({ silenceId: '6d0ee4b5-5b11-4a3f-8a5e-2f6f0d6b0e11' }),
        depsFor(),
      );
      if (!unknown.ok) throw new Error(unknown.problem);
      expect(await ids()).toEqual([unknown.silenceId]);
      await source.unsilence(config, unknown.silenceId, depsFor());
    });

    test('what Alertmanager refuses is refused in its words', async () => {
      const result = await source.silence(config, asked({ endsAt: Date.now() - MINUTE }), depsFor());
      expect(result).toMatchObject({
        ok: false,
        silenceId: '',
        problem: expect.stringMatching(/HTTP 400.*(past|before|end)/i),
      });
    });

    test('over labels that were cut, or over none, is not even tried', async () => {
      const before = (await real.silences()).length;
      for (const odd of [
        [],
        [['a', '']],
        [['a', 'x'.repeat(5000)]],
        [
          ['a', 'b'],
          ['…', '3 more labels were cut'],
        ],
      ] as const) {
        expect(await source.silence(config, asked({ labels: odd }), depsFor())).toMatchObject({ ok: false });
      }
      expect(await real.silences()).toHaveLength(before);
    });

    test('outlives a restart', async () => {
      const result = await source.silence(config, asked(), depsFor());
      if (!result.ok) throw new Error(result.problem);
      await real.restart();
      expect(await ids()).toEqual([result.silenceId]);
      expect(await source.unsilence(config, result.silenceId, depsFor())).toMatchObject({ ok: true });
    });
  });

  test('a bearer token, checked by what stands before it', async () => {
    const proxy = await startBearerProxy(real.url, 'tok-5f2e9c');
    const behind = configFor(proxy.url, { auth: { kind: 'bearer' } });
    expect(await read(behind, { secret: 'tok-5f2e9c' })).toMatchObject({ ok: true });
    expect(await read(behind, { secret: 'tok-5f2e9c\n' })).toMatchObject({ ok: true });
    expect(proxy.refused()).toBe(0);
    const wrong = await read(behind, { secret: 'tok-of-yesterday' });
    expect(wrong).toMatchObject({ ok: false, loginNeeded: true });
    expect(JSON.stringify(wrong)).not.toContain('tok-of-yesterday');
    expect(proxy.refused()).toBeGreaterThan(0);
    await proxy.stop();
  });
});

describe('a real Alertmanager over TLS', () => {
  let authority: Authority;
  let other: Authority;
  let real: RunningAlertmanager;
  beforeAll(async () => {
    authority = makeAuthority();
    other = makeAuthority();
    real = await startAlertmanager({
      tls: { ...authority.issue(), ca: authority.ca },
      basicAuth: { username: 'ada', password: 'x-y-z-w' },
    });
  });
  afterAll(async () => {
    await real.stop();
    authority.remove();
    other.remove();
  });

  test('is trusted by its own authority, and only by it', async () => {
    const config = configFor(real.url, { auth: { kind: 'basic', username: 'ada' } });
    expect(await read(config, { ca: authority.ca, secret: 'x-y-z-w' })).toMatchObject({ ok: true });
    for (const ca of [null, other.ca]) {
      expect(await read(config, { ca, secret: 'x-y-z-w' })).toMatchObject({
        ok: false,
        loginNeeded: false,
        problem: expect.stringContaining('authority that is not trusted'),
      });
    }
    expect(await read(config, { ca: 'not a certificate', secret: 'x-y-z-w' })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('holds no certificate'),
    });
    expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBeUndefined();
  });

  test('asked by http, says what to write instead of keeping silent', async () => {
    const config = configFor(real.url.replace('https:', 'http:'));
    expect(await read(config)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/HTTP 400|not HTTP|broke off/),
    });
  });
});

test('an alert of a real Prometheus arrives through a real Alertmanager, and goes when its rule does', async () => {
  const real = await startAlertmanager({
    routePrefix: '/am',
    basicAuth: { username: 'prom', password: 'letters' },
  });
  const prometheus = await startPrometheus({
    rules: [
      {
        alert: 'HighErrorRate',
        labels: { severity: 'critical' },
        annotations: { summary: 'Too many errors' },
      },
    ],
    alertmanagers: [
      {
        address: `127.0.0.1:${real.port}`,
        pathPrefix: '/am',
        basicAuth: { username: 'prom', password: 'letters' },
      },
    ],
  });
  try {
    const config = configFor(real.url, { auth: { kind: 'basic', username: 'prom' } });
    const titles = async () => alertsOf(await read(config, { secret: 'letters' })).map(({ title }) => title);
    await expect.poll(titles, { timeout: 12_000, interval: 200 }).toEqual(['Too many errors']);
    expect(await prometheus.firing()).toEqual(['HighErrorRate']);
    const [alert] = alertsOf(await read(config, { secret: 'letters' }));
    expect(alert?.links.at(-1)?.href).toContain('/graph?g0.expr=vector');
    await prometheus.setRules([]);
    await expect.poll(titles, { timeout: 8000, interval: 200 }).toEqual([]);
  } finally {
    await prometheus.stop();
    await real.stop();
  }
});

test('no server of a test is left running', () => {
  const mine = execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  expect(mine).not.toMatch(/prometheus/);
});
