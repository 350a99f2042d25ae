import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exportLine } from '../../src/contract/keep/export-lines';
import { watchbill } from '../helpers/cli';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Backups, restoring, exporting and erasing, as somebody does it who has nothing but a shell. */
let team: TemporaryTeam;
let running: EngineProcess[] = [];

beforeEach(() => {
  team = temporaryTeam('[{ id: checkout, type: push, title: Checkout }]');
});
afterEach(async () => {
  for (const engine of running) await engine.kill();
  running = [];
  team.remove();
});

async function start(): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  running.push(engine);
  return engine;
}

type Listed = { name: string; kind: string; incidents: number };
const listed = async (): Promise<Listed[]> => {
  const { out } = await watchbill(['backup', 'list', '--data', team.data, '--json']);
  return JSON.parse(out) as Listed[];
};
const keysOf = async (engine: EngineProcess, status = 'all') =>
  (await engine.incidents(status)).map(({ dedupKey }) => dedupKey).toSorted();

describe('a backup', () => {
  test('is made while alerts come, and put back by a running engine: what is open in it rings again, what it replaced is kept', async () => {
    const engine = await start();
    await engine.pagerDuty('trigger', 'before');
    const sending = Promise.all(
      Array.from({ length: 40 }, (_, n) => engine.pagerDuty('trigger', `during-${n}`)),
    );
    expect((await engine.post('/api/v1/backups', {})).status).toBe(201);
    for (const answer of await sending) expect(answer.status).toBe(202);
    await engine.pagerDuty('trigger', 'after');
    const [made] = await listed();
    expect(made).toMatchObject({ kind: 'asked' });

    const asked = await watchbill([
      'backup',
      'restore',
      made?.name as string,
      '--data',
      team.data,
      '--url',
      engine.url,
    ]);
    expect(asked).toMatchObject({ code: 0 });
    await engine.hears(({ event }) => event === 'again', 20_000);
    await engine.hears(
      ({ event, reason, title }) =>
        event === 'page' && reason === 'after-restart' && title === 'Critical: before',
    );
    const keys = await keysOf(engine);
    expect(keys).toContain('before');
    expect(keys).not.toContain('after');
    expect(keys).toHaveLength(made?.incidents as number);
    // It stores again, and under the same address.
    expect((await engine.pagerDuty('trigger', 'since')).status).toBe(202);
    await engine.kill('SIGTERM');

    // What stood there waits to become a backup; nothing of it is lost.
    expect(readdirSync(team.data).filter((name) => /^replaced-\d+\.db$/.test(name))).toHaveLength(1);
    const again = await watchbill(['backup', 'restore', made?.name as string, '--data', team.data]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(team.data).filter((name) => name.startsWith('replaced'))).toEqual([]);
    const kept = (await listed()).filter(({ kind }) => kind === 'before');
    expect(kept.map(({ incidents }) => incidents).toSorted((a, b) => a - b)).toEqual([keys.length + 1, 42]);
  });

  test('of a stopped engine is made and put back in the folder; the newest before a restore is the present', async () => {
    const engine = await start();
    await engine.pagerDuty('trigger', 'first');
    await engine.kill('SIGTERM');
    const now = await watchbill(['backup', 'now', '--data', team.data, '--json']);
    expect(now.err).toBe('');
    const [made] = JSON.parse(now.out) as Listed[];
    expect(made).toMatchObject({ kind: 'asked', incidents: 1 });
    const second = await start();
    await second.pagerDuty('trigger', 'second');
    const refused = await watchbill(['backup', 'restore', made?.name as string, '--data', team.data]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain(`Watchbill is running on ${team.data}`);
    await second.kill('SIGKILL');
    expect(await watchbill(['backup', 'restore', made?.name as string, '--data', team.data])).toMatchObject({
      code: 0,
    });
    const [present] = (await listed()).filter(({ kind }) => kind === 'before');
    expect(present?.incidents).toBe(2);
    // And back again: what a kill left in the write-ahead log was in it.
    await watchbill(['backup', 'restore', present?.name as string, '--data', team.data]);
    expect(await keysOf(await start())).toEqual(['first', 'second']);
  });
});

describe('an export', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/export.schema.json'), 'utf8'),
  ) as object;
  const isLine = new Ajv2020({ strict: false }).compile(schema);

  test('is described by docs/export.schema.json, which is made of the contract', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(exportLine))));
  });

  test('E8, P10: holds everything, each line as its schema says, and no secret: not even one that a sender put into an alert', async () => {
    const engine = await start();
    const canary = 'canary-9f2c-"quoted"-\\slash';
    const secrets = JSON.parse(readFileSync(join(team.data, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    await engine.pagerDuty('trigger', 'one', `the token is ${engine.token}`);
    await engine.pagerDuty('trigger', 'two', `login with ${canary}`);
    await engine.pagerDuty('resolve', 'one');
    await engine.post('/v2/enqueue', { routing_key: engine.token, nonsense: true });
    mkdirSync(join(team.folder, 'log'), { recursive: true });
    writeFileSync(join(team.folder, 'log', 'abc123.jsonl'), '{"v":1,"kind":"made up"}\nhalf a li');
    await engine.kill('SIGTERM');
    writeFileSync(join(team.data, 'secrets.json'), JSON.stringify({ ...secrets, 'source:prod': canary }), {
      mode: 0o600,
    });

    const file = join(team.data, 'out.jsonl');
    const done = await watchbill(['export', '--data', team.data, '--team', team.folder, '--out', file]);
    expect(done).toMatchObject({ code: 0, out: '' });
    const text = readFileSync(file, 'utf8');
    for (const secret of [...Object.values(secrets), canary, JSON.stringify(canary).slice(1, -1)])
      expect(text).not.toContain(secret);
    expect(text).toContain('the token is [secret]');

    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; counts?: object });
    for (const line of lines) expect(isLine(line), JSON.stringify([line, isLine.errors])).toBe(true);
    expect(lines[0]).toMatchObject({ type: 'header', format: 'watchbill-export', version: 1 });
    const counts: Record<string, number> = {};
    for (const { type } of lines.slice(0, -1)) counts[type] = (counts[type] ?? 0) + 1;
    expect(lines.at(-1)).toEqual({ type: 'end', counts });
    expect(counts).toMatchObject({ header: 1, team: 1, teamLog: 2, incident: 2, unreadable: 1 });
    expect(counts['fact']).toBeGreaterThanOrEqual(6);
    expect(counts['page']).toBeGreaterThanOrEqual(2);
  });

  test('goes to standard output, beside a running engine; the engine itself stages one for whoever asks over HTTP', async () => {
    const engine = await start();
    for (let n = 0; n < 5; n += 1) await engine.pagerDuty('trigger', `n-${n}`);
    const answer = await engine.post('/api/v1/export', {});
    expect(answer.status).toBe(201);
    const { file, lines } = (await answer.json()) as { file: string; lines: number };
    const staged = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(staged).toHaveLength(lines);
    const { out, code } = await watchbill(['export', '--data', team.data]);
    expect(code).toBe(0);
    const types = (texts: string[]) => texts.map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types(out.trimEnd().split('\n')).filter((type) => type === 'incident')).toHaveLength(5);
    expect(types(staged).filter((type) => type === 'incident')).toHaveLength(5);
  });

  test('that is asked for wrongly says what and where', async () => {
    expect(await watchbill(['export'])).toMatchObject({ code: 2 });
    expect((await watchbill(['export', '--data', team.folder])).err).toContain(
      'is no data folder of Watchbill',
    );
    expect((await watchbill(['export', '--data', join(team.folder, 'none')])).err).toContain(
      'there is no folder',
    );
    const engine = await start();
    await engine.kill('SIGTERM');
    const nowhere = await watchbill([
      'export',
      '--data',
      team.data,
      '--out',
      join(team.folder, 'no', 'where'),
    ]);
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.err).toContain('ENOENT');
  });
});

describe('erasing', () => {
  test('deletes all that is ours, and nothing else; without --yes it deletes nothing', async () => {
    const engine = await start();
    await engine.pagerDuty('trigger', 'gone');
    await engine.post('/api/v1/backups', {});
    await engine.post('/api/v1/export', {});
    const erase = (...more: string[]) => watchbill(['erase', '--data', team.data, ...more]);
    expect(await erase()).toMatchObject({ code: 2 });
    expect((await erase('--yes')).err).toContain('Watchbill is running on');
    expect(await keysOf(engine)).toEqual(['gone']);
    await engine.kill('SIGTERM');
    writeFileSync(join(team.data, 'mine.txt'), 'of a person');
    mkdirSync(join(team.data, 'backups', 'of-a-person'));
    const done = await erase('--yes');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain(`left, not of Watchbill: ${join(team.data, 'mine.txt')}`);
    expect(
      readdirSync(team.data)
        .filter((name) => !name.startsWith('engine.lock'))
        .toSorted(),
    ).toEqual(['backups', 'mine.txt']);
    expect(readdirSync(join(team.data, 'backups'))).toEqual(['of-a-person']);
    expect(existsSync(join(team.folder, 'watchbill.yaml'))).toBe(true);
    // And begins anew, with a token of its own.
    const fresh = await start();
    expect(await fresh.incidents()).toEqual([]);
    expect(fresh.token).not.toBe(engine.token);
  });

  test('that a kill cut short is gone on with at the next start', async () => {
    const engine = await start();
    await engine.pagerDuty('trigger', 'gone');
    await engine.kill('SIGKILL');
    writeFileSync(join(team.data, 'erase.json'), '{"version":1}\n');
    expect(await (await start()).incidents()).toEqual([]);
    expect(existsSync(join(team.data, 'erase.json'))).toBe(false);
  });

  test('never touches a folder that is none of ours', async () => {
    mkdirSync(join(team.folder, 'logs'));
    writeFileSync(join(team.folder, 'logs', 'engine.log'), 'of a person');
    expect((await watchbill(['erase', '--data', team.folder, '--yes'])).err).toContain('is no data folder');
    expect(existsSync(join(team.folder, 'logs', 'engine.log'))).toBe(true);
  });
});
