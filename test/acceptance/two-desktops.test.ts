import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Two people, two real engines, one shared folder, one real Alertmanager. */
const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const HOUR = 3_600_000;
const text = (at: number): string => new Date(Math.floor(at / 60_000) * 60_000).toISOString();

/** Ada is on call today, Grace tomorrow, and so on; each day from 00:00 UTC. */
function daily(am: RunningAlertmanager, steps: string): string {
  const today = new Date().toISOString().slice(0, 10);
  return `watchbill: 1
team: Two
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - id: primary
    layers:
      - { id: daily, people: [ada, grace], start: ${today}T00:00, turn: 1 day }
escalations:
  - id: all
    steps: ${steps}
services:
  - { id: everything, name: Everything, match: [], escalation: all }
sources:
  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s, resolveAfter: 2s, acknowledge: silence }
`;
}

type Two = {
  ada: EngineProcess;
  grace: EngineProcess;
  am: RunningAlertmanager;
  team: TemporaryTeam;
  graceData: string;
};

async function two(steps = '[{ page: [schedule:primary] }]'): Promise<Two> {
  const am = await startAlertmanager();
  stops.push(() => am.stop());
  const team = temporaryTeam();
  stops.push(() => team.remove());
  team.write(daily(am, steps));
  const elsewhere = mkdtempSync(join(tmpdir(), 'watchbill-grace-'));
  stops.push(() => rmSync(elsewhere, { recursive: true, force: true }));
  const ada = await startEngineProcess(team);
  stops.push(() => ada.kill());
  const grace = await startEngineProcess({ ...team, data: elsewhere }, { me: 'grace' });
  stops.push(() => grace.kill());
  return { ada, grace, am, team, graceData: elsewhere };
}

const DISK = {
  labels: { alertname: 'DiskFull', severity: 'critical' },
  annotations: { summary: 'Disk full' },
};
const pagesOf = (engine: EngineProcess) => engine.said.filter(({ event }) => event === 'page').length;
const statusOf = async (engine: EngineProcess) => (await engine.incidents()).map(({ status }) => status);

/** A page goes out before the disk has the incident (decision 1): it may take a moment to be listed. */
async function onlyIncident(engine: EngineProcess) {
  await expect.poll(() => statusOf(engine), { timeout: 5000 }).toHaveLength(1);
  return (await engine.incidents())[0];
}

describe('two desktops on one folder', () => {
  test('only whoever is on call is paged, and the acknowledgement holds at both', async () => {
    const { ada, grace, am } = await two();
    await am.fire([DISK]);
    await ada.hears(({ event }) => event === 'page');
    await expect.poll(() => statusOf(grace), { timeout: 5000 }).toEqual(['open']);
    expect(pagesOf(grace)).toBe(0);
    const incident = await onlyIncident(ada);
    await ada.post(`/api/v1/incidents/${incident?.id}/acknowledge`, {});
    await expect.poll(() => statusOf(grace), { timeout: 8000 }).toEqual(['acknowledged']);
    expect((await grace.incidents())[0]?.acknowledgedBy).toBe('ada');
    // One acknowledgement, one silence: the other desktop writes none.
    await expect
      .poll(async () => (await am.silences()).filter(({ status }) => status.state === 'active').length)
      .toBe(1);
  });

  test('an act is heard once: what was taken back stays so after a kill -9, and is never silent', async () => {
    const { ada, grace, am, team, graceData } = await two();
    await am.fire([DISK]);
    await ada.hears(({ event }) => event === 'page');
    const act = async (engine: EngineProcess, what: string) => {
      const incident = await onlyIncident(engine);
      const answer = await engine.post(`/api/v1/incidents/${incident?.id}/${what}`, {});
      expect(answer.status, await answer.text()).toBe(200);
    };
    await act(ada, 'acknowledge');
    await expect.poll(() => statusOf(grace), { timeout: 8000 }).toEqual(['acknowledged']);
    await act(grace, 'unacknowledge');
    await expect.poll(() => statusOf(ada), { timeout: 8000 }).toEqual(['open']);
    await grace.kill('SIGKILL');
    const again = await startEngineProcess({ ...team, data: graceData }, { me: 'grace' });
    stops.push(() => again.kill());
    // The log stands in the folder as it did; a look at it takes a moment.
    await expect.poll(() => statusOf(again), { timeout: 8000 }).toEqual(['open']);
    await new Promise((done) => setTimeout(done, 1500));
    expect(await statusOf(again)).toEqual(['open']);
  });

  test('the second person is paged by their own desktop when the first does not answer', async () => {
    const { ada, grace, am } = await two(
      '[{ page: [schedule:primary] }, { after: 4s, page: [person:grace] }]',
    );
    await ada.kill('SIGKILL');
    await am.fire([DISK]);
    const page = await grace.hears(({ event }) => event === 'page', 15_000);
    expect(page).toMatchObject({ person: 'grace' });
    const incident = await onlyIncident(grace);
    const story = await grace.get<{ facts: { kind: string; why?: string }[] }>(
      `/api/v1/incidents/${incident?.id}`,
    );
    expect(story.facts.find(({ kind }) => kind === 'paged')?.why).toBe(
      'Nobody answered for 4 s. Grace Lindt is next.',
    );
  });

  test('a two-way trade: offered at one, taken at the other, both halves at both', async () => {
    const { ada, grace } = await two();
    const day = 24 * HOUR;
    const midnight = Math.floor(Date.now() / day) * day;
    const give = [{ schedule: 'primary', start: text(midnight + 2 * day), end: text(midnight + 3 * day) }];
    const want = [{ schedule: 'primary', start: text(midnight + 3 * day), end: text(midnight + 4 * day) }];
    const offered = await ada.post('/api/v1/trades', { to: 'grace', give, want, note: 'dentist' });
    expect(offered.status, await offered.clone().text()).toBe(201);
    const { id } = (await offered.json()) as { id: string };
    await expect
      .poll(
        async () =>
          (await grace.get<{ trades: { id: string }[] }>('/api/v1/trades')).trades.map((trade) => trade.id),
        {
          timeout: 8000,
        },
      )
      .toEqual([id]);
    await grace.hears(
      ({ event, title }) => event === 'notice' && String(title).startsWith('Ada Okafor asks you'),
    );
    const taken = await grace.post(`/api/v1/trades/${encodeURIComponent(id)}/accept`, {});
    expect(taken.status, await taken.clone().text()).toBe(200);
    const rota = async (engine: EngineProcess) => {
      const { schedules } = await engine.get<{
        schedules: { shifts: { start: string; person: string }[] }[];
      }>(`/api/v1/rota?from=${text(midnight + 2 * day)}&to=${text(midnight + 4 * day)}`);
      return schedules[0]?.shifts.map(({ start, person }) => `${start.slice(0, 10)} ${person}`);
    };
    const swapped = [
      `${text(midnight + 2 * day).slice(0, 10)} grace`,
      `${text(midnight + 3 * day).slice(0, 10)} ada`,
    ];
    expect(await rota(grace)).toEqual(swapped);
    await expect.poll(() => rota(ada), { timeout: 8000 }).toEqual(swapped);
    await ada.hears(
      ({ event, title }) => event === 'notice' && String(title).includes('Grace Lindt takes your'),
    );
  });
});
