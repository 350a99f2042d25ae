import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calls } from '../../src/contract/calls';
import type { ScheduleDraft } from '../../src/contract/rota/schedule-views';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';

const TEXT = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }

schedules:
  # The first to be paged.
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week }   # ours

escalations:
  - { id: payments, steps: [ { page: [schedule:primary] } ] }
`;
const NOW = Date.parse('2026-03-02T12:00:00Z');

let engine: Engine;
let root: string;
let file: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-schedules-'));
  for (const name of ['team', 'data']) mkdirSync(join(root, name));
  file = join(root, 'team', 'watchbill.yaml');
  writeFileSync(file, TEXT);
  engine = await startEngine({
    teamFolder: join(root, 'team'),
    dataFolder: join(root, 'data'),
    me: 'ada',
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(root, 'data', 'secrets.json')),
    clock: { now: () => NOW },
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
beforeEach(() => writeFileSync(file, TEXT));

/** The draft of the file as it stands: the engine sees a changed file within a moment. */
async function draft(
  until: (draft: ScheduleDraft) => boolean = (d) => d.layers.length === 1,
): Promise<ScheduleDraft> {
  for (let i = 0; i < 200; i++) {
    const found = calls['schedule.draft'].output.parse(
      await engine.handlers['schedule.draft']({ id: 'primary' }),
    );
    if (found && until(found)) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the engine does not see the file');
}
const text = () => readFileSync(file, 'utf8');
const preview = async (d: ScheduleDraft, replaces = 'primary') =>
  calls['schedule.preview'].output.parse(await engine.handlers['schedule.preview']({ draft: d, replaces }));
const save = async (d: ScheduleDraft, base?: ScheduleDraft, replaces = 'primary') =>
  engine.handlers['schedule.save']({ draft: d, replaces, ...(base ? { base } : {}) });

describe('the schedule editor', () => {
  it('gives a schedule as text, and none for an id that is none', async () => {
    expect(await draft()).toEqual({
      id: 'primary',
      name: '',
      timeZone: 'Europe/London',
      layers: [
        {
          id: 'weekly',
          name: '',
          people: ['ada', 'grace'],
          start: '2026-01-05T09:00',
          turn: '1 week',
          until: '',
          hours: [],
          calendar: '',
        },
      ],
      overrides: [],
    });
    expect(await engine.handlers['schedule.draft']({ id: 'nope' })).toBeNull();
  });

  it('previews eight weeks: who changes and when, and what the check says', async () => {
    const before = await draft();
    const unchanged = await preview(before);
    expect(unchanged).toMatchObject({ problems: [], changes: [], summary: [], lint: [], moreChanges: false });
    expect(unchanged.to - unchanged.from).toBe(56 * 86_400_000);
    expect(unchanged.shifts.length).toBeGreaterThan(8);
    const swapped = { ...before, layers: before.layers.map((l) => ({ ...l, people: ['ada'] })) };
    const after = await preview(swapped);
    expect(after.changes[0]).toMatchObject({ before: 'grace', after: 'ada' });
    expect(after.changes).toHaveLength(4);
    expect(after.summary).toEqual([
      expect.stringMatching(/^Ada Okafor: \d+ h become 1344 h \(\+\d+ h\)\.$/),
      expect.stringMatching(/^Grace Lindt: \d+ h become 0 h \(−\d+ h\)\.$/),
    ]);
    const ended = await preview({
      ...before,
      layers: before.layers.map((l) => ({ ...l, until: '2026-03-09T09:00' })),
    });
    expect(ended.lint[0]).toMatchObject({
      level: 'warning',
      schedule: 'primary',
      message: 'Nobody is on call from Mon 9 Mar 2026, 09:00 on (Europe/London).',
    });
    expect(ended.summary.at(-1)).toMatch(/^Nobody on call: 0 h become \d+ h/);
  });

  it('an override of the log stands in the preview as it does in the rota', async () => {
    const made = await engine.handlers['override.make']({
      schedule: 'primary',
      person: 'grace',
      start: NOW + 3_600_000,
      end: NOW + 7_200_000,
      reason: '',
    });
    expect(made.ok).toBe(true);
    const { shifts, changes } = await preview(await draft());
    expect(shifts.filter(({ mark }) => mark === 'override')).toMatchObject([
      { person: 'grace', start: NOW + 3_600_000, end: NOW + 7_200_000 },
    ]);
    expect(changes).toEqual([]);
    await engine.handlers['override.remove']({ id: made.id });
  });

  it('tells what is wrong at its field, and shows nothing then', async () => {
    const before = await draft();
    const layer = before.layers[0]!;
    const broken: ScheduleDraft = {
      ...before,
      timeZone: 'Mars/Base',
      layers: [
        { ...layer, turn: '0 weeks', start: 'soon', people: ['ada', 'zoe'] },
        {
          ...layer,
          hours: [{ kind: 'daily', days: [], from: '25:00', to: '10:00', calendar: '' }],
        },
      ],
      overrides: [{ person: '', start: '2026-03-02T10:00', end: '2026-03-02T09:00', reason: '' }],
    };
    const { problems, shifts } = await preview(broken);
    expect(shifts).toEqual([]);
    expect(problems.map(({ level, at }) => `${level} ${at}`).sort()).toEqual([
      'error layers.0.people.1',
      'error layers.0.start',
      'error layers.0.turn',
      'error layers.1.hours.0.from',
      'error layers.1.id',
      'error overrides.0.end',
      'error overrides.0.person',
      'error timeZone',
    ]);
    expect(await save(broken)).toMatchObject({
      ok: false,
      text: expect.stringContaining('Not saved: timeZone'),
    });
    expect(text()).toBe(TEXT);
  });

  it('saves, and comments and all else stay', async () => {
    const before = await draft();
    const next: ScheduleDraft = {
      ...before,
      name: 'First line',
      layers: before.layers.map((l) => ({ ...l, turn: '2 weeks' })),
    };
    expect(await save(next, before)).toEqual({ ok: true, text: 'First line is in the team file.' });
    expect(text()).toBe(
      TEXT.replace('turn: 1 week', 'turn: 2 weeks').replace(
        '  - id: primary\n',
        '  - id: primary\n    name: First line\n',
      ),
    );
  });

  it('F13: does not write over what somebody else wrote meanwhile, unless told to', async () => {
    const before = await draft();
    writeFileSync(file, TEXT.replace('[ada, grace]', '[grace, ada]'));
    const next = { ...before, name: 'Mine' };
    const refused = await save(next, before);
    expect(refused).toMatchObject({ ok: false, text: expect.stringContaining('changed in the file since') });
    expect(text()).toBe(TEXT.replace('[ada, grace]', '[grace, ada]'));
    const theirs = await draft((d) => d.layers[0]?.people[0] === 'grace');
    expect(await save({ ...theirs, name: 'Mine' }, theirs)).toMatchObject({ ok: true });
    expect(text()).toContain('people: [grace, ada]');
    writeFileSync(file, TEXT.replace(/schedules:[^]*(?=escalations)/, ''));
    expect(await save(next, before)).toMatchObject({ ok: false, text: expect.stringContaining('taken out') });
  });

  it('a new one needs an id of its own; the id of one that is there stays', async () => {
    const before = await draft();
    expect(await save(before, undefined, '')).toMatchObject({
      ok: false,
      text: expect.stringContaining('already'),
    });
    expect(await save({ ...before, id: 'other' }, before)).toMatchObject({
      ok: false,
      text: expect.stringContaining('the id "primary" stays'),
    });
    const fresh = await preview({ ...before, id: 'other' }, '');
    expect(fresh.changes[0]).toMatchObject({ before: null });
    expect(await save({ ...before, id: 'other' }, undefined, '')).toMatchObject({ ok: true });
    expect(text().startsWith(TEXT.slice(0, TEXT.indexOf('\nescalations')))).toBe(true);
    expect(await engine.handlers['schedule.remove']({ id: 'other' })).toMatchObject({ ok: true });
    expect(text()).toBe(TEXT);
    expect(await engine.handlers['schedule.remove']({ id: 'primary' })).toEqual({
      ok: false,
      text: 'Not removed: escalation "payments" pages schedule:primary; take it out there first.',
    });
  });

  it('the check of the rota in force', async () => {
    await draft();
    const lint = calls['schedule.lint'].output.parse(await engine.handlers['schedule.lint']({}));
    expect(lint).toEqual([]);
  });
});
