import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchbill as runCli } from '../helpers/cli';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { holdAnswer, unseen } from './open-api';

/* Readiness, drills and heartbeats over HTTP and on the command line, as docs/openapi.yaml promises them. */
let team: TemporaryTeam;
let engine: EngineProcess;
const SENDER = 'deploys';

beforeAll(async () => {
  team = temporaryTeam();
  team.write(`watchbill: 1
team: Test
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
services:
  - { id: platform, match: [ 'team="platform"' ], owners: [ada] }
sources:
  - { id: ${SENDER}, type: push, title: Deploys }
heartbeats:
  - { id: quick, within: 2s, service: platform }
  - { id: nightly-backup, within: 26h }
  - { id: watchdog, match: [ 'alertname="Watchdog"' ], within: 1h, service: platform }
`);
  engine = await startEngineProcess(team);
});
afterAll(async () => {
  await engine?.kill();
  team?.remove();
});

type Asked = { token?: string; type?: string; body?: string; query?: string };
async function ask(
  method: string,
  path: string,
  asked: Asked = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { token = engine.token, type = 'application/json', body = '{}', query = '' } = asked;
  const answer = await fetch(engine.url + path + query, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  });
  return { status: answer.status, body: (await holdAnswer(method, path, answer)) as Record<string, unknown> };
}
const statusOf = async (...asked: Parameters<typeof ask>): Promise<number> => (await ask(...asked)).status;
const beatOf = (id: string) => `/api/v1/heartbeats/${id}`;

async function until<T>(what: string, look: () => Promise<T | undefined>, within = 15_000): Promise<T> {
  for (const end = Date.now() + within; Date.now() < end; await sleep(50)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not come in ${within} ms`);
}
const incident = (key: string, status: string) =>
  until(`${key} ${status}`, async () =>
    (await engine.incidents('all')).find((one) => one.dedupKey === key && one.status === status),
  );

describe('heartbeats over HTTP', () => {
  it('that are called are heard; one that stays away opens an incident of its service, the next call ends it', async () => {
    expect(await ask('POST', beatOf('quick'))).toEqual({ status: 200, body: { heard: 'quick' } });
    expect(await incident('heartbeat:quick', 'open')).toMatchObject({
      severity: 'critical',
      source: 'watchbill',
      service: 'platform',
      title: 'Heartbeat quick was not heard for 2 s',
    });
    await engine.hears((line) => line.event === 'page' && String(line['title']).includes('quick'));
    expect(await statusOf('POST', beatOf('quick'), { body: '' })).toBe(200);
    await incident('heartbeat:quick', 'resolved');
  });

  it('take the token of any sender, and say which ones there are', async () => {
    const secrets = JSON.parse(readFileSync(join(team.data, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    const token = secrets[`token:${SENDER}`] ?? '';
    expect(token).not.toBe('');
    expect(await statusOf('POST', beatOf('nightly-backup'), { token })).toBe(200);
    expect(await statusOf('POST', beatOf('nightly-backup'), { token: 'wrong' })).toBe(401);
    expect((await ask('POST', beatOf('hourly'))).body['error']).toBe(
      'there is no heartbeat "hourly"; there are quick, nightly-backup, watchdog',
    );
    expect(await statusOf('GET', beatOf('quick'))).toBe(405);
    expect(await statusOf('POST', beatOf('quick'), { type: 'text/plain' })).toBe(415);
    expect(await statusOf('POST', beatOf('quick'), { body: `"${'x'.repeat(600_000)}"` })).toBe(413);
  });

  it('of an alert never page by themselves', async () => {
    const sent = await engine.post('/api/v2/alerts', [
      { labels: { alertname: 'Watchdog', severity: 'critical', team: 'platform' } },
    ]);
    expect(sent.status).toBe(200);
    const watchdog = await until('the beat', async () => {
      const { heartbeats } = (await ask('GET', '/api/v1/heartbeats')).body as {
        heartbeats: Array<{ id: string; state: string; due: string | null }>;
      };
      return heartbeats.find(({ id, state }) => id === 'watchdog' && state === 'beating');
    });
    expect(Date.parse(watchdog.due ?? '')).toBeGreaterThan(Date.now() + 50 * 60_000);
    expect(engine.said.filter((line) => String(line['title']).includes('Watchdog'))).toEqual([]);
  });

  it('are remembered over a kill: one that is due is due', async () => {
    expect(await statusOf('POST', beatOf('quick'))).toBe(200);
    await engine.kill();
    engine = await startEngineProcess(team);
    const again = await until('the incident after the start', async () =>
      (await engine.incidents('open')).find(({ dedupKey }) => dedupKey === 'heartbeat:quick'),
    );
    expect(again.status).toBe('open');
    const { heartbeats } = (await ask('GET', '/api/v1/heartbeats')).body as {
      heartbeats: Array<{ id: string; state: string }>;
    };
    expect(heartbeats.find(({ id }) => id === 'nightly-backup')?.state).toBe('beating');
    await statusOf('POST', beatOf('quick'));
    // Where it cannot be kept the job is told, and calls again.
    await engine.kill();
    engine = await startEngineProcess(team);
    const file = join(team.data, 'heartbeats.json');
    rmSync(file, { force: true });
    mkdirSync(join(file, 'in the way'), { recursive: true });
    expect(await statusOf('POST', beatOf('nightly-backup'))).toBe(503);
    rmSync(file, { recursive: true });
    expect(await statusOf('POST', beatOf('nightly-backup'))).toBe(200);
  });
});

describe('readiness over HTTP', () => {
  it('says of every check how it stands', async () => {
    const { status, body } = await ask('GET', '/api/v1/readiness');
    expect(status).toBe(200);
    const { checks } = body as { checks: Array<{ id: string; state: string }> };
    const state = (id: string) => checks.find((check) => check.id === id)?.state;
    expect([state('engine'), state('storing'), state('listener')]).toEqual(['ok', 'ok', 'ok']);
    expect(state('heartbeat:nightly-backup')).toBe('ok');
    expect(state('channel:console')).toBeDefined();
  });

  it('is asked on the command line, by folder or address, with codes for a script', async () => {
    const { code, out } = await runCli(['ready', '--data', team.data]);
    expect(out).toMatch(/ Storing: What comes in is on the disk/);
    expect(code).toBe(out.startsWith('Not pageable') ? 1 : 0);
    const json = await runCli(['ready', '--data', team.data, '--url', engine.url, '--json']);
    expect(Object.keys(JSON.parse(json.out) as object)).toEqual(['at', 'light', 'line', 'checks', 'gaps']);
    const nobody = await runCli(['ready', '--data', team.data, '--url', 'http://127.0.0.1:9']);
    expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('there is no answer from')]);
    expect((await runCli(['ready'])).code).toBe(2);
  });

  it('a job calls in by a line of its own', async () => {
    expect(await runCli(['heartbeat', 'nightly-backup', '--data', team.data])).toMatchObject({
      code: 0,
      out: expect.stringContaining('heard: nightly-backup'),
    });
    const wrong = await runCli(['heartbeat', 'hourly', '--data', team.data]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('there are quick, nightly-backup')]);
    expect((await runCli(['heartbeat', 'list', '--data', team.data])).out).toMatch(
      /nightly-backup {2}beating/,
    );
  });
});

describe('drills over HTTP', () => {
  it('page for real, are timed, and kept', async () => {
    const waiting = runCli(['drill', '--data', team.data, '--wait']);
    const ringing = await until('the practice page', async () =>
      (await engine.incidents('open')).find(({ dedupKey }) => dedupKey.startsWith('practice:')),
    );
    await engine.post(`/api/v1/incidents/${ringing.id}/acknowledge`, {});
    const { code, out } = await waiting;
    expect(out).toMatch(/^Answered after \d+ s, within 5 min\./);
    expect(out).toMatch(/after \d+\.\d s/);
    expect(code).toBe(0);
    const { drills } = (await ask('GET', '/api/v1/drills')).body as { drills: Array<{ id: string }> };
    expect(drills).toMatchObject([{ kind: 'asked', outcome: 'answered', passed: true }]);
    expect(await statusOf('GET', `/api/v1/drills/${drills[0]?.id}`)).toBe(200);
    expect(await statusOf('GET', '/api/v1/drills/none')).toBe(404);
    expect((await runCli(['drill', 'list', '--data', team.data])).out).toMatch(/Answered after/);
  });

  it('are begun by whoever has the engine’s own token, and refused in words', async () => {
    expect(await statusOf('POST', '/api/v1/drills', { body: '{"severity":"warning"}' })).toBe(201);
    expect(await statusOf('POST', '/api/v1/drills', { body: '{"severity":"loud"}' })).toBe(400);
    expect(await statusOf('POST', '/api/v1/drills', { body: `"${'x'.repeat(600_000)}"` })).toBe(413);
    expect(await statusOf('POST', '/api/v1/drills', { type: 'text/plain' })).toBe(415);
    for (const [method, path] of [
      ['GET', '/api/v1/readiness'],
      ['GET', '/api/v1/drills'],
      ['POST', '/api/v1/drills'],
      ['GET', '/api/v1/drills/none'],
      ['GET', '/api/v1/heartbeats'],
    ] as const) {
      expect(await statusOf(method, path, { token: 'wrong' })).toBe(401);
      expect(await statusOf(method, path, { query: '?loud=1' })).toBe(400);
      expect(await statusOf('DELETE', path)).toBe(405);
    }
  });

  it('all that the document says of it was seen', () => {
    const { promised, missing } = unseen(['readiness']);
    expect(missing).toEqual([]);
    expect(promised).toBeGreaterThan(20);
  });
});
