import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printAct } from '../../src/core/team-log/print-act';
import { printStamp } from '../../src/core/team-log/stamp';
import { CLI } from '../helpers/engine-process';
import { at } from './rota-model';

/* `watchbill rota` and `watchbill who`, as somebody uses them who has nothing but a shell. */

const folder = mkdtempSync(join(tmpdir(), 'watchbill-rota-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

type Ran = { code: number; out: string; err: string };
function run(...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [CLI, ...args], { timeout: 20_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week }
    overrides:
      - { person: grace, start: 2026-03-02T09:00, end: 2026-03-02T17:00, reason: dentist }
      - { person: nobody, start: 2026-03-03T12:00, end: 2026-03-03T13:00 }
`;
const SECOND = `  - id: secondary
    timeZone: America/New_York
    layers:
      - { id: always, people: [ada], start: 2026-01-05T09:00, turn: 1 day }
`;

type Example = { id: string; yaml: string; from: string; to: string; expected: unknown };
const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/rota/rota-examples.json'), 'utf8'),
) as Example[];

describe('watchbill rota', () => {
  it('gives the answers of all 24 worked cases, in any system zone', { timeout: 120_000 }, async () => {
    for (const { id, yaml, from, to, expected } of examples) {
      const path = file(`case ${id}.txt`, yaml);
      const { code, out, err } = await run(
        'rota',
        path,
        '--schedule',
        'primary',
        '--from',
        from,
        '--to',
        to,
        '--json',
      );
      expect({ id, code, err, answer: JSON.parse(out) }).toEqual({ id, code: 0, err: '', answer: expected });
    }
    expect(examples).toHaveLength(24);
  });

  it('prints a table in the zone of the schedule, and takes wall clocks and dates', async () => {
    const path = file('watchbill.yaml', TEAM);
    expect(await run('rota', folder, '--from', '2026-03-02', '--to', '2026-03-03T18:00')).toEqual({
      code: 0,
      err: '',
      out: `primary, times of Europe/London
2026-03-02 00:00 +00:00  to  2026-03-02 17:00 +00:00  Grace Lindt
2026-03-02 17:00 +00:00  to  2026-03-03 12:00 +00:00  Ada Okafor
2026-03-03 12:00 +00:00  to  2026-03-03 13:00 +00:00  nobody
2026-03-03 13:00 +00:00  to  2026-03-03 18:00 +00:00  Ada Okafor
`,
    });
    const short = await run(
      'rota',
      path,
      '--from',
      '2026-03-02T09:00Z',
      '--to',
      '2026-03-02T10:00+01:00',
      '--json',
    );
    expect(short).toMatchObject({ code: 2, out: '' });
    expect(short.err).toContain('--to must be later than --from');
  });

  it('says which schedules there are, and where a file is wrong', async () => {
    const two = file('two.yaml', TEAM + SECOND);
    const range = ['--from', '2026-03-02', '--to', '2026-03-03'];
    expect(await run('rota', two, ...range)).toMatchObject({
      code: 1,
      out: '',
      err: 'watchbill rota: which schedule? write --schedule <id>; there are primary, secondary\n',
    });
    expect((await run('rota', two, '--schedule', 'primry', ...range)).err).toBe(
      'watchbill rota: there is no schedule "primry"; there are primary, secondary. Did you mean "primary"?\n',
    );
    const broken = file(
      'broken.yaml',
      TEAM.replace('1 week', '0 weeks').replace('person: grace', 'person: gracie'),
    );
    expect(await run('rota', broken, '--json', ...range)).toEqual({
      code: 1,
      out: '',
      err: `${broken}:10:76: a turn is 1 to 9999 hours, days or weeks, not 0
${broken}:12:19: there is no person "gracie". Did you mean "grace"?
`,
    });
    expect((await run('rota', join(folder, 'nowhere'), ...range)).err).toContain('nowhere');
    expect(
      (await run('rota', two, '--schedule', 'primary', '--from', 'soon', '--to', '2026-03-03')).err,
    ).toContain('--from "soon" is no time; write an instant (2026-03-02T09:00:00Z)');
    expect(await run('rota', two, '--from', '2026-03-02')).toMatchObject({ code: 2, out: '' });
    expect(await run('rota', ...range)).toMatchObject({ code: 2, out: '' });
    expect(await run('rota', two, two, ...range)).toMatchObject({ code: 2, out: '' });
    expect(await run('rota', two, '--when', 'now', ...range)).toMatchObject({ code: 2, out: '' });
    for (const asked of ['--help', '-h'])
      expect((await run('rota', asked)).out).toContain('watchbill rota <folder|file>');
  });

  it('is read to its end by a slow reader, and ends quietly when nobody reads on', async () => {
    const path = file('long.yaml', TEAM);
    const shell = (after: string): Promise<Ran> =>
      new Promise((done) => {
        const args = ['-c', `"$@" | ${after}`, 'sh', process.execPath, CLI, 'rota', path, '--json'];
        const range = ['--from', '2026-01-05T09:00Z', '--to', '2076-01-05T09:00Z'];
        execFile('sh', [...args, ...range], { timeout: 20_000 }, (error, out, err) =>
          done({ code: error === null ? 0 : Number(error.code), out, err }),
        );
      });
    const slow = await shell('(sleep 2; cat)');
    expect(slow.err).toBe('');
    expect(slow.out.length).toBeGreaterThan(200_000);
    expect((JSON.parse(slow.out) as { end: string }[]).at(-1)?.end).toBe('2076-01-05T09:00:00Z');
    expect(await shell('head -c 20')).toEqual({ code: 0, out: '[{"start":"2026-01-0', err: '' });
    expect(await shell('true')).toEqual({ code: 0, out: '', err: '' });
  });

  it('knows the calendars and the log of a folder', async () => {
    const team = join(folder, 'with log');
    mkdirSync(join(team, 'log'), { recursive: true });
    mkdirSync(join(team, 'calendars'));
    writeFileSync(
      join(team, 'calendars/imported.ics'),
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:test',
        'BEGIN:VEVENT',
        'UID:1',
        'DTSTART:20260302T090000Z',
        'DTEND:20260302T170000Z',
        'SUMMARY:On call: Ada Okafor',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
    writeFileSync(
      join(team, 'watchbill.yaml'),
      TEAM.replace(/layers:[^]*$/, 'layers:\n      - { id: feed, calendar: calendars/imported.ics }\n'),
    );
    const stamp = { ms: at('2026-03-01T12:00:00Z'), count: 0, desktop: 'desk-a' };
    const [start, end] = [at('2026-03-02T12:00:00Z'), at('2026-03-02T13:00:00Z')];
    const body = {
      kind: 'overrideMade',
      schedule: 'primary',
      person: 'grace',
      start,
      end,
      reason: 'lunch',
    } as const;
    writeFileSync(
      join(team, 'log/desk-a.jsonl'),
      `${printAct({ id: printStamp(stamp), stamp, by: 'grace', body }).trimEnd()}\n`,
    );
    const { code, out, err } = await run(
      'rota',
      team,
      '--from',
      '2026-03-02T08:00Z',
      '--to',
      '2026-03-02T18:00Z',
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const hour = (h: string): string => `2026-03-02T${h}:00:00Z`;
    expect(JSON.parse(out)).toEqual([
      { start: hour('08'), end: hour('09'), person: null },
      { start: hour('09'), end: hour('12'), person: 'ada' },
      { start: hour('12'), end: hour('13'), person: 'grace' },
      { start: hour('13'), end: hour('17'), person: 'ada' },
      { start: hour('17'), end: hour('18'), person: null },
    ]);
    // A copy by another name is a draft: what the team agreed over the real one says nothing about it.
    cpSync(join(team, 'watchbill.yaml'), join(team, 'draft.yaml'));
    const draft = await run('who', join(team, 'draft.yaml'), '--at', '2026-03-02T12:30:00Z', '--json');
    expect(JSON.parse(draft.out)).toMatchObject([{ person: 'ada' }]);
  });
});

describe('watchbill who', () => {
  it('says who, until when and why, for one schedule or all', async () => {
    const two = file('who.yaml', TEAM + SECOND);
    const all = await run('who', two, '--at', '2026-03-02T09:30:00Z', '--json');
    expect({ ...all, out: JSON.parse(all.out) }).toEqual({
      code: 0,
      err: '',
      out: [
        {
          schedule: 'primary',
          person: 'grace',
          until: '2026-03-02T17:00:00Z',
          because:
            'Grace Lindt, because of the override in the team file, line 12 (dentist), over layer weekly.',
        },
        {
          schedule: 'secondary',
          person: 'ada',
          until: null,
          because: 'Ada Okafor, by layer always, turn 1 of 1.',
        },
      ],
    });
    const nobody = await run('who', two, '--schedule', 'primary', '--at', '2026-03-03T12:30', '--json');
    expect(JSON.parse(nobody.out)).toEqual([
      {
        schedule: 'primary',
        person: null,
        until: '2026-03-03T13:00:00Z',
        because: 'Nobody, because of the override in the team file, line 13, over layer weekly.',
      },
    ]);
    expect((await run('who', two, '--schedule', 'primary', '--at', '2026-03-02T18:00')).out).toBe(
      'primary: Ada Okafor, by layer weekly, turn 1 of 2. Until 2026-03-03 12:00 +00:00 (Europe/London).\n',
    );
    // Without --at it is about now, and with no schedules there is nothing to say.
    expect(JSON.parse((await run('who', two, '--json')).out)).toHaveLength(2);
    expect(await run('who', file('none.yaml', TEAM.replace(/schedules:[^]*$/, '')), '--json')).toEqual({
      code: 0,
      err: '',
      out: '[]\n',
    });
    expect(await run('who', two, '--schedule', 'tertiary')).toMatchObject({ code: 1, out: '' });
    expect(await run('who', two, '--at', '2026-02-30')).toMatchObject({ code: 2, out: '' });
    expect(await run('who')).toMatchObject({ code: 2, out: '' });
  });
});
