import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readTeam } from '../../core/team/read';
import type { Team } from '../../core/team/team';
import type { Log } from '../ports';
import { withCodeowners } from './codeowners-file';
import { openTeamFolder, type TeamFolder } from './team-folder';

const quiet: Log = { info() {}, warn() {}, error() {} };
let root = '';
let folder = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watchbill-owners-'));
  folder = join(root, 'team');
  await mkdir(folder);
  await mkdir(join(root, 'shop', '.github'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));

const teamText = (codeowners: string) => `watchbill: 1
team: T
timeZone: UTC
people:
  - { id: ada, handles: ["@ada-o", "@shop/payments"] }
  - { id: grace, email: grace@example.com }
  - { id: linus, handles: ["@shop/payments"] }
services:
  - { id: other, match: [ 'a="1"' ] }
  - { id: shop, match: [], owners: [grace], codeowners: ${codeowners} }
`;

async function read(codeowners: string) {
  const text = teamText(codeowners);
  const { team, problems } = readTeam(text);
  expect(problems).toEqual([]);
  return withCodeowners(folder, team as Team, text);
}
const owners = (team: Team) => team.services.map((service) => service.owners.join(' '));

describe('the owners of a service', () => {
  it('are those written and those of its CODEOWNERS file, each once; who is nobody of the team is told', async () => {
    await writeFile(
      join(root, 'shop', '.github', 'CODEOWNERS'),
      '* @shop/payments @zoe\n/docs/ grace@example.com\n!x @a\n',
    );
    const whole = await read('../shop/.github/CODEOWNERS');
    expect(owners(whole.team)).toEqual(['', 'grace ada linus']);
    expect([whole.problems, whole.read]).toEqual([
      [],
      [
        {
          service: 'shop',
          file: '../shop/.github/CODEOWNERS',
          skipped: [{ line: 3, message: expect.stringContaining('"!x" is skipped') }],
          unknown: ['@zoe'],
        },
      ],
    ]);
    const part = await read('{ file: ../shop/.github/CODEOWNERS, paths: [/docs] }');
    expect(owners(part.team)).toEqual(['', 'grace']);
    const absolute = await read(JSON.stringify(join(root, 'shop', '.github', 'CODEOWNERS')));
    expect(owners(absolute.team)).toEqual(['', 'grace ada linus']);
  });

  it('are those written where it cannot be read, and that is a warning at the service', async () => {
    const at = (name: string) => join(root, name, 'CODEOWNERS');
    for (const name of ['link', 'pipe', 'text', 'large']) await mkdir(join(root, name));
    await mkdir(at('folder'), { recursive: true });
    await symlink('/etc/passwd', at('link'));
    execFileSync('mkfifo', [at('pipe')]);
    await writeFile(at('text'), Buffer.from([0xff, 0xfe, 0x40]));
    await writeFile(at('large'), 'x'.repeat(5 * 1024 * 1024));
    for (const [name, why] of [
      ['nowhere', 'is not there'],
      ['folder', 'is a folder, not a regular file; Watchbill reads only regular files'],
      ['link', 'is a link, not a regular file; Watchbill reads only regular files'],
      ['pipe', 'is a pipe, not a regular file; Watchbill reads only regular files'],
      ['text', 'is not UTF-8 text; save it as UTF-8'],
      ['large', 'is larger than 1 MB'],
    ]) {
      const { team, problems } = await read(`../${name}/CODEOWNERS`);
      expect(owners(team)).toEqual(['', 'grace']);
      expect(problems).toEqual([
        {
          level: 'warning',
          line: 10,
          column: 5,
          message: `the owners of "shop" are those written here only: ../${name}/CODEOWNERS ${why}`,
        },
      ]);
    }
  });
});

describe('an open team folder', () => {
  const opened: TeamFolder[] = [];
  afterEach(() => opened.splice(0).forEach((one) => one.stop()));

  it('follows a CODEOWNERS file that is beside it, and does without one', async () => {
    await writeFile(join(folder, 'watchbill.yaml'), teamText('../shop/CODEOWNERS'));
    const one = await openTeamFolder({
      folder,
      dataFolder: join(root, 'data'),
      log: quiet,
      settle: 5,
      pollEvery: 30,
    });
    opened.push(one);
    expect(owners(one.current().team)).toEqual(['', 'grace']);
    expect(one.current().problems).toMatchObject([{ level: 'warning', line: 10 }]);
    const file = join(root, 'shop', 'CODEOWNERS');
    await writeFile(file, '* @ada-o\n');
    await vi.waitFor(() => expect(owners(one.current().team)).toEqual(['', 'grace ada']), {
      timeout: 15_000,
    });
    expect(one.current().problems).toEqual([]);
    await writeFile(file, '* @shop/payments\n');
    await vi.waitFor(() => expect(owners(one.current().team)).toEqual(['', 'grace ada linus']), {
      timeout: 15_000,
    });
    await rm(file);
    await vi.waitFor(() => expect(owners(one.current().team)).toEqual(['', 'grace']), { timeout: 15_000 });
    expect(one.current().lastGood).toBe(false);
  });
});
