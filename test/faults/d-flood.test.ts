import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('the same alert, again and again', () => {
  test('D2: 1,000 times in ten seconds from 16 connections: one incident, count 1000, one page', async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    const engine = await startEngineProcess(team);
    stops.push(() => engine.kill());
    const began = Date.now();
    let left = 1000;
    const statuses = new Set<number>();
    const sender = async (): Promise<void> => {
      while (left-- > 0) statuses.add((await engine.pagerDuty('trigger', 'same', 'The same again')).status);
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    expect(Date.now() - began).toBeLessThan(10_000);
    expect([...statuses]).toEqual([202]);
    expect(await engine.incidents()).toMatchObject([{ dedupKey: 'same', count: 1000, status: 'open' }]);
    expect(engine.said.filter(({ event }) => event === 'page')).toHaveLength(1);

    await engine.kill('SIGTERM');
    const db = new DatabaseSync(join(team.data, 'watchbill.db'));
    stops.push(() => db.close());
    // The database itself refuses a second open incident of the same alert, whatever the code does.
    const copy =
      "INSERT INTO incidents SELECT number + 1, id || '-copy', live, status_rank, queue_rank, severity_rank, suppressed, source, dedup_key, service, opened_at, resolved_at, body FROM incidents";
    expect(() => db.exec(copy)).toThrow(/UNIQUE constraint failed: incidents\.source, incidents\.dedup_key/);
  });
});
