import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTeam } from '../core/team/read';
import { inspectFolder, takeTeamFolder } from './team-folder';

let root: string;
let folder: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-team-'));
  folder = join(root, 'oncall');
  file = join(folder, 'watchbill.yaml');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const ada = { id: 'ada', name: 'Ada Okafor', email: 'ada@example.com' };
const use = (over: Partial<Parameters<typeof takeTeamFolder>[0]> = {}) =>
  takeTeamFolder({ folder, create: true, teamName: 'Payments', person: ada, ...over }, 'Europe/London');
const written = () => readFileSync(file, 'utf8');

describe('the team folder at first run', () => {
  it('is created with a team file that reads without a problem', async () => {
    expect((await inspectFolder(folder)).state).toBe('missing');
    expect(await use()).toMatchObject({ ok: true });
    const { team, problems } = readTeam(written());
    expect(problems).toEqual([]);
    expect(team).toMatchObject({ name: 'Payments', timeZone: 'Europe/London', people: [ada] });
    expect(await inspectFolder(folder)).toMatchObject({
      state: 'team',
      name: 'Payments',
      people: [{ id: 'ada', name: 'Ada Okafor' }],
    });
  });

  it('takes a team that exists as it is', async () => {
    await use();
    const before = written();
    expect(await use({ create: false, teamName: 'Other' })).toMatchObject({ ok: true });
    expect(written()).toBe(before);
  });

  it('adds somebody new, and keeps comments', async () => {
    await use();
    expect(
      await use({ create: false, person: { id: 'grace', name: 'Grace Lindt', email: '' } }),
    ).toMatchObject({ ok: true });
    expect(readTeam(written()).team?.people.map(({ id }) => id)).toEqual(['ada', 'grace']);
    expect(written()).toContain('# Everybody');
  });

  it('leaves a broken team file alone and says where it is broken', async () => {
    mkdirSync(folder);
    writeFileSync(file, 'watchbill: 1\npeople: {');
    const report = await inspectFolder(folder);
    expect(report.state).toBe('broken');
    expect(report.notes[0]).toMatch(/^watchbill\.yaml:\d+:\d+: /);
    expect(await use()).toMatchObject({ ok: false });
    expect(written()).toBe('watchbill: 1\npeople: {');
  });

  it.each([
    ['a bad id', { person: { ...ada, id: 'A d a!' } }],
    ['an empty id', { person: { ...ada, id: '' } }],
    ['no wish to create', { create: false }],
    ['a relative path', { folder: 'oncall' }],
    ['a NUL in the path', { folder: '/tmp/x\0y' }],
  ])('refuses %s and writes nothing', async (_name, over) => {
    expect((await use(over)).ok).toBe(false);
    expect((await inspectFolder(folder)).state).toBe('missing');
  });

  it('knows the home folder by its short name, and says the whole path', async () => {
    expect(await inspectFolder('~/Watchbill/oncall', root)).toMatchObject({
      folder: join(root, 'Watchbill', 'oncall'),
      state: 'missing',
    });
    expect((await inspectFolder('~', root)).folder).toBe(root);
    // Another person's home, or a folder that is called so, is not ours to guess.
    expect(await inspectFolder('~ada/oncall', root)).toMatchObject({
      folder: '~ada/oncall',
      state: 'not-writable',
    });
  });

  it.skipIf(process.platform === 'win32')('refuses a team file that is a link', async () => {
    mkdirSync(folder);
    writeFileSync(join(root, 'elsewhere'), 'watchbill: 1');
    symlinkSync(join(root, 'elsewhere'), file);
    expect((await inspectFolder(folder)).state).toBe('broken');
    expect((await use()).ok).toBe(false);
    expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toBe('watchbill: 1');
  });

  it('says that other files stay', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(await inspectFolder(folder)).toMatchObject({
      state: 'empty',
      notes: [expect.stringContaining('1 other')],
    });
  });
});
