import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert } from '../../src/cli/commands/alert';
import { explain } from '../../src/cli/commands/explain';
import { calls } from '../../src/contract/calls';
import type { ExplainAnswer } from '../../src/contract/explain/explain-views';
import { startEngine } from '../../src/engine/engine';
import { readPasted } from '../../src/engine/explain/read-pasted';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { holdAnswer, unseen } from './open-api';

/* "Explain" on a real engine: the calls of the screen, HTTP, the command line; and `watchbill alert` through its door. */

const TEAM = `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
services:
  - { id: checkout, name: Checkout, match: ['namespace=~"pay.*"'], owners: [ada], escalation: pay }
  - { id: search, match: ['namespace="search"'], escalation: pay, hold: 2m }
schedules:
  - { id: primary, layers: [ { id: always, people: [ada], start: 2026-01-05T09:00, turn: 1 week } ] }
escalations:
  - { id: pay, steps: [ { page: ["schedule:primary"] }, { after: 4m, page: ["person:grace"] } ] }
inhibitions:
  - { id: node-down, source: ['alertname="NodeDown"'], target: ['severity="warning"'], equal: [cluster] }
maintenance:
  - { id: upgrade, services: [checkout], start: 2026-12-01T22:00, end: 2026-12-02T01:00, reason: upgrade }
`;

let root: string;
let engine: Engine;
const data = () => join(root, 'data');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-explain-'));
  mkdirSync(join(root, 'team'));
  mkdirSync(data());
  writeFileSync(join(root, 'team', 'watchbill.yaml'), TEAM);
  engine = await startEngine({
    teamFolder: join(root, 'team'),
    dataFolder: data(),
    me: 'grace',
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(data(), 'secrets.json')),
    clock: { now: () => Date.now() },
    log: { info() {}, warn() {}, error() {} },
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
}, 60_000);
afterAll(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

function io() {
  const lines: string[] = [];
  const errors: string[] = [];
  return {
    lines,
    errors,
    out: (line: string) => void lines.push(line),
    err: (line: string) => void errors.push(line),
  };
}
const noIcs = () => Promise.reject(new Error('there is no calendar here'));
async function run(...argv: string[]) {
  const to = io();
  const code = await explain(argv, to, noIcs, Date.UTC(2026, 10, 23, 12));
  return { code, out: to.lines.join('\n'), err: to.errors.join('\n') };
}
async function send(...argv: string[]) {
  const to = io();
  const code = await alert(argv, to);
  return { code, out: to.lines.join('\n'), err: to.errors.join('\n') };
}
async function post(body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${engine.url}/api/v1/explain`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${engine.token}`, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const status = answer.status;
  return {
    status,
    body: (await holdAnswer('POST', '/api/v1/explain', answer)) as {
      error: string;
      alerts: {
        pages: boolean;
        verdict: string;
        service: string;
        happened: { kind: string }[];
        stages: { stage: string; words: string; line: number | null }[];
      }[];
    },
  };
}
const asked = async (answer: Promise<ExplainAnswer> | ExplainAnswer) =>
  calls['explain.labels'].output.parse(await answer);

describe('watchbill explain', () => {
  it('exits 0 where somebody would be paged, 1 where nobody, and says why', async () => {
    const team = join(root, 'team');
    const paged = await run(team, '--labels', 'namespace=pay-eu,alertname=CheckoutDown');
    expect(paged).toMatchObject({ code: 0, err: '' });
    expect(paged.out).toContain('At 2026-11-23 12:00 +00:00 (UTC): It pages Ada Okafor now.');
    expect(paged.out).toMatch(
      /service +Checkout takes it: namespace is "pay-eu", which matches pay\.\*\. \(line 8\)/,
    );
    const none = await run(team, '--labels', 'namespace=pay-eu', '--at', '2026-12-01T23:00');
    expect(none).toMatchObject({ code: 0 });
    expect(none.out).toContain('at Wed 01:00, if it still fires then. Maintenance until Wed 01:00: upgrade.');
    const never = await run(team, '--labels', 'namespace=pay-eu', '--severity', 'none', '--json');
    expect(never.code).toBe(1);
    expect(JSON.parse(never.out)).toMatchObject({
      pages: false,
      service: 'checkout',
      people: [],
      at: '2026-11-23T12:00:00Z',
    });
  });

  it.each([
    [[], /which team/],
    [['x'], /--labels are needed/],
    [['x', '--labels', 'nonsense'], /--labels: "nonsense" is no label/],
    [['x', '--labels', 'a=b', '--severity', 'awful'], /--severity "awful" is none of critical/],
    [['x', '--labels', 'a=b', '--loud'], /--loud/],
  ])('is used wrongly: %s', async (argv, why) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(why);
  });

  it('says what is wrong with the team file, and with a time that is none', async () => {
    expect(await run(join(root, 'nowhere'), '--labels', 'a=b')).toMatchObject({ code: 1 });
    expect(await run(join(root, 'team'), '--labels', 'a=b', '--at', 'soon')).toMatchObject({ code: 2 });
  });
});

describe('explain of a running engine', () => {
  it('reads alerts as labels and in every form that senders send', async () => {
    const { handlers } = engine;
    const labels = await asked(handlers['explain.labels']({ labels: 'namespace=search,severity=critical' }));
    expect(labels.alerts[0]).toMatchObject({ service: { id: 'search' }, pages: true, severity: 'critical' });
    expect(labels.alerts[0]?.stages.find(({ stage }) => stage === 'holding')?.place).toMatchObject({
      line: 9,
    });
    const one = { labels: { alertname: 'A', namespace: 'pay' }, annotations: { summary: 'A is down' } };
    const forms: [unknown, RegExp][] = [
      [[one], /^Alertmanager's API$/],
      [one, /^Alertmanager's API$/],
      [
        [
          {
            ...one,
            fingerprint: 'f1',
            startsAt: '2026-11-23T09:00:00Z',
            endsAt: '2026-11-23T10:00:00Z',
            updatedAt: '2026-11-23T09:00:00Z',
            generatorURL: '',
            receivers: [],
            status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [], mutedBy: [] },
          },
        ],
        /^Alertmanager, its list/,
      ],
      [
        {
          receiver: 'x',
          alerts: [
            { ...one, status: 'firing' },
            { ...one, status: 'resolved' },
          ],
        },
        /webhook, 2 alerts$/,
      ],
      [
        {
          status: 'success',
          data: { alerts: [{ ...one, state: 'firing', activeAt: '2026-11-23T09:00:00Z', value: '1' }] },
        },
        /^Prometheus/,
      ],
      [
        {
          event_action: 'trigger',
          routing_key: 'r',
          payload: {
            summary: 'A is down',
            severity: 'critical',
            source: 'web',
            custom_details: { namespace: 'pay' },
          },
        },
        /^PagerDuty/,
      ],
      [{ title: 'A is down', severity: 'warning', labels: { namespace: 'pay' } }, /^plain JSON$/],
    ];
    for (const [form, read] of forms) {
      const answer = await asked(handlers['explain.pasted']({ text: JSON.stringify(form) }));
      expect(answer.problem, JSON.stringify(form)).toBe('');
      expect(answer.read).toMatch(read);
      expect(answer.alerts[0]?.service.id, answer.read).toBe('checkout');
    }
    const suppressed = await asked(handlers['explain.pasted']({ text: JSON.stringify(forms[2]?.[0]) }));
    expect(suppressed.alerts[0]?.verdict).toMatch(/Its source keeps it quiet: it is silenced there/);
    expect((await asked(handlers['explain.pasted']({ text: 'namespace="pay, eu"' }))).read).toBe('labels');
  });

  it('says what cannot be read', async () => {
    const why = async (text: string) => (await asked(engine.handlers['explain.pasted']({ text }))).problem;
    expect(await why('{"a":')).toMatch(/^the text is not JSON/);
    expect(await why('[]')).toMatch(/an object, or a list/);
    expect(await why('{"a":1}')).toMatch(/no form of alert that is known here/);
    expect(await why('{"event_action":"trigger","payload":{}}')).toMatch(/payload.summary/);
    expect(await why('[{"labels":{}}]')).toMatch(/at least one label pair required/);
  });

  it('reads what real Alertmanagers, PagerDuty agents and FireHydrant sent', () => {
    const fixtures = join(import.meta.dirname, '../fixtures/ingest');
    const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.json') && !name.endsWith('expected.json'),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const name of files) {
      const read = readPasted(readFileSync(join(fixtures, name), 'utf8'), Date.UTC(2026, 10, 23));
      expect(read.ok ? '' : read.error, name).toBe('');
    }
  });

  it('fires and resolves through the door, and tells what really happened', async () => {
    const at = ['--url', engine.url, '--data', data()];
    const fired = await send(
      'fire',
      '--labels',
      'alertname=NodeDown,cluster=eu',
      '--severity',
      'critical',
      '--json',
      ...at,
    );
    expect(fired).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(fired.out)).toMatchObject({ dedupKey: expect.any(String) });
    // What it explains is held back while it fires, and says by what.
    const held = await asked(
      engine.handlers['explain.labels']({ labels: 'namespace=search,cluster=eu,severity=warning' }),
    );
    expect(held.alerts[0]).toMatchObject({ pages: false, people: [] });
    expect(held.alerts[0]?.verdict).toMatch(/"NodeDown" fires, and explains it already/);

    const token = (await secretsFile(join(data(), 'secrets.json')).get('token:local')) as string;
    const gone = await send(
      'resolve',
      '--labels',
      'alertname=NodeDown,cluster=eu',
      '--url',
      engine.url,
      '--token',
      token,
    );
    expect(gone).toMatchObject({ code: 0 });
    const listed = (await (
      await fetch(`${engine.url}/api/v1/incidents`, { headers: { Authorization: `Bearer ${engine.token}` } })
    ).json()) as { incidents: { id: string; status: string }[] };
    expect(listed.incidents).toMatchObject([{ status: 'resolved' }]);
    const past = await asked(engine.handlers['explain.incident']({ id: listed.incidents[0]?.id ?? '' }));
    expect(past.alerts[0]?.happened.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['opened', 'resolved']),
    );
    // Grace's desktop alone heard of it.
    expect(past.alerts[0]?.people.map(({ id }) => id)).toContain('grace');
    expect(
      (await post({ incident: listed.incidents[0]?.id })).body.alerts[0]?.happened.length,
    ).toBeGreaterThan(1);
  });

  it('does not fire what is wrong, nowhere, or with a wrong token', async () => {
    const labels = ['--labels', 'alertname=A'];
    expect(await send('fire', ...labels)).toMatchObject({ code: 2 });
    expect(await send('shout', ...labels, '--url', engine.url)).toMatchObject({ code: 2 });
    expect(await send('fire', '--labels', 'a=b', '--url', engine.url)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--title is needed'),
    });
    expect(await send('fire', ...labels, '--url', 'http://127.0.0.1:1', '--token', 't')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no answer from'),
    });
    expect(await send('fire', ...labels, '--url', engine.url, '--token', 'wrong')).toMatchObject({ code: 1 });
    expect(
      await send('fire', ...labels, '--url', engine.url, '--token', engine.token, '--key', 'k'.repeat(300)),
    ).toMatchObject({ code: 1, err: expect.stringContaining('longer than 255') });
  });

  it('answers over HTTP as the document says', async () => {
    const good = await post({
      labels: 'namespace=pay',
      severity: 'critical',
      at: '2026-11-23T12:00:00+01:00',
    });
    expect(good.status).toBe(200);
    expect(good.body.alerts[0]).toMatchObject({
      pages: true,
      service: 'checkout',
      verdict: 'It pages Ada Okafor now.',
    });
    expect(
      (await post({ alert: { title: 'x', labels: { namespace: 'pay' } } })).body.alerts[0]?.service,
    ).toBe('checkout');
    for (const [body, why] of [
      [{}, /give one of/],
      [[], /must be an object/],
      [{ labels: 'a=b', alert: {} }, /give one of/],
      [{ labels: 'a' }, /no label/],
      [{ labels: 'a=b', severity: 'awful' }, /severity/],
      [{ labels: 'a=b', at: 'soon' }, /"at" must be an instant/],
      [{ alert: {}, loud: true }, /"loud" is not known/],
      [{ incident: 'x', at: '2026-11-23T12:00:00Z' }, /"at"/],
    ] as const) {
      const { status, body: answer } = await post(body);
      expect([status, answer.error], JSON.stringify(body)).toEqual([400, expect.stringMatching(why)]);
    }
    expect((await post({ incident: 'grace-99' })).status).toBe(404);
    expect((await post({}, { Authorization: 'Bearer no' })).status).toBe(401);
    expect((await post({}, { 'Content-Type': 'text/plain' })).status).toBe(415);
    await holdAnswer(
      'GET',
      '/api/v1/explain',
      await fetch(`${engine.url}/api/v1/explain`, { headers: { Authorization: `Bearer ${engine.token}` } }),
    );
    expect(unseen(['explain']).missing).toEqual([]);
  });
});
