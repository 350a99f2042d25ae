import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { CLI, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/*
 * Reliability rows F1, F2, F3, F5, F13 as a running engine meets them: team files that are wrong, or changed by others
 * meanwhile. (What each mistake is called is read-rota.test.ts's.) Ada sits there; Grace is on call.
 */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const text = (at: number): string => new Date(at).toISOString();
const LAYER = '{ id: hers, people: [grace], start: 2026-01-05T00:00, turn: 1 week }';
type Parts = { people?: string; schedules?: string; steps?: string; more?: string };
const yaml = ({
  people = '',
  schedules,
  steps = '[ { page: [schedule:primary] } ]',
  more = '',
}: Parts = {}) => `watchbill: 1
team: Faults
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
${people}schedules:
${schedules ?? `  - { id: primary, layers: [ ${LAYER} ] }`}
escalations:
  - { id: all, steps: ${steps} }
services:
  - { id: everything, match: [], escalation: all }
${more}`;

/** A team whose one source is a real Alertmanager. */
async function teamOf(): Promise<{ team: TemporaryTeam; am: RunningAlertmanager; source: string }> {
  const am = await startAlertmanager();
  stops.push(() => am.stop());
  const team = temporaryTeam();
  stops.push(() => team.remove());
  return {
    team,
    am,
    source: `sources:\n  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s }\n`,
  };
}
async function start(team: TemporaryTeam): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return engine;
}
const fire = (am: RunningAlertmanager, alertname: string) =>
  am.fire([{ labels: { alertname, severity: 'critical' }, annotations: { summary: alertname } }]);
/** Why this desktop was paged about an incident, or '' where it was not. */
async function why(engine: EngineProcess, title: string): Promise<string> {
  const incident = (await engine.incidents()).find((one) => one.title === title);
  if (!incident) return 'not known yet';
  const { facts } = await engine.get<{ facts: Array<{ kind: string; why?: string }> }>(
    `/api/v1/incidents/${incident.id}`,
  );
  return facts.find(({ kind }) => kind === 'paged')?.why ?? '';
}
const onCall = async (engine: EngineProcess) =>
  (
    await engine.get<{ oncall: Array<{ schedule: string; person: string | null }> }>('/api/v1/oncall')
  ).oncall.map(({ schedule, person }) => `${schedule} ${person}`);
const check = (team: TemporaryTeam): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [CLI, 'check', team.folder], { timeout: 30_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    );
  });

describe('F1, F2, F6, F7: a file that is wrong from the start: it is named, the rest works, and no hole is silent', () => {
  test.each<[string, Parts, string, string]>([
    [
      'F2: nobody known in the step',
      { steps: '[ { page: [person:hal] } ]' },
      'there is no person "hal"',
      'This step pages nobody of the team, so everyone is paged.',
    ],
    [
      'F2: nobody known in the layer, by the case of a letter',
      { schedules: `  - { id: primary, layers: [ ${LAYER.replace('grace', 'Grace')} ] }` },
      'there is no person "Grace". Did you mean "grace"?',
      'Nobody is on call for primary, so everyone is paged.',
    ],
    [
      'F1, F7: a step and a window that are none',
      { steps: '[ { page: [schedule:primary] }, { after: -1, page: [everyone] } ]' },
      '"-1" is not a duration',
      // The escalation is left out: what is usual holds, and Grace has five minutes.
      '',
    ],
    [
      'F6: a turn of nothing',
      { schedules: `  - { id: primary, layers: [ ${LAYER.replace('1 week', '0 weeks')} ] }` },
      'a turn is 1 to 9999 hours, days or weeks, not 0',
      'Nobody is on call for primary, so everyone is paged.',
    ],
  ])('%s', async (_, parts, error, because) => {
    const { team, am, source } = await teamOf();
    // A second schedule, so that there is a rota at all.
    const schedules = `${parts.schedules ?? `  - { id: primary, layers: [ ${LAYER} ] }`}\n  - { id: other, layers: [ ${LAYER} ] }`;
    team.write(yaml({ ...parts, schedules, more: source }));
    const { code, said } = await check(team);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(error) });
    const engine = await start(team);
    expect(engine.errors.join('\n')).toContain(JSON.stringify(error).slice(1, -1));
    await fire(am, 'Firing');
    await expect.poll(() => why(engine, 'Firing'), { timeout: 15_000 }).toBe(because);
    expect(engine.said.filter(({ event }) => event === 'page')).toHaveLength(because === '' ? 0 : 1);
  });

  test('F2, F3, P8: whoever left the team while on call, and layers without anybody, page everyone', async () => {
    const { team, am, source } = await teamOf();
    const withHal = { people: '  - { id: hal, name: Hal Nine }\n', more: source };
    team.write(yaml(withHal));
    const engine = await start(team);
    const now = Date.now();
    const span = { schedule: 'primary', start: text(now), end: text(now + 3_600_000) };
    expect((await engine.post('/api/v1/overrides', { ...span, person: 'hal' })).status).toBe(201);
    expect(await onCall(engine)).toEqual(['primary hal']);
    await fire(am, 'Hals');
    await expect.poll(() => why(engine, 'Hals'), { timeout: 15_000 }).toBe('');
    // He leaves: what he had is everyone's, and what rang for him too.
    team.write(yaml({ more: source }));
    await expect
      .poll(() => why(engine, 'Hals'), { timeout: 15_000 })
      .toBe('"hal", who is not of the team, is on call for primary, so everyone is paged.');
    team.write(
      yaml({
        schedules:
          '  - { id: primary, layers: [] }\n  - { id: other, layers: [ { id: l, people: [], start: 2026-01-05T00:00, turn: 1 day } ] }',
        steps: '[ { page: [schedule:other] } ]',
        more: source,
      }),
    );
    await expect.poll(async () => (await onCall(engine)).length, { timeout: 15_000 }).toBe(2);
    await fire(am, 'Nobodys');
    await expect
      .poll(() => why(engine, 'Nobodys'), { timeout: 15_000 })
      .toBe('Nobody is on call for other, so everyone is paged.');
  });

  test('F3: 100 layers of 500 people are read and answered', async () => {
    const { team, source } = await teamOf();
    const ids = Array.from({ length: 500 }, (_, n) => `p${n}`);
    const people = ids.map((id) => `  - { id: ${id}, name: Person ${id} }\n`).join('');
    const layers = Array.from(
      { length: 100 },
      (_, n) =>
        `      - { id: l${n}, people: [${ids.join(', ')}], start: 2020-01-05T09:00, turn: ${n + 1} hours }`,
    ).join('\n');
    team.write(yaml({ people, schedules: `  - id: primary\n    layers:\n${layers}`, more: source }));
    const engine = await start(team);
    const from = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    const { schedules } = await engine.get<{ schedules: Array<{ shifts: Array<{ person: string }> }> }>(
      `/api/v1/rota?from=${text(from)}&to=${text(from + 50 * 86_400_000)}`,
    );
    expect(schedules[0]?.shifts.length).toBeGreaterThan(11);
    expect(await onCall(engine)).toEqual([expect.stringMatching(/^primary p\d+$/)]);
  });
});

describe('F13: the file is changed by others', () => {
  type Desk = { engine: Engine; team: TemporaryTeam; file: string };
  async function desk(): Promise<Desk> {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    team.write(yaml());
    const engine = await startEngine({
      teamFolder: team.folder,
      dataFolder: team.data,
      me: 'ada',
      port: 0,
      notifiers: [],
      secrets: secretsFile(join(team.data, 'secrets.json')),
      clock: { now: () => Date.now() },
      log: { info() {}, warn() {}, error() {} },
      workerUrl: null,
      version: '0.0.0-test',
    });
    stops.push(() => engine.stop());
    return { engine, team, file: join(team.folder, 'watchbill.yaml') };
  }
  const people = async ({ engine }: Desk) =>
    (await engine.handlers['schedule.draft']({ id: 'primary' }))?.layers.map((layer) =>
      layer.people.join(' '),
    );
  const problems = async ({ engine }: Desk) =>
    (await engine.handlers['team.get']({})).problems.map(({ level, message }) => `${level}: ${message}`);

  test('by hand while the editor is open: the new one is in force, and a save over it asks', async () => {
    const one = await desk();
    const { engine, team, file } = one;
    const draft = await engine.handlers['schedule.draft']({ id: 'primary' });
    if (!draft) throw new Error('there is no draft');
    const byHand = yaml({
      schedules: `  # Mind the dentist.\n  - { id: primary, layers: [ ${LAYER.replace('grace', 'ada, grace')} ] }`,
    });
    // As editors save: another file in its place.
    writeFileSync(join(team.folder, '.watchbill.yaml.swp'), byHand);
    renameSync(join(team.folder, '.watchbill.yaml.swp'), file);
    await expect.poll(() => people(one), { timeout: 15_000 }).toEqual(['ada grace']);
    const saved = await engine.handlers['schedule.save']({
      draft: { ...draft, name: 'Mine' },
      replaces: 'primary',
      base: draft,
    });
    expect(saved).toMatchObject({ ok: false, text: expect.stringContaining('changed in the file since') });
    expect(readFileSync(file, 'utf8')).toBe(byHand);
    // What changes is shown before it is saved anew.
    const { changes, problems: wrong } = await engine.handlers['schedule.preview']({
      draft,
      replaces: 'primary',
    });
    expect(wrong.filter(({ level }) => level === 'error')).toEqual([]);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ before, after }) => before === 'ada' && after === 'grace')).toBe(true);
    const again = await engine.handlers['schedule.draft']({ id: 'primary' });
    if (!again) throw new Error('there is no draft');
    expect(
      await engine.handlers['schedule.save']({
        draft: { ...again, name: 'Mine' },
        replaces: 'primary',
        base: again,
      }),
    ).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toContain('# Mind the dentist.');
    expect(await people(one)).toEqual(['ada grace']);
  });

  test('broken by hand: the last good rota goes on, and nothing is written over it', async () => {
    const one = await desk();
    const { engine, file } = one;
    const draft = await engine.handlers['schedule.draft']({ id: 'primary' });
    if (!draft) throw new Error('there is no draft');
    for (const broken of [
      yaml().slice(0, 150),
      yaml({ schedules: '  - { id: primary, layers: [ { id: l, people: [gr' }),
      '',
      '<<<<<<< HEAD\n' + yaml(),
    ]) {
      writeFileSync(file, broken);
      await expect
        .poll(async () => (await problems(one)).some((line) => line.startsWith('error')), { timeout: 15_000 })
        .toBe(true);
      expect(await people(one)).toEqual(['grace']);
      expect(
        await engine.handlers['schedule.save']({
          draft: { ...draft, name: 'Mine' },
          replaces: 'primary',
          base: draft,
        }),
      ).toMatchObject({ ok: false });
      expect(readFileSync(file, 'utf8')).toBe(broken);
      writeFileSync(file, yaml());
      await expect.poll(() => problems(one), { timeout: 15_000 }).toEqual([]);
    }
  });

  test('from two machines at once: the conflict copy of a synced folder is named, and never merged', async () => {
    const one = await desk();
    const { engine, team, file } = one;
    const theirs = yaml({ schedules: `  - { id: primary, layers: [ ${LAYER.replace('grace', 'ada')} ] }` });
    const copy = join(team.folder, 'watchbill (conflicted copy 2026-11-23).yaml');
    writeFileSync(copy, theirs);
    // It is looked for when the file itself is read.
    writeFileSync(file, `${yaml()}# touched\n`);
    await expect
      .poll(() => problems(one), { timeout: 15_000 })
      .toEqual([
        expect.stringMatching(/^warning: there is also "watchbill \(conflicted copy 2026-11-23\)\.yaml"/),
      ]);
    expect(await people(one)).toEqual(['grace']);
    // What is saved here goes into the one that is read; the copy stays as it is, for a person to look at.
    const draft = await engine.handlers['schedule.draft']({ id: 'primary' });
    if (!draft) throw new Error('there is no draft');
    expect(
      await engine.handlers['schedule.save']({
        draft: { ...draft, name: 'Mine' },
        replaces: 'primary',
        base: draft,
      }),
    ).toMatchObject({ ok: true });
    expect(readFileSync(copy, 'utf8')).toBe(theirs);
    rmSync(copy);
    writeFileSync(file, `${readFileSync(file, 'utf8')}# and again\n`);
    await expect.poll(() => problems(one), { timeout: 15_000 }).toEqual([]);
    expect(existsSync(copy)).toBe(false);
    expect(readdirSync(team.folder).filter((name) => name.startsWith('watchbill'))).toEqual([
      'watchbill.yaml',
    ]);
  });

  test('two editors at two desktops on one folder: the second is told, and loses nothing', {
    repeats: 5,
  }, async () => {
    const one = await desk();
    const other = await startEngine({
      teamFolder: one.team.folder,
      dataFolder: `${one.team.data}-grace`,
      me: 'grace',
      port: 0,
      notifiers: [],
      secrets: secretsFile(join(`${one.team.data}-grace`, 'secrets.json')),
      clock: { now: () => Date.now() },
      log: { info() {}, warn() {}, error() {} },
      workerUrl: null,
      version: '0.0.0-test',
    });
    stops.push(() => other.stop());
    const base = await one.engine.handlers['schedule.draft']({ id: 'primary' });
    if (!base) throw new Error('there is no draft');
    const save = (engine: Engine, name: string) =>
      engine.handlers['schedule.save']({ draft: { ...base, name }, replaces: 'primary', base });
    const answers = await Promise.all([save(one.engine, 'Adas'), save(other, 'Graces')]);
    const text = readFileSync(one.file, 'utf8');
    const won = answers.flatMap(({ ok }, index) => (ok ? [['Adas', 'Graces'][index]] : []));
    // Both may be told "changed meanwhile" but never both "saved".
    expect(won.length).toBeLessThanOrEqual(1);
    for (const name of ['Adas', 'Graces']) expect(text.includes(`name: ${name}`)).toBe(won[0] === name);
  });
});

test('F13: a schedule renamed together with the escalation that pages it pages nobody else', async () => {
  const { team, am, source } = await teamOf();
  const quiet = { steps: '[ { page: [schedule:primary] } ]' };
  team.write(yaml({ ...quiet, more: source }));
  const engine = await start(team);
  await fire(am, 'Disk');
  await expect.poll(() => why(engine, 'Disk'), { timeout: 30_000 }).toBe('');
  team.write(
    yaml({
      schedules: `  - { id: payments, layers: [ ${LAYER} ] }`,
      steps: '[ { page: [schedule:payments] } ]',
      more: source,
    }),
  );
  await expect.poll(() => onCall(engine), { timeout: 30_000 }).toEqual(['payments grace']);
  await fire(am, 'Later');
  await expect.poll(() => why(engine, 'Later'), { timeout: 30_000 }).toBe('');
  expect(await why(engine, 'Disk')).toBe('');
});
