import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineHandlers } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import { readTeam } from '../../src/core/team/read';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';

const TEXT = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }

schedules:
  - id: primary
    layers:
      # whole weeks
      - { id: weekly, people: [ada], start: 2026-01-05T09:00, turn: 1 week }
`;
const ICS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//EN',
  'X-WR-CALNAME:On call from elsewhere',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260302T090000Z',
  'DTEND:20260303T090000Z',
  'SUMMARY:Ada Okafor',
  'DESCRIPTION:call +1 555-0100',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:2',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260304T090000Z',
  'DTEND:20260305T090000Z',
  'SUMMARY:Zoe Unknown',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

let engine: Engine;
let root: string;
let folder: string;
const file = () => join(folder, 'watchbill.yaml');
const text = () => readFileSync(file(), 'utf8');
type Input = Parameters<EngineHandlers['import.preview']>[0];
const preview = async (input: Input) =>
  calls['import.preview'].output.parse(await engine.handlers['import.preview'](input));
const apply = (input: Input) => engine.handlers['import.apply'](input);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-imports-'));
  folder = join(root, 'team');
  for (const name of ['team', 'data']) mkdirSync(join(root, name));
  writeFileSync(file(), TEXT);
  engine = await startEngine({
    teamFolder: folder,
    dataFolder: join(root, 'data'),
    me: 'ada',
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(root, 'data', 'secrets.json')),
    clock: { now: () => Date.parse('2026-03-01T00:00:00Z') },
    log: { info() {}, warn() {}, error() {} },
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
});
afterAll(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  rmSync(join(folder, 'calendars'), { recursive: true, force: true });
  writeFileSync(file(), TEXT);
  for (let i = 0; i < 200; i++) {
    const draft = await engine.handlers['schedule.draft']({ id: 'primary' });
    if (draft?.layers.length === 1 && (await engine.handlers['schedule.draft']({ id: 'half-days' })) === null)
      return;
    await new Promise((done) => setTimeout(done, 25));
  }
});

describe('importing', () => {
  const weekly = readFileSync(
    join(import.meta.dirname, '..', 'fixtures', 'imports', 'pagerduty', 'weekly.json'),
    'utf8',
  );

  it('shows what an export brings, writes nothing before it is told to, and then that', async () => {
    const input = { kind: 'pagerduty', text: weekly, schedule: '' } as const;
    const view = await preview(input);
    expect(view).toMatchObject({
      ok: true,
      schedules: [
        { id: 'uberwachung-nights-weekends', layers: 4, overrides: 0 },
        { id: 'half-days', name: 'Half days', layers: 1, overrides: 0 },
      ],
    });
    expect(view.text).toMatch(
      /^2 schedules with 5 layers from PagerDuty; 4 of 5 people new\. .*\d things to know/,
    );
    expect(view.yaml).toContain('  - { id: linus-roy, name: Linus Roy, email: linus@example.com }\n');
    expect(text()).toBe(TEXT);
    expect(await apply(input)).toEqual({
      ok: true,
      text: 'Überwachung – nights & weekends, Half days are in the team file.',
    });
    const after = text();
    for (const line of TEXT.trimEnd().split('\n')) expect(after.split('\n')).toContain(line);
    const { team, problems } = readTeam(after);
    expect(problems).toEqual([]);
    expect(team?.schedules.map(({ id }) => id)).toEqual([
      'primary',
      'uberwachung-nights-weekends',
      'half-days',
    ]);
    const rota = await engine.handlers['rota.get']({
      from: Date.parse('2026-03-02T00:00:00Z'),
      to: Date.parse('2026-03-03T00:00:00Z'),
      schedules: ['half-days'],
    });
    expect(rota.schedules[0]?.shifts.map(({ person }) => person)).toEqual([
      'grace-lindt',
      'ada',
      'grace-lindt',
    ]);
  });

  it('says what is wrong with what cannot be imported', async () => {
    for (const kind of ['pagerduty', 'opsgenie', 'ics'] as const) {
      const input = { kind, text: 'nonsense', schedule: '' };
      const view = await preview(input);
      expect(view).toMatchObject({ ok: false, schedules: [], yaml: '' });
      expect(view.text).toMatch(/^This cannot be imported: /);
      expect(await apply(input)).toEqual({ ok: false, text: view.text });
    }
    expect(text()).toBe(TEXT);
    expect(existsSync(join(folder, 'calendars'))).toBe(false);
  });

  it('a calendar becomes a file of the team folder and the layer that reads it', async () => {
    const input = { kind: 'ics', text: ICS, schedule: 'primary' } as const;
    const view = await preview(input);
    expect(view).toMatchObject({
      ok: true,
      schedules: [{ id: 'primary', layers: 2 }],
      people: [{ id: 'ada', isNew: false }],
      notes: [
        expect.stringContaining(
          'Events name nobody of the team, so nobody is on call by them: "Zoe Unknown".',
        ),
        expect.stringContaining('it wins over the others'),
      ],
    });
    expect(existsSync(join(folder, 'calendars'))).toBe(false);
    expect(await apply(input)).toMatchObject({ ok: true });
    const kept = () => readFileSync(join(folder, 'calendars', 'primary.ics'), 'utf8');
    expect(kept().match(/^(DTSTART|DTEND|SUMMARY):.+(?=\r\n)/gm)).toEqual(
      ICS.match(/^(DTSTART|DTEND|SUMMARY):.+(?=\r\n)/gm),
    );
    // Everybody reads the team folder: what the rota does not need stays out of it.
    expect(kept()).not.toContain('555-0100');
    expect(text()).toBe(
      `${TEXT}      - id: on-call-from-elsewhere\n        name: On call from elsewhere\n        calendar: calendars/primary.ics\n`,
    );
    const first = kept();
    // A newer one takes its place: the file changes, the layer is there already.
    const newer = ICS.replace('Zoe Unknown', 'Ada Okafor');
    for (let i = 0; i < 200 && (await preview(input)).notes.length > 1; i++)
      await new Promise((done) => setTimeout(done, 25));
    expect((await preview({ ...input, text: newer })).text).toContain(
      'takes the place of the one that is there',
    );
    const before = text();
    expect(await apply({ ...input, text: newer })).toMatchObject({ ok: true });
    expect(text()).toBe(before);
    expect(kept()).toBe(first.replace('Zoe Unknown', 'Ada Okafor'));
  });

  it('without a schedule the calendar makes one of its own name', async () => {
    expect(await apply({ kind: 'ics', text: ICS, schedule: '' })).toMatchObject({ ok: true });
    expect(readTeam(text()).team?.schedules[1]).toMatchObject({
      id: 'on-call-from-elsewhere',
      name: 'On call from elsewhere',
      layers: [{ calendar: 'calendars/on-call-from-elsewhere.ics' }],
    });
  });

  it('E12: a file that cannot be named in the team file is taken back, and none is written outside the folder', async () => {
    writeFileSync(file(), `${TEXT}broken: [\n`);
    const refused = await apply({ kind: 'ics', text: ICS, schedule: 'primary' });
    expect(refused).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^Not imported: .*mend it first/),
    });
    expect(existsSync(join(folder, 'calendars', 'primary.ics'))).toBe(false);
    writeFileSync(file(), TEXT);
    const outside = join(root, 'outside');
    mkdirSync(outside, { recursive: true });
    rmSync(join(folder, 'calendars'), { recursive: true, force: true });
    symlinkSync(outside, join(folder, 'calendars'));
    expect(await apply({ kind: 'ics', text: ICS, schedule: 'primary' })).toMatchObject({
      ok: false,
      text: 'Not imported: calendars/primary.ics leads out of the team folder.',
    });
    expect(existsSync(join(outside, 'primary.ics'))).toBe(false);
  });
});
