import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/commands/check';
import { readTeam } from '../../src/core/team/read';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'team');
const built = join(import.meta.dirname, '..', '..', 'out', 'cli', 'watchbill.js');
const folder = mkdtempSync(join(tmpdir(), 'watchbill-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ran = { code: number; out: string[]; err: string[] };

async function inProcess(...argv: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await check(argv, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

function asCommand(...argv: string[]): Promise<Ran> {
  const ran = spawnSync(process.execPath, [built, 'check', ...argv], { encoding: 'utf8', timeout: 15_000 });
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  return Promise.resolve({ code: ran.status ?? -1, out: lines(ran.stdout), err: lines(ran.stderr) });
}

const yaml = (kind: string) =>
  readdirSync(join(fixtures, kind))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(fixtures, kind, name));

/** `npm test` builds first, so there both are asked. */
const ways: Array<[name: string, run: (...argv: string[]) => Promise<Ran>]> = [['the function', inProcess]];
if (existsSync(built)) ways.push(['the built command', asCommand]);

describe.each(ways)('watchbill check, %s', (_, run) => {
  it.each(yaml('good').map((path) => [basename(path), path]))('%s is fine', async (_name, path) => {
    const { code, out, err } = await run(path);
    expect([code, err]).toEqual([0, []]);
    expect(out.at(-1)).toMatch(/: fine: .+, \d+ (person|people), \d+ services?, \d+ sources?$/);
    for (const line of out.slice(0, -1)) expect(line).toMatch(/^.+:\d+:\d+: (warning|note): ./);
  });

  it.each(yaml('broken').map((path) => [basename(path), path]))(
    '%s is broken, and it says where',
    async (_name, path) => {
      const { code, out } = await run(path);
      expect(code).toBe(1);
      const expected = path.replace(/yaml$/, 'txt');
      if (existsSync(expected))
        expect(out).toEqual(
          readFileSync(expected, 'utf8')
            .trim()
            .split('\n')
            .map((line) => `${path}:${line}`),
        );
      else expect(out[0]).toMatch(/^.+\.yaml:\d+:\d+: ./);
      expect(out.join('\n')).not.toContain('hunter2');
    },
  );

  it('takes the folder as well as the file, and tells programs in JSON', async () => {
    const path = join(folder, 'watchbill.yaml');
    writeFileSync(path, 'watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{ id: a, nmae: A }]\n');
    const plain = await run(folder);
    expect(plain.code).toBe(0);
    expect(plain.out[0]).toBe(
      `${path}:4:19: warning: "nmae" is no key of a person, so it has no effect. Did you mean "name"?`,
    );
    const { code, out } = await run('--json', folder);
    expect(code).toBe(0);
    expect(JSON.parse(out.join('\n'))).toEqual({
      file: path,
      ok: true,
      team: { name: 'T', people: 1, services: 0, sources: 0 },
      problems: [{ level: 'warning', line: 4, column: 19, message: expect.stringContaining('nmae') }],
      findings: [],
    });
  });

  it('reads CODEOWNERS files, and says who in them is nobody, what is skipped, and what is over', async () => {
    const repository = join(folder, 'shop');
    mkdirSync(join(repository, '.github'), { recursive: true });
    writeFileSync(join(repository, '.github', 'CODEOWNERS'), '* @ada-o @zoe\n!x @ada-o\n');
    const path = join(folder, 'owners.yaml');
    writeFileSync(
      path,
      `watchbill: 1
team: T
timeZone: UTC
people: [{ id: ada, handles: ["@ada-o"] }]
services:
  - { id: shop, match: [ 'a="1"' ], codeowners: shop/.github/CODEOWNERS }
  - { id: rest, match: [], codeowners: nowhere/CODEOWNERS }
maintenance:
  - { id: done, services: [shop], start: 2020-01-01T00:00, end: 2020-01-02T00:00 }
`,
    );
    const { code, out, err } = await run(path);
    expect([code, err]).toEqual([0, []]);
    const at = (line: string) => `${path}:${line}`;
    expect(out).toEqual([
      at('7:5: warning: the owners of "rest" are those written here only: nowhere/CODEOWNERS is not there'),
      at('9:5: warning: maintenance "done" was over at Thu 2 Jan 2020, 00:00 and can be taken out'),
      at(
        '6:5: note: shop/.github/CODEOWNERS:2: "!x" is skipped: GitHub reads no "!" and no "[ ]" in patterns',
      ),
      at(
        '6:5: note: @zoe of shop/.github/CODEOWNERS is nobody of the team; put it among the handles of whoever is meant',
      ),
      `${path}: fine: T, 1 person, 2 services, 0 sources`,
    ]);
  });

  it('says what is there instead of a file, without waiting for it', async () => {
    const pipe = join(folder, 'pipe');
    if (!existsSync(pipe)) execFileSync('mkfifo', [pipe]);
    const link = join(folder, 'link');
    if (!existsSync(link)) symlinkSync('/dev/zero', link);
    for (const [path, why] of [
      [pipe, 'a pipe'],
      [link, 'a link'],
      [join(folder, 'nowhere'), 'is not there'],
    ] as const) {
      const { code, out } = await run(path);
      expect(code).toBe(1);
      expect(out[0]).toContain(`${path}:1:1: the file`);
      expect(out[0]).toContain(why);
    }
  });

  it('answers 2 where it was called in a way it does not know', async () => {
    for (const argv of [[], ['a', 'b'], ['--yaml', 'a'], ['']]) {
      const { code, out, err } = await run(...argv);
      expect([code, out]).toEqual([2, []]);
      expect(err.join('\n')).toContain('watchbill check <folder|file>');
    }
  });
});

describe('the contract of the rota', () => {
  it('whatever stands in its example is known: no warning but for the schedule it leaves out', () => {
    const { team, problems } = readTeam(readFileSync(join(fixtures, 'good', 'whole.yaml'), 'utf8'));
    expect(problems.map(({ message }) => message)).toEqual(['there is no schedule "secondary".']);
    expect(team).toMatchObject({
      name: 'Payments',
      people: [{ id: 'ada' }, { id: 'grace' }, { id: 'linus' }],
      services: [{ id: 'checkout', escalation: 'payments' }],
      sources: [{ id: 'prod-alertmanager', every: 15_000 }],
    });
  });
});

describe('docs/team-folder.md', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'team-folder.md'), 'utf8');
  // What follows is about other files of the folder.
  const docs = text.slice(0, text.indexOf('\n## The log'));
  const [whole = '', services = '', rota = '', ...rules] = [...docs.matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, yaml]) => yaml ?? '',
  );
  const all = [whole, rota, ...rules].join('\n');

  it('shows a file without a problem, and a rota and rules that go with it', () => {
    expect(readTeam(whole).problems).toEqual([]);
    expect(rules).toHaveLength(4);
    expect(readTeam(all).problems).toEqual([]);
    expect(readTeam(all.replace(/services:\n[^]*?\nsources:/, `${services}\nsources:`)).problems).toEqual([]);
    expect(readTeam(all).team).toMatchObject({
      inhibitions: [{}],
      maintenance: [{}, {}],
      heartbeats: [{}, {}],
    });
  });

  it('says what is usual where a key is left out', () => {
    const { team } = readTeam(
      'watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{ id: a }]\nservices: [{ id: s, match: [], group: { by: [] }, flapping: {}, supportHours: { hours: [{ from: "09:00", to: "10:00" }] } }]\n',
    );
    expect(team?.services[0]).toMatchObject({
      group: { wait: 30_000, window: null },
      flapping: { changes: 4, within: 30 * 60_000, steady: 5 * 60_000 },
      supportHours: { outside: 'low', criticalToo: false, timeZone: 'UTC' },
    });
    for (const row of [
      '| `wait` | `30s` |',
      '| `changes` | `4` |',
      '| `within` | `30m` |',
      '| `steady` | `5m` |',
    ])
      expect(docs).toContain(row);
  });

  it('names every key, and no other', () => {
    const hours = 'hours: [{ calendar: b.ics, xx: 1 }]';
    const unknown = readTeam(
      [
        'watchbill: 1',
        'xx: 1',
        `people: [{ id: a, xx: 1, quietHours: [{ calendar: b.ics, xx: 1 }] }]`,
        `services: [{ id: s, match: [], xx: 1, codeowners: { file: CODEOWNERS, xx: 1 }, group: { by: [], xx: 1 }, flapping: { xx: 1 }, supportHours: { ${hours}, xx: 1 } }]`,
        'sources: [{ id: p, type: push, xx: 1 }]',
        `schedules: [{ id: s, xx: 1, layers: [{ id: l, calendar: a.ics, xx: 1, ${hours} }], overrides: [{ person: a, start: 2026-01-01T00:00, end: 2026-01-02T00:00, xx: 1 }] }]`,
        `escalations: [{ id: e, xx: 1, steps: [{ page: [everyone], xx: 1, when: { xx: 1, ${hours} } }] }]`,
        `inhibitions: [{ id: i, xx: 1, source: ['a="b"'], target: ['a="c"'] }]`,
        `maintenance: [{ id: m, xx: 1, services: [], ${hours} }]`,
        'heartbeats: [{ id: h, xx: 1, within: 5m }]',
        '',
      ].join('\n'),
    ).problems.filter(({ message }) => message.startsWith('"xx" is no key'));
    expect(unknown).toHaveLength(22);
    const named = new Set(
      [...docs.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
        ([, cell]) => (cell ?? '').match(/\w+/g) ?? [],
      ),
    );
    const everything = [
      'watchbill',
      'team',
      'timeZone',
      'people',
      'services',
      'sources',
      'schedules',
      'escalations',
      'id',
      'name',
      'email',
      'match',
      'owners',
      'repository',
      'runbook',
      'escalation',
      'type',
      'url',
      'every',
      'resolveAfter',
      'blindAfter',
      'acknowledge',
      'silenceFor',
      'auth',
      'username',
      'caFile',
      'holidays',
      'away',
      'layers',
      'overrides',
      'start',
      'turn',
      'until',
      'hours',
      'calendar',
      'person',
      'end',
      'reason',
      'steps',
      'repeat',
      'lastResort',
      'inhibitions',
      'maintenance',
      'heartbeats',
      'quietHours',
      'handles',
      'codeowners',
      'file',
      'paths',
      'urgency',
      'supportHours',
      'outside',
      'criticalToo',
      'hold',
      'group',
      'by',
      'wait',
      'window',
      'flapping',
      'changes',
      'within',
      'steady',
      'repeatAfter',
      'acknowledgeTimeout',
      'page',
      'after',
      'roundRobin',
      'when',
      'source',
      'target',
      'equal',
      'service',
    ];
    expect([...named].sort()).toEqual(everything.sort());
  });
});
