import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { holdAnswer, unseen } from './open-api';

/* Backups and the export over HTTP, as docs/openapi.yaml promises them. */
let team: TemporaryTeam;
let engine: EngineProcess;

beforeAll(async () => {
  team = temporaryTeam();
  engine = await startEngineProcess(team);
  await engine.pagerDuty('trigger', 'kept');
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
): Promise<{ status: number; body: unknown }> {
  const { token = engine.token, type = 'application/json', body = '{}', query = '' } = asked;
  const answer = await fetch(engine.url + path + query, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  });
  return { status: answer.status, body: await holdAnswer(method, path, answer) };
}

const statusOf = async (...asked: Parameters<typeof ask>): Promise<number> => (await ask(...asked)).status;
const NONE = '/api/v1/backups/watchbill-2026-11-23T02-00-00-000Z-daily-v1-1.db.gz/restore';

describe('backups over HTTP', () => {
  it('are made, listed, exported and put back', async () => {
    expect(await ask('POST', '/api/v1/backups')).toMatchObject({ status: 201, body: { ok: true } });
    const { body } = await ask('GET', '/api/v1/backups');
    const { backups } = body as { backups: Array<{ name: string; incidents: number; at: string }> };
    expect(backups).toMatchObject([{ kind: 'asked', incidents: 1, usable: true }]);
    expect(Math.abs(Date.parse(backups[0]?.at as string) - Date.now())).toBeLessThan(60_000);
    const exported = await ask('POST', '/api/v1/export');
    expect(exported.status).toBe(201);
    const { file, lines } = exported.body as { file: string; lines: number };
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(lines);

    expect(await statusOf('POST', `/api/v1/backups/${backups[0]?.name}/restore`)).toBe(202);
    await engine.hears(({ event }) => event === 'again', 20_000);
    expect(await engine.incidents('open')).toMatchObject([{ dedupKey: 'kept' }]);
    // What was exported is gone with the engine that wrote it.
    expect(existsSync(file)).toBe(false);
  });

  it('that cannot be made say why; what was there stays', async () => {
    const before = await ask('GET', '/api/v1/backups');
    const exports = join(team.data, 'exports');
    rmSync(exports, { recursive: true, force: true });
    writeFileSync(exports, 'a file where a folder must stand');
    expect(await ask('POST', '/api/v1/export')).toMatchObject({ status: 409, body: { ok: false } });
    const folder = join(team.data, 'backups');
    const damaged = NONE.split('/').at(-2) as string;
    writeFileSync(join(folder, damaged), 'damaged');
    expect(await ask('POST', NONE)).toMatchObject({ status: 409, body: { ok: false } });
    rmSync(join(folder, damaged));
    expect((await ask('GET', '/api/v1/backups')).body).toMatchObject({
      backups: (before.body as { backups: object[] }).backups,
    });
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where a folder must stand');
    expect(await ask('POST', '/api/v1/backups')).toMatchObject({ status: 409, body: { ok: false } });
  });

  it.each(['/api/v1/backups', '/api/v1/export', NONE])('%s refuses what is not understood', async (path) => {
    expect(await statusOf('POST', path, { token: 'wrong' })).toBe(401);
    expect(await statusOf('POST', path, { query: '?fast=1' })).toBe(400);
    expect(await statusOf('POST', path, { body: '{"to":"/etc/passwd"}' })).toBe(400);
    expect(await statusOf('POST', path, { type: 'text/plain' })).toBe(415);
    expect(await statusOf('POST', path, { body: JSON.stringify('x'.repeat(600_000)) })).toBe(413);
    expect(await statusOf('DELETE', path)).toBe(405);
  });

  it('E12: are named by their name alone', async () => {
    expect(await statusOf('GET', '/api/v1/backups', { token: 'wrong' })).toBe(401);
    expect(await statusOf('GET', '/api/v1/backups', { query: '?x=1' })).toBe(400);
    for (const name of ['none', '..%2f..%2fetc%2fpasswd', 'CON', `${NONE.split('/').at(-2)}%00`])
      expect(await statusOf('POST', `/api/v1/backups/${name}/restore`), name).toBe(404);
  });

  it('are documented, and nothing is promised that was not seen here', () => {
    const { promised, missing } = unseen(['keep']);
    expect(missing).toEqual([]);
    expect(promised).toBeGreaterThan(20);
  });
});
