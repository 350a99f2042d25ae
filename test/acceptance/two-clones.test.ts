import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type Clone, gitClones } from '../helpers/git-clones';

/* Two people, each with their own clone of the team's repository; the clock of one is three minutes ahead. */
const stops: Array<() => Promise<unknown> | void> = [];
const CLOCK = pathToFileURL(resolve(import.meta.dirname, '../helpers/shifted-clock.mjs')).href;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const YAML = `watchbill: 1
team: Two
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    layers:
      - { id: daily, people: [ada, grace], start: 2026-01-05T00:00, turn: 1 day }
`;

function clones(): ReturnType<typeof gitClones> {
  const made = gitClones(YAML);
  stops.push(() => made.ada.remove());
  return made;
}

async function engine(clone: Clone, me: string, shift = 0, git = true): Promise<EngineProcess> {
  const running = await startEngineProcess(clone, {
    me,
    args: git ? ['--git'] : [],
    env: shift === 0 ? {} : { NODE_OPTIONS: `--import ${CLOCK}`, SHIFT_MS: String(shift) },
  });
  stops.push(() => running.kill());
  return running;
}

const midnight = Math.floor(Date.now() / DAY) * DAY;
const text = (at: number): string => new Date(at).toISOString();
/** Whose day it is by the team file: the fifth of January was Ada's. */
const dayOf = (person: 'ada' | 'grace', from: number): number => {
  const first = Date.UTC(2026, 0, 5);
  const turn = Math.round((midnight - first) / DAY) + from;
  return midnight + (from + ((turn % 2 === 0) === (person === 'ada') ? 0 : 1)) * DAY;
};
const piece = (start: number) => [{ schedule: 'primary', start: text(start), end: text(start + DAY) }];

type Trades = { trades: { id: string; status: string; takenBy: { id: string }[] }[] };
const trades = async (at: EngineProcess) =>
  (await at.get<Trades>('/api/v1/trades')).trades.map(({ id, status, takenBy }) => ({
    id,
    status,
    by: takenBy.map((person) => person.id),
  }));

async function rota(at: EngineProcess, from: number, days: number): Promise<string[]> {
  const { schedules } = await at.get<{ schedules: { shifts: { start: string; person: string | null }[] }[] }>(
    `/api/v1/rota?from=${text(from)}&to=${text(from + days * DAY)}`,
  );
  return (schedules[0]?.shifts ?? []).map(({ start, person }) => `${start.slice(5, 10)} ${person}`);
}

/** Waits until so many commits of Watchbill's own are in the repository that both share. */
async function pushed(bare: string, least: number): Promise<void> {
  const log = () => execFileSync('git', ['-C', bare, 'log', '--format=%s', 'main'], { encoding: 'utf8' });
  await expect
    .poll(() => log().match(/watchbill: log\//g)?.length ?? 0, { timeout: 60_000, interval: 250 })
    .toBeGreaterThanOrEqual(least);
}

async function offer(at: EngineProcess, body: object): Promise<string> {
  const answer = await at.post('/api/v1/trades', body);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

describe('two clones of one repository', () => {
  test('pull, commit and push by themselves: a trade offered at one is taken at the other', async () => {
    const { ada, grace, bare } = clones();
    const hers = await engine(ada, 'ada');
    const [give, want] = [dayOf('ada', 4), dayOf('grace', 4)];
    const id = await offer(hers, { to: 'grace', give: piece(give), want: piece(want) });
    await pushed(bare, 1);
    // An engine that starts fetches at once; the other, which runs, every so often.
    const theirs = await engine(grace, 'grace', 3 * MINUTE);
    await expect
      .poll(() => trades(theirs), { timeout: 90_000, interval: 500 })
      .toEqual([{ id, status: 'open', by: [] }]);
    const taken = await theirs.post(`/api/v1/trades/${encodeURIComponent(id)}/accept`, {});
    expect(taken.status, await taken.clone().text()).toBe(200);
    await expect
      .poll(() => trades(hers), { timeout: 90_000, interval: 500 })
      .toEqual([{ id, status: 'agreed', by: ['grace'] }]);
    expect(await rota(hers, midnight + 3 * DAY, 6)).toEqual(await rota(theirs, midnight + 3 * DAY, 6));
    await pushed(bare, 2);
  }, 200_000);

  test('synced by hand, with both taking the same hours of each other: every desktop names the same winner', async () => {
    const { ada, grace } = clones();
    const hers = await engine(ada, 'ada', 0, false);
    const theirs = await engine(grace, 'grace', 3 * MINUTE, false);
    const day = dayOf('ada', 4);
    // Each puts somebody else into the very same day, unseen by the other; Grace's clock runs ahead.
    const make = async (at: EngineProcess, person: string | null) => {
      const answer = await at.post('/api/v1/overrides', {
        schedule: 'primary',
        person,
        start: text(day),
        end: text(day + DAY),
      });
      expect(answer.status, await answer.clone().text()).toBe(201);
    };
    await make(theirs, 'grace');
    await make(hers, null);
    for (const clone of [ada, grace]) {
      clone.git('add', '.');
      clone.git('commit', '--quiet', '-m', 'by hand');
      clone.git('pull', '--quiet', '--rebase');
      clone.git('push', '--quiet');
    }
    ada.git('pull', '--quiet', '--rebase');
    const both = async () => [await rota(hers, day, 1), await rota(theirs, day, 1)];
    const winner = [`${text(day).slice(5, 10)} grace`];
    await expect.poll(both, { timeout: 15_000 }).toEqual([winner, winner]);
  }, 60_000);

  test('what a person changed by hand and did not commit stays as it is', async () => {
    const { ada, grace, bare } = clones();
    const mine = `${readFileSync(join(grace.folder, 'watchbill.yaml'), 'utf8')}# mine, not ready\n`;
    grace.write(mine);
    const hers = await engine(ada, 'ada');
    const id = await offer(hers, { to: null, give: piece(dayOf('ada', 4)), want: [] });
    await pushed(bare, 1);
    const theirs = await engine(grace, 'grace');
    await expect.poll(() => trades(theirs), { timeout: 90_000, interval: 500 }).toMatchObject([{ id }]);
    expect(readFileSync(join(grace.folder, 'watchbill.yaml'), 'utf8')).toBe(mine);
    expect(grace.git('status', '--porcelain', '--', 'watchbill.yaml')).toBe('M watchbill.yaml');
  }, 120_000);
});
