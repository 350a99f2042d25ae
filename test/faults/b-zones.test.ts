import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startAlertmanager } from '../helpers/alertmanager';
import { CLI, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

/* Reliability rows B8 and B9: the zone of the system, zones that nobody knows, and what others make of our times. */
const stops: Array<() => Promise<unknown> | void> = [];
const folder = mkdtempSync(join(tmpdir(), 'watchbill-zones-'));
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400_000;
const text = (at: number): string => new Date(at).toISOString();
const file = (name: string, yaml: string): string => {
  writeFileSync(join(folder, name), yaml);
  return join(folder, name);
};

type Ran = { code: number; out: string; err: string };
/** Runs the built command line with `TZ` as given; null is none at all. */
function run(zone: string | null, ...args: string[]): Promise<Ran> {
  const { TZ: _, ...env } = process.env;
  return new Promise((done) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { env: zone === null ? env : { ...env, TZ: zone }, timeout: 30_000 },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

type Example = { id: string; yaml: string; from: string; to: string; expected: unknown };
const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/rota/rota-examples.json'), 'utf8'),
) as Example[];

/** New York, across the night in which its clocks go forward, 2026-03-08. */
const NIGHT = `watchbill: 1
team: Night
timeZone: America/New_York
people:
  - { id: ada, name: Ada Okafor, timeZone: Asia/Kolkata }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    layers:
      - { id: daily, people: [ada, grace], start: 2026-03-06T02:30, turn: 1 day }
      - { id: lunch, people: [ada], start: 2026-03-06T00:00, turn: 1 day, hours: [ { from: "12:00", to: "13:00" } ] }
    overrides:
      - { person: grace, start: 2026-03-09T05:00, end: 2026-03-09T06:00, reason: dentist }
`;
const ZONES = [
  null,
  '',
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Bogus/Zone',
  ':/etc/nothing',
  '../../etc',
];

describe('B8: the zone of the system', () => {
  test('unset, odd or another: the same answers, in words as well', async () => {
    const path = file('night.yaml', NIGHT);
    const said = async (zone: string | null) =>
      Promise.all([
        run(zone, 'rota', path, '--from', '2026-03-07', '--to', '2026-03-10T12:00', '--json'),
        run(zone, 'rota', path, '--from', '2026-03-07', '--to', '2026-03-10T12:00'),
        run(zone, 'who', path, '--at', '2026-03-08T03:15'),
      ]);
    const first = await said(null);
    expect(first.map(({ code, err }) => ({ code, err }))).toEqual(first.map(() => ({ code: 0, err: '' })));
    // 02:30 does not exist in that night: it is 03:30 by the clock, 07:30 UTC.
    expect(first[0]?.out).toContain('"end":"2026-03-08T07:30:00Z","person":"grace"');
    for (const zone of ZONES.slice(1))
      expect({ zone, said: await said(zone) }).toEqual({ zone, said: first });
  });

  test('odd ones with each of the worked cases', async () => {
    const ask = async ({ id, yaml, from, to, expected }: Example, index: number): Promise<void> => {
      const zone = ZONES[index % ZONES.length] as string | null;
      const path = file(`${index}.yaml`, yaml);
      const args = ['--schedule', 'primary', '--from', from, '--to', to, '--json'];
      const { code, out } = await run(zone, 'rota', path, ...args);
      expect({ id, zone, code, answer: JSON.parse(out) }).toEqual({ id, zone, code: 0, answer: expected });
    };
    for (let n = 0; n < examples.length; n += 3)
      await Promise.all(examples.slice(n, n + 3).map((example, index) => ask(example, n + index)));
    expect(examples).toHaveLength(24);
  });

  test('that changes again and again while the engine runs: stored instants and the rota stay', async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    team.write(NIGHT);
    const preload = pathToFileURL(resolve(import.meta.dirname, '../helpers/turning-zone.mjs')).href;
    const engine = await startEngineProcess(team, { env: { NODE_OPTIONS: `--import ${preload}` } });
    stops.push(() => engine.kill());
    await engine.pagerDuty('trigger', 'stays');
    const from = Math.floor(Date.now() / DAY) * DAY + DAY;
    const made = await engine.post('/api/v1/overrides', {
      schedule: 'primary',
      person: 'grace',
      start: text(from),
      end: text(from + DAY),
    });
    expect(made.status).toBe(201);
    const look = async () => ({
      rota: await engine.get(`/api/v1/rota?from=${text(from - DAY)}&to=${text(from + 5 * DAY)}`),
      spring: await engine.get('/api/v1/rota?from=2026-03-07T00:00:00Z&to=2026-03-10T00:00:00Z'),
      incidents: (
        await engine.get<{ incidents: Array<{ openedAt: string }> }>('/api/v1/incidents')
      ).incidents.map(({ openedAt }) => openedAt),
    });
    const first = await look();
    for (let n = 0; n < 25; n += 1) expect(await look()).toEqual(first);
    const { code, out } = await run(
      null,
      'rota',
      team.folder,
      '--from',
      '2026-03-07T00:00Z',
      '--to',
      '2026-03-10T00:00Z',
      '--json',
    );
    expect(code).toBe(0);
    type Shift = { start: string; end: string; person: string | null };
    const { schedules } = first.spring as { schedules: Array<{ shifts: Shift[] }> };
    const merged: Shift[] = [];
    for (const { start, end, person } of schedules[0]?.shifts ?? []) {
      const last = merged.at(-1);
      if (last?.person === person) merged[merged.length - 1] = { ...last, end };
      else merged.push({ start, end, person });
    }
    const seconds = (at: string): string => at.replace('.000Z', 'Z');
    expect(JSON.parse(out)).toEqual(
      merged.map((one) => ({ ...one, start: seconds(one.start), end: seconds(one.end) })),
    );
  });
});

describe('B8: a zone of a schedule that nobody knows', () => {
  const broken = (zone: string, more = ''): string => `watchbill: 1
team: Odd
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    timeZone: ${JSON.stringify(zone)}
    layers:
      - { id: hers, people: [grace], start: 2026-01-05T00:00, turn: 1 week }
  - id: secondary
    layers:
      - { id: hers, people: [grace], start: 2026-01-05T00:00, turn: 1 week }
escalations:
  - { id: all, steps: [ { page: [schedule:primary] } ] }
services:
  - { id: everything, match: [], escalation: all }
${more}`;

  test.each(['America/Nowhere', 'Mars/Olympus', 'GMT+25', '../../etc', 'x'.repeat(10_000)])(
    'is an error that names it, and never UTC',
    async (zone) => {
      const path = file('broken.yaml', broken(zone));
      for (const args of [
        ['rota', path, '--schedule', 'primary', '--from', '2026-03-07', '--to', '2026-03-10', '--json'],
        ['who', path, '--json'],
        ['check', path],
      ]) {
        const { code, out, err } = await run('UTC', ...args);
        expect(code, args[0]).toBe(1);
        expect(err + out, args[0]).toContain(`broken.yaml:9:15: `);
        expect(err + out, args[0]).toContain(zone.slice(0, 12));
        if (args[0] !== 'check') expect(out).toBe('');
      }
    },
  );

  const paged = (engine: EngineProcess, title: string) =>
    engine.hears((line) => line.event === 'page' && String(line['title']).endsWith(title), 15_000);

  test('pages everyone where nothing better is known, and the last good rota where one is', async () => {
    const am = await startAlertmanager();
    stops.push(() => am.stop());
    const fire = (alertname: string) =>
      am.fire([{ labels: { alertname, severity: 'critical' }, annotations: { summary: alertname } }]);
    const source = `sources:\n  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s }\n`;
    const team = temporaryTeam();
    stops.push(() => team.remove());

    // Ada is on call for nothing of it; the schedule that should be asked is not there.
    team.write(broken('Mars/Olympus', source));
    const first = await startEngineProcess(team);
    stops.push(() => first.kill());
    await fire('Unreadable');
    await paged(first, 'Unreadable');
    // The page does not wait for the disk.
    await expect.poll(async () => (await first.incidents()).length, { timeout: 10_000 }).toBe(1);
    const [incident] = await first.incidents();
    const story = await first.get<{ facts: Array<{ kind: string; why?: string }> }>(
      `/api/v1/incidents/${incident?.id}`,
    );
    expect(story.facts.find(({ kind }) => kind === 'paged')?.why).toBe(
      'Nobody is on call for primary, so everyone is paged.',
    );
    const rows = await first.get<{ oncall: Array<{ schedule: string }> }>('/api/v1/oncall');
    expect(rows.oncall.map(({ schedule }) => schedule)).toEqual(['secondary']);

    // Mended, it is Grace's. Broken again while it runs and over a restart, the last good one goes on.
    team.write(broken('Europe/London', source));
    const who = (engine: EngineProcess) => async () =>
      (
        await engine.get<{ oncall: Array<{ schedule: string; person: string }> }>('/api/v1/oncall')
      ).oncall.map(({ schedule, person }) => `${schedule} ${person}`);
    await expect.poll(who(first), { timeout: 15_000 }).toEqual(['primary grace', 'secondary grace']);
    team.write(broken('Mars/Olympus', source));
    await first.kill('SIGTERM');
    const second = await startEngineProcess(team);
    stops.push(() => second.kill());
    expect(await who(second)()).toEqual(['primary grace', 'secondary grace']);
    expect(second.errors.join('\n')).toContain('Mars/Olympus');
  });
});

describe('B9: time zone data that differs from ours', () => {
  test('a calendar carries instants, so that no reader has to know the zone', async () => {
    const path = file('night.yaml', NIGHT);
    const { code, out } = await run(
      'Asia/Kolkata',
      'ics',
      path,
      '--schedule',
      'primary',
      '--from',
      '2026-03-07',
      '--to',
      '2026-03-10',
    );
    expect(code).toBe(0);
    expect(out).not.toMatch(/TZID|VTIMEZONE|X-WR-TIMEZONE/);
    const times = [...out.matchAll(/^(DTSTART|DTEND)(.*)$/gm)].map(([, , value]) => value?.trim());
    expect(times.length).toBeGreaterThan(8);
    for (const value of times) expect(value).toMatch(/^:\d{8}T\d{6}Z$/);
    expect(times).toContain(':20260308T073000Z');
    const rota = await run(null, 'rota', path, '--from', '2026-03-07', '--to', '2026-03-10', '--json');
    const starts = (JSON.parse(rota.out) as Array<{ start: string }>)
      .slice(1)
      .map(({ start }) => `:${start.replaceAll(/[-:]/g, '')}`);
    expect(times).toEqual(expect.arrayContaining(starts));
  });
});
