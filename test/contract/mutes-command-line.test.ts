import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { maintenance } from '../../src/cli/commands/maintenance';
import { silence } from '../../src/cli/commands/silence';
import { readAct } from '../../src/core/team-log/read-act';
import { type Ended, watchbill } from '../helpers/cli';

/* `watchbill silence` and `watchbill maintenance`, as a job and a person at a terminal use them. */

const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
services:
  - { id: db, match: [ 'service="db"' ] }
  - { id: web, match: [ 'service="web"' ] }
maintenance:
  - { id: backups, services: [db], hours: [ { days: [sun], from: "02:00", to: "03:00" } ], reason: weekly backup }
`;
const MINUTE = 60_000;

const root = mkdtempSync(join(tmpdir(), 'watchbill-mutes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, `team ${(count += 1)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'watchbill.yaml'), TEAM);
});

const logOf = (writer: string) =>
  readFileSync(join(folder, 'log', `${writer}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const read = readAct(line);
      if (read.kind !== 'act') throw new Error(`${read.kind}: ${line}`);
      return read.act;
    });
/** Runs a command in this process: most refusals need no other. */
async function here(command: typeof silence, args: readonly string[]): Promise<Ended> {
  const said = { out: '', err: '' };
  const io = {
    out: (line: string) => {
      said.out += `${line}\n`;
    },
    err: (line: string) => {
      said.err += `${line}\n`;
    },
  };
  const code = await command(
    args.map((arg) => (arg === '.' ? folder : arg)),
    io,
    Date.now(),
  );
  return { code, ...said };
}
type Row = { id: string; start: string; end: string; by: string; services: string[]; matchers: string[] };
const printed = ({ code, out, err }: Ended): unknown => {
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out);
};
const rowOf = (ended: Ended): Row => printed(ended) as Row;
const rowsOf = (ended: Ended): Row[] => printed(ended) as Row[];

describe('watchbill maintenance', () => {
  it('is begun and ended by a job, by its services alone, in a file of its own', async () => {
    const job = ['--writer', 'ci-deploy', '--by', 'deploy'];
    const before = Date.now();
    const started = rowOf(
      await watchbill([
        'maintenance',
        'start',
        folder,
        '--service',
        'web',
        '--for',
        '30m',
        '--reason',
        'v2',
        ...job,
        '--json',
      ]),
    );
    expect(started).toMatchObject({ services: ['web'], by: 'deploy', reason: 'v2' });
    expect(Date.parse(started.end) - Date.parse(started.start)).toBe(30 * MINUTE);
    expect(Date.parse(started.start)).toBeGreaterThan(before - MINUTE);
    expect(readdirSync(folder).toSorted()).toEqual(['log', 'watchbill.yaml']);
    expect(readdirSync(join(folder, 'log'))).toEqual(['ci-deploy.jsonl']);

    const other = await watchbill(['maintenance', 'end', folder, '--service', 'db', ...job]);
    expect(other).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no maintenance of db that is not over'),
    });
    const ended = await watchbill(['maintenance', 'end', folder, '--service', 'web', ...job]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^2\S+-ci-deploy {2}web {2}ended 2\d{3}-.*, by deploy: v2\n$/);
    expect((await watchbill(['maintenance', 'end', folder, '--service', 'web', ...job])).code).toBe(1);
    expect(logOf('ci-deploy').map(({ by, body }) => [by, body.kind])).toEqual([
      ['deploy', 'maintenanceStarted'],
      ['deploy', 'maintenanceEnded'],
    ]);
  });

  it('is listed with what the team file plans; all services only where that is said', async () => {
    const started = rowOf(
      await watchbill([
        'maintenance',
        'start',
        folder,
        '--all-services',
        '--until',
        '2099-01-01T00:00',
        '--start',
        '2098-12-31T23:00',
        '--json',
      ]),
    );
    expect(started).toMatchObject({
      services: [],
      start: '2098-12-31T23:00:00Z',
      end: '2099-01-01T00:00:00Z',
      by: 'ci',
    });
    const listed = rowsOf(await watchbill(['maintenance', 'list', folder, '--json']));
    expect(listed.map(({ id }) => id)).toEqual(['file:backups', started.id]);
    const { out } = await watchbill(['maintenance', 'list', folder]);
    expect(out.split('\n')).toEqual([
      'file:backups  db  Sun 02:00–03:00 (Europe/London): weekly backup',
      `${started.id}  all services  from 2098-12-31 23:00 +00:00 until 2099-01-01 00:00 +00:00, by ci`,
      '',
    ]);
    expect((await watchbill(['maintenance', 'end', folder, '--id', started.id])).code).toBe(0);
    expect(rowsOf(await watchbill(['maintenance', 'list', folder, '--json']))).toHaveLength(1);
  });

  it.each<[string[], number, string]>([
    [['start'], 2, 'which team?'],
    [['begin', '.'], 2, 'say start, end or list first'],
    [['start', '.', '--for', '1h'], 2, 'of what? Give --service, or --all-services'],
    [['start', '.', '--service', 'db', '--all-services', '--for', '1h'], 2, 'of what?'],
    [['start', '.', '--service', 'db'], 2, 'give either --for or --until'],
    [['start', '.', '--service', 'db', '--for', 'long'], 2, '"long" is not a duration'],
    [
      ['start', '.', '--service', 'db', '--for', '1h', '--writer', 'a1b2c3'],
      2,
      '--writer "a1b2c3" cannot name',
    ],
    [['start', '.', '--service', 'databse', '--for', '1h'], 1, 'the team file has no service "databse"'],
    [['start', '.', '--service', 'db', '--until', 'never'], 1, '--until "never" is no time'],
    [['start', '.', '--service', 'db', '--until', '2020-01-01'], 1, 'its end is past'],
    [['start', 'nowhere', '--service', 'db', '--for', '1h'], 1, 'nowhere'],
  ])('%j is refused, and nothing is written', async (args, code, why) => {
    const ended = await here(maintenance, args);
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(why) });
    expect(readdirSync(folder)).toEqual(['watchbill.yaml']);
  });

  it('says so where the log cannot be written', async () => {
    writeFileSync(join(folder, 'log'), 'a file where the folder should be');
    const ended = await watchbill(['maintenance', 'start', folder, '--service', 'db', '--for', '1h']);
    expect(ended).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/cannot be written: .*nothing was done/),
    });
  });

  it('six jobs on one machine that write as one take turns: no line is lost, none is torn', {
    timeout: 60_000,
  }, async () => {
    const ended = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        watchbill([
          'maintenance',
          'start',
          folder,
          '--service',
          'db',
          '--for',
          '1h',
          '--reason',
          `${i}`,
          '--writer',
          'ci-many',
        ]),
      ),
    );
    expect(ended.map(({ code, err }) => `${code} ${err}`)).toEqual(Array(6).fill('0 '));
    const acts = logOf('ci-many');
    expect(new Set(acts.map(({ id }) => id)).size).toBe(6);
    expect(
      acts.map(({ body }) => (body.kind === 'maintenanceStarted' ? body.reason : '')).toSorted(),
    ).toEqual(['0', '1', '2', '3', '4', '5']);
  });
});

describe('watchbill silence', () => {
  it('is made, listed and ended', async () => {
    const made = rowOf(
      await watchbill([
        'silence',
        'add',
        folder,
        '--match',
        'alertname="DiskFull"',
        '--match',
        'service=~db|web',
        '--for',
        '2h',
        '--by',
        'ada',
        '--reason',
        'new disks',
        '--json',
      ]),
    );
    expect(made).toMatchObject({
      matchers: ['alertname="DiskFull"', 'service=~"db|web"'],
      by: 'ada',
      reason: 'new disks',
    });
    expect(made.id).toMatch(/-ci-/);
    expect(rowsOf(await watchbill(['silence', 'list', folder, '--json']))).toEqual([made]);
    const { out } = await watchbill(['silence', 'list', folder]);
    expect(out).toMatch(/^\S+ {2}alertname="DiskFull" service=~"db\|web" {2}until .*, by ada: new disks\n$/);
    const ended = rowOf(await watchbill(['silence', 'end', folder, '--id', made.id, '--json']));
    expect(Date.parse(ended.end)).toBeLessThan(Date.parse(made.end));
    expect(await watchbill(['silence', 'end', folder, '--id', made.id])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is over already'),
    });
  });

  it.each<[string[], number, string]>([
    [['add', '.', '--for', '1h'], 2, 'what is silenced?'],
    [
      ['add', '.', '--match', 'a=b', '--for', '1h', '--until', '2099-01-01'],
      2,
      'give either --for or --until',
    ],
    [['end', '.'], 2, 'which one?'],
    [['list', '.', '--nonsense'], 2, 'nonsense'],
    [['add', '.', '--match', 'disk', '--for', '1h'], 1, '"disk" is not a matcher'],
    [['add', '.', '--match', 'a=~".*"', '--for', '1h'], 1, 'One of the matchers must ask for something'],
    [['add', '.', '--match', 'a=b', '--for', '1h', '--by', ''], 2, '--by must be'],
    [['end', '.', '--id', 'nowhere'], 1, 'there is no silence nowhere'],
  ])('%j is refused, and nothing is written', async (args, code, why) => {
    const ended = await here(silence, args);
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(why) });
    expect(readdirSync(folder)).toEqual(['watchbill.yaml']);
  });

  it('says how it is called', async () => {
    expect((await watchbill(['silence', '--help'])).out).toContain('watchbill silence add <folder> --match');
    expect((await watchbill(['help', 'maintenance'])).out).toContain('watchbill maintenance start <folder>');
  });
});
