import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maintenance } from '../../src/cli/commands/maintenance';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { holdAnswer, unseen } from './open-api';

/* Silences and maintenance over HTTP, as docs/openapi.yaml promises: two real engines, Ada's and Grace's, on one folder. */

const MINUTE = 60_000;
const text = (at: number): string => new Date(at).toISOString();
const log = { info() {}, warn() {}, error() {} };

let root: string;
let ada: Engine;
let grace: Engine;
let now = 0;

async function engineOf(me: string): Promise<Engine> {
  const dataFolder = join(root, me);
  mkdirSync(dataFolder);
  const engine = await startEngine({
    teamFolder: join(root, 'team'),
    dataFolder,
    me,
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(dataFolder, 'secrets.json')),
    clock: { now: () => Date.now() },
    log,
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
  return engine;
}

beforeAll(async () => {
  now = Date.now();
  root = mkdtempSync(join(tmpdir(), 'watchbill-mutes-'));
  mkdirSync(join(root, 'team'));
  writeFileSync(
    join(root, 'team', 'watchbill.yaml'),
    `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
services:
  - { id: db, name: Databases, match: [ 'service="db"' ] }
  - { id: web, name: Web shop, match: [ 'service="web"' ] }
sources:
  - { id: ci, type: push }
maintenance:
  - { id: backups, services: [db], hours: [ { days: [sun], from: "02:00", to: "03:00" } ], reason: weekly backup }
  - { id: move, services: [], start: ${text(now + 60 * MINUTE).slice(0, 16)}, end: ${text(now + 120 * MINUTE).slice(0, 16)}, reason: move }
`,
  );
  ada = await engineOf('ada');
  grace = await engineOf('grace');
}, 60_000);
afterAll(async () => {
  await ada.stop();
  await grace.stop();
  rmSync(root, { recursive: true, force: true });
});

type Body = Record<string, unknown> & { error?: string; id?: string; text?: string };
type Asked<T> = { readonly status: number; readonly body: T };
async function ask<T = Body>(
  engine: Engine,
  method: 'GET' | 'POST' | 'DELETE',
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Asked<T>> {
  const answer = await fetch(engine.url + target, {
    method,
    headers: {
      Authorization: `Bearer ${engine.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await holdAnswer(method, target.split('?')[0]!, answer)) as T };
}

type Muted = {
  id: string;
  state: string;
  start: string;
  end: string;
  by: string;
  reason: string;
  matches: number;
  heldBack: number;
};
type Silence = Muted & { matchers: string[] };
type Maintenance = Muted & { services: string[]; isEndable: boolean; hours: string };
const silences = async (engine: Engine) =>
  (await ask<{ silences: Silence[] }>(engine, 'GET', '/api/v1/silences')).body.silences;
const windows = async (engine: Engine) =>
  (await ask<{ maintenance: Maintenance[] }>(engine, 'GET', '/api/v1/maintenance')).body.maintenance;
const end = (engine: Engine, what: string, id: string) =>
  ask(engine, 'POST', `/api/v1/${what}/${encodeURIComponent(id)}/end`);
const fire = (engine: Engine, name: string, service: string) =>
  ask(engine, 'POST', '/api/v1/alerts', {
    title: `${name} of ${service}`,
    dedupKey: `${name}/${service}`,
    severity: 'critical',
    labels: { alertname: name, service },
  });

describe('a silence', () => {
  let id = '';

  it('is made on one desktop and holds on the other, with who, why and what it is about', async () => {
    expect((await fire(grace, 'DiskFull', 'db')).status).toBe(200);
    expect((await fire(grace, 'Slow', 'web')).status).toBe(200);
    const made = await ask(ada, 'POST', '/api/v1/silences', {
      matchers: ['alertname=~"Disk.*"', ' service = db '],
      for: '30m',
      reason: 'bigger disks come at 14:00',
    });
    expect(made).toMatchObject({
      status: 201,
      body: { ok: true, text: expect.stringMatching(/^Silenced until /) },
    });
    id = made.body.id as string;
    await expect.poll(async () => (await silences(grace)).length, { timeout: 10_000 }).toBe(1);
    const [silence] = await silences(grace);
    expect(silence).toMatchObject({
      id,
      state: 'active',
      matchers: ['alertname=~"Disk.*"', 'service="db"'],
      by: 'ada',
      reason: 'bigger disks come at 14:00',
      matches: 1,
    });
    // From the arrival of the request on.
    const lasts = Date.parse(silence!.end) - Date.parse(silence!.start);
    expect(lasts).toBeLessThanOrEqual(30 * MINUTE);
    expect(lasts).toBeGreaterThan(29 * MINUTE);
    expect((await silences(ada))[0]).toEqual({ ...silence, matches: 0, heldBack: 0 });
  });

  it('holds back pages, which are counted, until anybody ends it; what still fires pages then', async () => {
    type Incidents = {
      incidents: Array<{ number: number; title: string; held?: { how: string; by: string } | null }>;
    };
    const diskFull = async () =>
      (await ask<Incidents>(grace, 'GET', '/api/v1/incidents?status=open')).body.incidents.find(({ title }) =>
        title.startsWith('DiskFull'),
      );
    await expect
      .poll(async () => (await diskFull())?.held, { timeout: 10_000 })
      .toMatchObject({ how: 'silenced', by: id });
    await expect.poll(async () => (await silences(grace))[0]?.heldBack, { timeout: 10_000 }).toBe(1);
    const ended = await end(grace, 'silences', id);
    expect(ended).toEqual({ status: 200, body: { ok: true, text: 'Ended: what still fires pages again.' } });
    await expect.poll(async () => (await diskFull())?.held ?? null, { timeout: 10_000 }).toBeNull();
    await expect.poll(async () => (await silences(ada))[0]?.state, { timeout: 10_000 }).toBe('ended');
    expect(await end(ada, 'silences', id)).toMatchObject({
      status: 409,
      body: { text: 'It is over already.' },
    });
  });

  it('is listed in the order in which it matters', async () => {
    const make = async (body: object) =>
      (await ask(ada, 'POST', '/api/v1/silences', { matchers: ['a="b"'], ...body })).body.id as string;
    const long = await make({ end: text(Date.now() + 120 * MINUTE) });
    const soon = await make({ for: '5m' });
    const later = await make({ start: text(Date.now() + 60 * MINUTE), for: '1h' });
    expect((await silences(ada)).map((one) => [one.id, one.state])).toEqual([
      [soon, 'active'],
      [long, 'active'],
      [later, 'coming'],
      [id, 'ended'],
    ]);
    // Ended before it began, it never was.
    await end(ada, 'silences', later);
    expect((await silences(ada)).map((one) => one.id)).toEqual([soon, long, id]);
  });

  it.each<[object, number, string]>([
    [{ matchers: ['a="b"'] }, 400, 'give either "for" or "end"'],
    [{ matchers: ['a="b"'], for: '1h', end: '2030-01-01T00:00:00Z' }, 400, 'give either "for" or "end"'],
    [{ matchers: ['a="b"'], for: 'an hour' }, 400, '"for": "an hour" is not a duration'],
    [{ matchers: ['a="b"'], for: 60 }, 400, '"for" must be text'],
    [{ matchers: ['a="b"'], end: 'tomorrow' }, 400, '"end" must be an instant'],
    [{ for: '1h' }, 400, '"matchers" is missing'],
    [{ matchers: 'a="b"', for: '1h' }, 400, '"matchers" must be a list'],
    [{ matchers: ['a="b"'], for: '1h', comment: 'x' }, 400, '"comment" is not known here'],
    [{ matchers: ['disk'], for: '1h' }, 409, '"disk" is not a matcher'],
    [{ matchers: [], for: '1h' }, 409, 'Give at least one matcher'],
    [{ matchers: ['a=~".*"'], for: '1h' }, 409, 'One of the matchers must ask for something'],
    [{ matchers: ['a="b"'], end: '2020-01-01T00:00:00Z' }, 409, 'its end is past'],
    [{ matchers: ['a="b"'], for: '0s' }, 409, 'its end is past'],
  ])('%j is refused', async (body, status, why) => {
    const answer = await ask(ada, 'POST', '/api/v1/silences', body);
    expect([answer.status, answer.body.error ?? answer.body.text]).toEqual([
      status,
      expect.stringContaining(why),
    ]);
  });
});

describe('maintenance', () => {
  it('is planned in the team file, begun and ended over HTTP, of services that there are', async () => {
    expect(
      (await windows(ada)).map((one) => [one.id, one.state, one.services, one.by, one.isEndable, one.hours]),
    ).toEqual([
      ['file:move', 'coming', [], null, false, ''],
      ['file:backups', expect.stringMatching(/coming|active/), ['db'], null, false, 'Sun 02:00–03:00 (UTC)'],
    ]);
    const begun = await ask(ada, 'POST', '/api/v1/maintenance', {
      services: ['web'],
      for: '30m',
      reason: 'deploy',
    });
    expect(begun).toMatchObject({
      status: 201,
      body: { ok: true, text: expect.stringMatching(/^Maintenance of Web shop until /) },
    });
    const id = begun.body.id as string;
    await expect
      .poll(async () => (await windows(grace))[0], { timeout: 10_000 })
      .toMatchObject({
        id,
        state: 'active',
        services: ['web'],
        by: 'ada',
        reason: 'deploy',
        isEndable: true,
        matches: 1,
      });
    await expect.poll(async () => (await windows(grace))[0]?.heldBack, { timeout: 10_000 }).toBe(1);
    expect((await end(grace, 'maintenance', id)).status).toBe(200);
    await expect
      .poll(async () => (await windows(ada)).find((one) => one.id === id)?.state, { timeout: 10_000 })
      .toBe('ended');
    expect(await end(ada, 'maintenance', id)).toMatchObject({
      status: 409,
      body: { text: 'It is over already.' },
    });
  });

  it('begun by a job that writes into the folder holds on every desktop, and ends so', async () => {
    const errors: string[] = [];
    const job = (...args: string[]) =>
      maintenance(
        [...args, join(root, 'team'), '--service', 'db', '--writer', 'ci-deploy', '--by', 'deploy'],
        { out: () => undefined, err: (line) => errors.push(line) },
        Date.now(),
      );
    expect([await job('start', '--for', '30m', '--reason', 'v2'), errors]).toEqual([0, []]);
    const ofJob = async (engine: Engine) => (await windows(engine)).find(({ by }) => by === 'deploy');
    for (const engine of [ada, grace])
      await expect
        .poll(() => ofJob(engine), { timeout: 10_000 })
        .toMatchObject({ state: 'active', services: ['db'], reason: 'v2', isEndable: true });
    await expect.poll(async () => (await ofJob(grace))?.heldBack, { timeout: 10_000 }).toBe(1);
    expect([await job('end'), errors]).toEqual([0, []]);
    for (const engine of [ada, grace])
      await expect.poll(async () => (await ofJob(engine))?.state, { timeout: 10_000 }).toBe('ended');
  });

  it.each<[string, object, number, string]>([
    ['', { for: '1h' }, 400, '"services" is missing'],
    ['', { services: ['databse'], for: '1h' }, 409, 'The team file has no service "databse".'],
    ['', { services: ['db'] }, 400, 'give either "for" or "end"'],
    ['', { services: ['db'], end: '2020-01-01T00:00:00Z' }, 409, 'its end is past'],
    ['/file%3Abackups/end', {}, 409, 'It is planned in the team file; change it there.'],
    ['/nowhere/end', {}, 409, 'There is no such maintenance any more.'],
    ['/nowhere/end', { why: 'x' }, 400, 'the body must be empty, or {}'],
  ])('%s %j is refused', async (path, body, status, why) => {
    const answer = await ask(ada, 'POST', `/api/v1/maintenance${path}`, body);
    expect([answer.status, answer.body.error ?? answer.body.text]).toEqual([
      status,
      expect.stringContaining(why),
    ]);
  });
});

describe('the door', () => {
  const PLACES = [
    '/api/v1/silences',
    '/api/v1/maintenance',
    '/api/v1/silences/x/end',
    '/api/v1/maintenance/x/end',
  ];

  it('wants the token, the right method, JSON that is not too large, and no parameters', async () => {
    for (const place of PLACES) {
      const isList = !place.endsWith('/end');
      for (const method of isList ? (['GET', 'POST'] as const) : (['POST'] as const)) {
        const body = method === 'POST' ? '{}' : undefined;
        expect((await ask(ada, method, place, body, { Authorization: 'Bearer wrong' })).status).toBe(401);
        expect((await ask(ada, method, `${place}?x=1`, body)).status).toBe(400);
        if (method === 'GET') continue;
        expect((await ask(ada, method, place, 'x=1', { 'Content-Type': 'text/plain' })).status).toBe(415);
        expect((await ask(ada, method, place, `"${'x'.repeat(600_000)}"`)).status).toBe(413);
        expect((await ask(ada, method, place, '[1')).status).toBe(400);
      }
      expect((await ask(ada, 'DELETE', place)).status).toBe(405);
    }
    expect(await end(ada, 'silences', 'nowhere')).toMatchObject({
      status: 409,
      body: { text: 'There is no such silence any more.' },
    });
  });

  it('is as docs/openapi.yaml says, all of it but a disk that refuses', () => {
    const { promised, missing } = unseen(['mute']);
    expect(promised).toBeGreaterThan(30);
    expect(missing.filter((what) => !what.endsWith(' 503'))).toEqual([]);
  });
});
