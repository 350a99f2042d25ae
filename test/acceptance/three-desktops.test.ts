import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Three people, three real engines, one shared folder, one real Alertmanager; and no server of anybody's. */
const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const teamFile = (am: RunningAlertmanager, steps: string, more = ''): string => `watchbill: 1
team: Three
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
  - { id: linus, name: Linus Roy }
schedules:
  - id: primary
    layers: [ { id: daily, people: [ada], start: 2026-01-05T00:00, turn: 1 day } ]
escalations:
  - { id: all, steps: ${steps} ${more} }
services:
  - { id: everything, name: Everything, match: [], escalation: all }
sources:
  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s, resolveAfter: 60s }
`;

const STEPS =
  '[ { page: [schedule:primary] }, { after: 4s, page: [person:grace] }, { after: 5s, page: [person:linus] } ]';

type Three = {
  ada: EngineProcess;
  grace: EngineProcess;
  linus: EngineProcess;
  am: RunningAlertmanager;
  team: TemporaryTeam;
};

async function three(steps = STEPS, more = ''): Promise<Three> {
  const am = await startAlertmanager();
  stops.push(() => am.stop());
  const team = temporaryTeam();
  stops.push(() => team.remove());
  team.write(teamFile(am, steps, more));
  const at = async (me: string, data: string): Promise<EngineProcess> => {
    const engine = await startEngineProcess({ ...team, data }, { me });
    stops.push(() => engine.kill());
    return engine;
  };
  const elsewhere = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'watchbill-third-'));
    stops.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };
  const [ada, grace, linus] = await Promise.all([
    at('ada', team.data),
    at('grace', elsewhere()),
    at('linus', elsewhere()),
  ]);
  return { ada, grace, linus, am, team };
}

const DISK = {
  labels: { alertname: 'DiskFull', severity: 'critical' },
  annotations: { summary: 'Disk full' },
};
const pagesOf = (engine: EngineProcess) => engine.said.filter(({ event }) => event === 'page').length;

type Line = { kind: string; at?: string; body?: { at?: string } };
/** When the first of the three saw it, by what they told each other. */
function seenFirst(team: TemporaryTeam): number {
  const log = join(team.folder, 'log');
  const lines = readdirSync(log)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(log, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Line);
  const times = lines
    .filter((line) => JSON.stringify(line).includes('"incidentOpened"'))
    .map((line) => Date.parse(String(line.body?.at ?? line.at)));
  return Math.min(...times);
}

/** When an engine paged first, by its own story of the incident. */
async function pagedAt(engine: EngineProcess): Promise<number> {
  await expect.poll(async () => (await engine.incidents()).length, { timeout: 5000 }).toBe(1);
  const [incident] = await engine.incidents();
  const { facts } = await engine.get<{ facts: { kind: string; at: string }[] }>(
    `/api/v1/incidents/${incident?.id}`,
  );
  return Date.parse(facts.find(({ kind }) => kind === 'paged')?.at ?? '');
}

describe('three desktops on one folder', () => {
  test('the first two are killed: the third pages at the planned second, once', async () => {
    const { ada, grace, linus, am, team } = await three();
    await am.fire([DISK]);
    await ada.hears(({ event }) => event === 'page');
    await ada.kill('SIGKILL');
    await grace.hears(({ event }) => event === 'page', 15_000);
    grace.child.kill('SIGSTOP');
    stops.push(() => void grace.child.kill('SIGCONT'));
    await linus.hears(({ event }) => event === 'page', 15_000);
    const planned = seenFirst(team) + 9_000;
    expect(Math.abs((await pagedAt(linus)) - planned)).toBeLessThan(1_000);
    await new Promise((done) => setTimeout(done, 2_000));
    expect(pagesOf(linus)).toBe(1);
  });

  test('one that is closed says so as its last word: nobody waits out its step', async () => {
    const { ada, grace, linus, am, team } = await three(
      '[ { page: [schedule:primary] }, { after: 10m, page: [person:grace] }, { after: 10m, page: [person:linus] } ]',
    );
    await am.fire([DISK]);
    await ada.hears(({ event }) => event === 'page');
    expect([pagesOf(grace), pagesOf(linus)]).toEqual([0, 0]);
    await ada.kill('SIGTERM');
    await grace.hears(({ event }) => event === 'page', 15_000);
    expect(pagesOf(linus)).toBe(0);
    expect(JSON.stringify(readdirSync(join(team.folder, 'log')))).toContain('.jsonl');
  });

  test('hand over, ask for help, take over: what is done at one desktop is done at all', async () => {
    const { ada, grace, linus, am } = await three(
      '[ { page: [schedule:primary] }, { after: 30m, page: [person:grace] } ]',
    );
    await am.fire([DISK]);
    await ada.hears(({ event }) => event === 'page');
    const act = async (engine: EngineProcess, what: string, body: object = {}) => {
      await expect.poll(async () => (await engine.incidents()).length, { timeout: 5000 }).toBe(1);
      const [incident] = await engine.incidents();
      const answer = await engine.post(`/api/v1/incidents/${incident?.id}/${what}`, body);
      expect(answer.status, await answer.clone().text()).toBe(200);
    };
    await act(ada, 'hand-over', { to: 'linus' });
    await linus.hears(({ event }) => event === 'page', 10_000);
    await act(linus, 'acknowledge');
    const by = async (engine: EngineProcess) => (await engine.incidents())[0]?.acknowledgedBy;
    await expect.poll(() => by(ada), { timeout: 8000 }).toBe('linus');
    await act(linus, 'add-responder', { to: 'grace' });
    await grace.hears(({ event }) => event === 'page', 10_000);
    await act(ada, 'take');
    await expect.poll(() => by(linus), { timeout: 8000 }).toBe('ada');
    expect(pagesOf(ada)).toBe(1);
  });
});
