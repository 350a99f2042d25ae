import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { floodAlerts, sendAll } from '../helpers/flood';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { buildEntries } from '../helpers/worker-build';

/*
 * A flood against the real engine with the channels of a desktop (test/helpers/flood-engine.ts): 10,000 distinct alerts,
 * as fast as they are taken, which is faster than in the 60 s of the plan.
 */
const ALERTS = 10_000;
const CONNECTIONS = 32;
let program = '';
let team: TemporaryTeam;
let engine: EngineProcess;

beforeAll(async () => {
  const folder = await buildEntries(
    ['test/helpers/flood-engine.ts', 'src/engine/store/writer-worker.ts', 'src/engine/keep/keep-worker.ts'],
    'test-flood',
  );
  program = resolve(folder, 'flood-engine.js');
}, 60_000);

afterEach(async () => {
  await engine.kill();
  team.remove();
});

/** A notify-send that writes down what it was asked to show. @returns the environment and how to read it */
function notificationSpy(): { env: Record<string, string>; titles: () => string[] } {
  const folder = join(team.data, '..', 'bin');
  mkdirSync(folder, { recursive: true });
  const list = join(folder, 'shown');
  writeFileSync(list, '');
  // The title is the first word that is no option of notify-send (each option of node-notifier has a value).
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${list}'\n`;
  writeFileSync(join(folder, 'notify-send'), script, { mode: 0o755 });
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    titles: () => readFileSync(list, 'utf8').trim().split('\n').filter(Boolean),
  };
}

const peakMegabytes = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

describe('a flood', () => {
  test('D4, P12: 10,000 distinct alerts: all stored, one sound, a bundle that counts them, and a critical within 2 s', async () => {
    team = temporaryTeam();
    const spy = notificationSpy();
    engine = await startEngineProcess(team, { program, env: spy.env });
    const alerts = floodAlerts(ALERTS);
    const bodies = alerts.map((alert) => JSON.stringify([alert]));
    const critical = { labels: { alertname: 'EverythingIsDown', severity: 'critical' }, annotations: {} };

    const began = Date.now();
    const half = sendAll(engine, bodies.slice(0, ALERTS / 2), CONNECTIONS);
    const first = await half;
    const rest = sendAll(engine, bodies.slice(ALERTS / 2), CONNECTIONS);
    const sentAt = Date.now();
    const [one] = await sendAll(engine, [JSON.stringify([critical])], 1);
    const answers = [...first, ...(await rest)];
    const took = Date.now() - began;

    // Every one is answered, and each that was told to be kept is.
    expect(one?.status, engine.errors.slice(0, 3).join('\n')).toBe(200);
    for (const { status } of answers) expect([200, 503]).toContain(status);
    const kept = answers.filter(({ status }) => status === 200).length;
    expect(took).toBeLessThan(60_000);
    expect(peakMegabytes(engine.child.pid as number)).toBeLessThan(500);

    // The critical is on top of the cards and heard, at once.
    const top = await engine.hears(({ event, title }) => event === 'top' && title === 'EverythingIsDown');
    expect(Number(top['ms']) - sentAt).toBeLessThan(2_000);
    const heard = await engine.hears(({ event, tone }) => event === 'tone' && tone === 'page-critical');
    expect(Number(heard['ms']) - sentAt).toBeLessThan(2_000);

    // The pop-up has its cards and says how many more there are.
    const all = kept + 1;
    await engine.hears(({ event, cards, total }) => event === 'ringing' && cards === 50 && total === all);
    // One sound: never two tones at once, one over all that rings.
    const tones = engine.said.filter(({ event }) => event === 'tone').map(({ ms }) => Number(ms));
    expect(tones.length).toBeLessThanOrEqual(Math.ceil((Date.now() - began) / 1_500) + 2);

    // Every page is in a notification: some by themselves, the others counted.
    const counted = () => {
      const shown = spy.titles();
      const bundles = shown.map((line) => Number(/Watchbill: (\d+) more pages wait/.exec(line)?.[1] ?? 0));
      const alone = bundles.filter((count) => count === 0).length;
      return { shown: shown.length, pages: alone + bundles.reduce((sum, count) => sum + count, 0) };
    };
    await expect.poll(() => counted().pages, { timeout: 20_000 }).toBe(all);
    const minutes = (Date.now() - began) / 60_000;
    expect(counted().shown).toBeLessThanOrEqual(Math.ceil(minutes * 6 + 1) * 6 + 1);

    // What became of each page is known: none is lost, none is said to have failed.
    const metrics = async () =>
      await (
        await fetch(`${engine.url}/metrics`, { headers: { Authorization: `Bearer ${engine.token}` } })
      ).text();
    const delivered = async () => {
      const text = await metrics();
      const lines = [...text.matchAll(/^watchbill_pages_total\{channel="(\w+)",state="(\w+)"\} (\d+)$/gm)];
      return lines.length === 0 ? text : lines.map(([, ...what]) => what.join(' ')).toSorted();
    };
    await expect
      .poll(delivered, { timeout: 40_000, interval: 500 })
      .toEqual(['console', 'notification', 'popup', 'sound'].map((channel) => `${channel} delivered ${all}`));

    await engine.kill('SIGTERM');
    const db = new DatabaseSync(join(team.data, 'watchbill.db'), { readOnly: true });
    const rows = db.prepare('SELECT count(*) AS n, count(DISTINCT dedup_key) AS keys FROM incidents').get();
    db.close();
    expect(rows).toEqual({ n: all, keys: all });
  });
});
