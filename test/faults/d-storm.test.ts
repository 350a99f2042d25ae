import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { sendAll } from '../helpers/flood';
import { stormAlerts, stormTeam } from '../helpers/storm-team';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { buildEntries } from '../helpers/worker-build';

/*
 * All published rules fire thirteen times over within a minute (as fast as they are taken, which is faster), on a team
 * with 200 services, 1,000 inhibitions, groups and holds: the paging engine under the worst night there is.
 */
const TEAM = { services: 200, rules: 1000, groups: true } as const;
const ALERTS = 13 * 813;
const CONNECTIONS = 32;
/** A critical alert pages within so long, whatever else comes in. */
const PROMISED_MS = 2_000;

let program = '';
let team: TemporaryTeam;
let engine: EngineProcess;

beforeAll(async () => {
  const folder = await buildEntries(
    ['test/helpers/flood-engine.ts', 'src/engine/store/writer-worker.ts', 'src/engine/keep/keep-worker.ts'],
    'test-storm',
  );
  program = resolve(folder, 'flood-engine.js');
}, 60_000);

afterEach(async () => {
  await engine.kill();
  team.remove();
});

/** A notify-send that writes down what it was asked to show. */
function notificationSpy(): { env: Record<string, string>; shown: () => string[] } {
  const folder = join(team.data, '..', 'bin');
  mkdirSync(folder, { recursive: true });
  const list = join(folder, 'shown');
  writeFileSync(list, '');
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${list}'\n`;
  writeFileSync(join(folder, 'notify-send'), script, { mode: 0o755 });
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    shown: () => readFileSync(list, 'utf8').trim().split('\n').filter(Boolean),
  };
}

type Row = {
  readonly severity: string;
  readonly paged: number;
  readonly how: string | null;
  readonly n: number;
};

/** Incidents by severity, whether they paged, and what holds them back. */
function standing(): Row[] {
  const db = new DatabaseSync(join(team.data, 'watchbill.db'), { readOnly: true });
  const rows = db
    .prepare(
      `SELECT json_extract(body, '$.severity') AS severity, json_extract(body, '$.lastPagedAt') IS NOT NULL AS paged,
         json_extract(body, '$.held.how') AS how, count(*) AS n FROM incidents GROUP BY 1, 2, 3`,
    )
    .all();
  db.close();
  return rows as Row[];
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, { n }) => total + n, 0);

describe('a storm on a team with many rules', () => {
  test('D4: all published rules x 13, 200 services, 1,000 inhibitions, groups: each stored, paged or held for a reason, a critical within 2 s', async () => {
    team = temporaryTeam();
    team.write(stormTeam(TEAM));
    const spy = notificationSpy();
    engine = await startEngineProcess(team, { program, env: spy.env });
    const bodies = stormAlerts(ALERTS, TEAM).map((alert) => JSON.stringify([alert]));

    const sending = sendAll(engine, bodies, CONNECTIONS);
    // Three that everybody must hear of, while all else comes in.
    const heardAfter: number[] = [];
    for (const turn of [1, 2, 3]) {
      const title = `EverythingIsDown${turn}`;
      const critical = { labels: { alertname: title, severity: 'critical' }, annotations: {} };
      const sentAt = performance.now();
      const [one] = await sendAll(engine, [JSON.stringify([critical])], 1);
      expect(one?.status, engine.errors.slice(0, 3).join('\n')).toBe(200);
      await engine.hears((line) => line.event === 'page' && String(line['title']).includes(title));
      heardAfter.push(performance.now() - sentAt);
    }
    const answers = await sending;
    expect(Math.max(...heardAfter)).toBeLessThan(PROMISED_MS);
    // Where the disk is behind the sender is told to send it again: nothing is taken that is not kept.
    for (const { status } of answers) expect([200, 503]).toContain(status);
    const kept = answers.filter(({ status }) => status === 200).length + heardAfter.length;
    expect(kept).toBeGreaterThan(ALERTS / 2);

    // Each is stored. Waits of groups and services end: what asks for an answer has paged, or says what holds it back.
    await expect.poll(() => sum(standing()), { timeout: 20_000 }).toBe(kept);
    const waits = () =>
      standing().filter(
        ({ severity, paged, how }) =>
          severity !== 'none' && paged === 0 && (how === null || how === 'collecting' || how === 'holding'),
      );
    await expect.poll(waits, { timeout: 20_000 }).toEqual([]);
    const rows = standing();
    const of = (how: string) => sum(rows.filter((row) => row.how === how));
    expect(of('inhibited')).toBeGreaterThan(100);
    expect(of('grouped')).toBeGreaterThan(100);
    // No inhibition of this team has a critical target, and no group is led by less than what is in it.
    expect(rows.filter(({ severity, how }) => severity === 'critical' && how === 'inhibited')).toEqual([]);

    // As many pages as incidents that paged; by notifications they come in bundles.
    const pages = sum(rows.filter(({ paged }) => paged === 1));
    const paged = () =>
      new Set(engine.said.filter(({ event }) => event === 'page').map((line) => line['incident']));
    await expect.poll(() => paged().size, { timeout: 10_000 }).toBe(pages);
    // What is bundled is told when ten seconds are over.
    const isBundled = () => spy.shown().some((line) => /Watchbill: \d+ more pages wait/.test(line));
    await expect.poll(isBundled, { timeout: 20_000 }).toBe(true);
    expect(spy.shown().length).toBeLessThan(100);
  }, 60_000);
});
