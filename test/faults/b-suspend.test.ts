import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/engine';
import { consoleNotifier } from '../../src/engine/notify/registry';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { temporaryTeam } from '../helpers/temporary-team';

/*
 * Reliability row B5 with its eight hours: the system says "suspend" and "resume", as it does to the app, and the clock
 * has moved on in between. (The process that is really stopped and goes on: b-sleep.test.ts.)
 */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const HOUR = 3_600_000;
type Page = { readonly event: string; readonly reason: string; readonly title: string };

test('B5: asleep from 22:10 to 06:14 with an unanswered page: it rings once more within 2 s, steps that are overdue take one page, and a banner says what was slept through', async () => {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  team.write(`watchbill: 1
team: Night
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor, timeZone: UTC }
schedules:
  - { id: primary, layers: [ { id: hers, people: [ada], start: 2026-01-05T00:00, turn: 1 week } ] }
escalations:
  - { id: all, steps: [ { page: [schedule:primary] }, { after: 1h, page: [person:ada] }, { after: 1h, page: [everyone] } ] }
services:
  - { id: everything, match: [], escalation: all }
sources: []
`);
  const evening = Date.UTC(2026, 10, 23, 22, 10) - Date.now();
  let slept = 0;
  const said: Page[] = [];
  const engine = await startEngine({
    teamFolder: team.folder,
    dataFolder: team.data,
    me: 'ada',
    port: 0,
    notifiers: [consoleNotifier((line) => said.push(JSON.parse(line) as Page), true)],
    secrets: secretsFile(join(team.data, 'secrets.json')),
    clock: { now: () => Date.now() + evening + slept, monotonic: () => performance.now() + slept },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    workerUrl: null,
    version: 'test',
  });
  stops.push(() => engine.stop());
  await engine.ready;
  const pages = () =>
    said.filter(({ event }) => event === 'page').map(({ reason, title }) => `${reason} ${title}`);
  const answer = await fetch(`${engine.url}/v2/enqueue`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      routing_key: engine.token,
      event_action: 'trigger',
      dedup_key: 'night',
      payload: { summary: 'Database is down', source: 'test', severity: 'critical' },
    }),
  });
  expect(answer.status).toBe(202);
  await expect.poll(pages).toEqual(['firing Critical: Database is down']);

  engine.power('suspend');
  slept = 8 * HOUR + 4 * 60_000;
  const woke = performance.now();
  engine.power('resume');
  await expect.poll(() => pages().length, { timeout: 2_000 }).toBeGreaterThan(1);
  expect(performance.now() - woke).toBeLessThan(2_000);
  const { banners } = await engine.handlers['status.get']({});
  expect(banners.map(({ text }) => text).filter((text) => text.startsWith('Asleep'))).toEqual([
    expect.stringMatching(/^Asleep .*22:10 to 06:14: pages may have been missed\.$/),
  ]);
  // The reminders of the night are not caught up with.
  await new Promise((done) => setTimeout(done, 1_500));
  expect(pages()).toEqual(['firing Critical: Database is down', 'after-sleep Critical: Database is down']);
});
