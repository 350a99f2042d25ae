import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../people/person';
import { parseCodeowners } from './codeowners';
import { ownersOf, peopleOf } from './codeowners-owners';
import { codeownersMatcher } from './codeowners-pattern';

/** Whom each path belongs to. */
const who = (text: string, path = '') => {
  const read = parseCodeowners(text, path);
  return (...paths: string[]) => ownersOf(read, paths).join(' ');
};

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../test/fixtures/codeowners', name, 'CODEOWNERS'), 'utf8');
/** After the examples of their documentation. */
const GITHUB = fixture('github');
const GITLAB = fixture('gitlab');

describe('CODEOWNERS of GitHub', () => {
  const owns = who(GITHUB, '/repo/.github/CODEOWNERS');

  it.each([
    ['README.md', '@global-owner1 @global-owner2'],
    ['src/deep/x.js', '@js-owner'],
    ['/x.go', 'docs@example.com'],
    ['a/b/c.txt', '@octo-org/octocats'],
    ['build/logs/1.txt', '@octocat'],
    ['docs/getting-started.md', '@doctocat'],
    ['docs/build-app/troubleshooting.md', '@doctocat'],
    ['x/docs/a.md', '@global-owner1 @global-owner2'],
    ['deeply/nested/logs/a', '@octocat'],
    ['x/apps/y/z.js', '@octocat'],
    ['apps/github/x.js', ''],
    ['apps/other/x.js', '@octocat'],
    ['path with spaces/x', '@space'],
    // A folder is whose all is that lies in it.
    ['/scripts', '@doctocat @octocat'],
    ['/scripts/', '@doctocat @octocat'],
    ['apps/github', ''],
  ])('%s belongs to %s', (path, owners) => {
    expect(owns(path)).toBe(owners);
  });

  it('of several paths all count, each owner once', () => {
    expect(owns('x.js', 'y.js', 'scripts/a', 'z')).toBe(
      '@js-owner @doctocat @octocat @global-owner1 @global-owner2',
    );
  });

  it('the whole is everybody whom a rule in force names', () => {
    expect(who('* @a\n/x @b\n*.md @c\n')()).toBe('@a @b @c');
    expect(who('/x @a\n* @b\n/y @c\n/y @d\n')()).toBe('@b @d');
  });

  it.each([
    ['docs/*', 'docs/a', true],
    ['docs/*', 'docs/a/b', false],
    ['docs/*', 'x/docs/a', false],
    ['docs', 'x/docs/a/b', true],
    ['/docs', 'x/docs', false],
    ['docs/', 'docs', false],
    ['docs/', 'x/docs/y', true],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z/y', true],
    ['a/**', 'a', false],
    ['a/**', 'a/b/c', true],
    ['**', 'a/b', true],
    ['a?c', 'x/abc', true],
    ['a?c', 'a/c', false],
    ['*.tar.*', 'x.tar.gz', true],
    ['a.c', 'abc', false],
    ['/', 'a', false],
    ['Docs', 'docs', false],
    ['(x|y)+$^', '(x|y)+$^', true],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(codeownersMatcher(pattern, 'github')(path)).toBe(expected);
  });

  it('lines that it does not read are skipped and told', () => {
    const { rules, problems, dialect } = parseCodeowners(
      '!x @a\n[ab].js @a\n\\#x @a\n*.md ada\n\ufeffx\n* @a # why\n',
      'shop/.github/CODEOWNERS',
    );
    expect(dialect).toBe('github');
    expect(rules.map(({ pattern, owners }) => [pattern, ...owners])).toEqual([['x'], ['*', '@a']]);
    expect(problems).toEqual([
      { line: 1, message: '"!x" is skipped: GitHub reads no "!" and no "[ ]" in patterns' },
      { line: 2, message: '"[ab].js" is skipped: GitHub reads no "!" and no "[ ]" in patterns' },
      { line: 3, message: '"\\#x" is skipped: GitHub reads no pattern that begins with "#"' },
      {
        line: 4,
        message:
          '"ada" is no owner, so the line is skipped; an owner is @name, @org/team or an e-mail address',
      },
    ]);
  });
});

describe('CODEOWNERS of GitLab', () => {
  const owns = who(GITLAB);

  it('is known by its sections, or its folder', () => {
    expect(parseCodeowners(GITLAB).dialect).toBe('gitlab');
    expect(parseCodeowners('* @a', '.gitlab/CODEOWNERS').dialect).toBe('gitlab');
    expect(parseCodeowners(GITLAB, '.github/CODEOWNERS').dialect).toBe('github');
  });

  it.each([
    ['x', '@default'],
    ['a/b.rb', '@ruby'],
    ['x/#pound.rb', '@pound'],
    ['LICENSE', '@legal janedoe@gitlab.com @this'],
    ['docs/a.txt', '@root-docs'],
    ['docs/a/b.txt', '@all-docs'],
    ['docs/a/b.md', '@md'],
    ['x/lib/y/z.rb', '@lib'],
    ['config/a', '@config'],
    ['x/config/a', '@default'],
    ['path with spaces/x', '@space'],
    ['x7.c', '@class'],
    ['xx.c', '@default'],
    // Sections count beside each other; entries without owners have the section's.
    ['ee/docs', '@default @docs'],
    ['x/ee/docs', '@default @docs'],
    ['model/db/x', '@default @database @dba'],
    ['x/config/db/setup.md', '@default @docs'],
    // What is excluded of a section stays so.
    ['README.md', '@default'],
  ])('%s belongs to %s', (path, owners) => {
    expect(owns(path)).toBe(owners);
  });

  it.each([
    ['docs', 'docs/a', false],
    ['docs', 'x/docs', true],
    ['a/b', 'x/a/b', true],
    ['/a/b', 'x/a/b', false],
    ['/a/**', 'a/b', true],
    ['/a/**', 'a/b/c', false],
    ['/', 'a/b', true],
    ['[!a]x', 'bx', true],
    ['[!a]x', 'ax', false],
    ['[x', '[x', true],
    ['[]]', ']', true],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(codeownersMatcher(pattern, 'gitlab')(path)).toBe(expected);
  });
});

describe('owners and people', () => {
  const people = [
    { id: 'ada', email: 'Ada@example.com', handles: ['@ada-o', '@shop/payments'] },
    { id: 'grace', email: '', handles: ['@GL', '@shop/payments'] },
    { id: 'linus', email: 'l@example.com' },
  ].map((person): Person => ({ name: '', timeZone: 'UTC', holidays: '', away: '', ...person }));

  it('by handle, by a handle of the team, by address; who is nobody of it is told', () => {
    expect(
      peopleOf(['@gl', '@Shop/Payments', 'ada@EXAMPLE.com', '@zoe', '@shop/ops', 'x@y.z'], people),
    ).toEqual({
      people: ['grace', 'ada'],
      unknown: ['@zoe', '@shop/ops', 'x@y.z'],
    });
    expect(peopleOf([], people)).toEqual({ people: [], unknown: [] });
  });
});

describe('whatever stands in the file', () => {
  const words = fc.constantFrom(
    '*',
    '**',
    '/',
    'a',
    'b.js',
    '?',
    '\\ ',
    '[',
    ']',
    '!',
    '^[A]',
    ' ',
    '@a',
    '#',
    'x@y',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
  );

  it('is read without an error, and quickly', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 60 }),
        fc.constantFrom('', '.gitlab/', '.github/'),
        (parts, folder) => {
          const read = parseCodeowners(parts.join(''), `${folder}CODEOWNERS`);
          for (const { owners } of read.rules) for (const owner of owners) expect(owner).toMatch(/@/);
          for (const paths of [[], ['a'], ['a/b.js', '/'], ['/a/']])
            for (const owner of ownersOf(read, paths)) expect(owner).toMatch(/^\S+$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a pattern that would keep a regular expression busy for ever takes no time', () => {
    const path = `${'a/'.repeat(400)}${'a'.repeat(900)}`;
    for (const dialect of ['github', 'gitlab'] as const)
      for (const pattern of [
        '**/a/'.repeat(80) + 'b',
        `/**/${'*a'.repeat(200)}b`,
        '**/**/'.repeat(100) + 'z',
      ])
        expect(codeownersMatcher(pattern, dialect)(path)).toBe(false);
  });
});
