import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/commands/check';
import { engine } from '../../src/cli/commands/engine';
import { fairness } from '../../src/cli/commands/fairness';
import { ics } from '../../src/cli/commands/ics';
import { importCommand } from '../../src/cli/commands/import';
import { plan } from '../../src/cli/commands/plan';
import { rota } from '../../src/cli/commands/rota';
import { who } from '../../src/cli/commands/who';
import type { Io } from '../../src/cli/io';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';
import { readArguments } from '../../src/main/arguments';
import { guarded } from './guarded';
import { ODD_TEXTS } from './mutations';
import { assertHolds } from './runs';

/* Words of a command line, in any order: an exit code that is documented, and something said whenever it is not 0. */
const FIXTURES = join(import.meta.dirname, '../fixtures');
const before = process.cwd();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-fuzz-cli-'));
  // Whatever a word like `--out x` makes is made in here.
  process.chdir(folder);
  cpSync(join(FIXTURES, 'team/good/whole.yaml'), join(folder, 'watchbill.yaml'));
  cpSync(join(FIXTURES, 'imports/pagerduty/daily.json'), join(folder, 'daily.json'));
  writeFileSync(join(folder, 'broken.yaml'), 'watchbill: [');
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const readIcs = makeIcsReader(null);
const NOW = Date.UTC(2026, 10, 23, 12);
const NO_SOLVER = new URL('file:///nowhere/solver-worker.js');
const COMMANDS: Readonly<Record<string, (argv: readonly string[], io: Io) => Promise<number>>> = {
  check: (argv, io) => check(argv, io, readIcs, NOW),
  fairness: (argv, io) => fairness(argv, io, readIcs),
  ics: (argv, io) => ics(argv, io, readIcs, NOW),
  import: (argv, io) => importCommand(argv, io, readIcs, NOW),
  plan: (argv, io) => plan(argv, io, { readIcs, solverUrl: NO_SOLVER }),
  rota: (argv, io) => rota(argv, io, readIcs),
  who: (argv, io) => who(argv, io, readIcs, NOW),
  // Never with a person who is there: it would start.
  engine: (argv, io) =>
    engine(
      argv.map((word) => (word === 'ada' ? 'nobody' : word)),
      io,
      NO_SOLVER,
      '0.0.0',
    ),
};

/** Nothing that names a place outside of the folder we stand in, and no address. */
const harmless = (text: string) =>
  !/[/\\:]|^\.\.?$/.test(text) && !text.includes('\u0000') && text.length < 300;
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '.',
      'watchbill.yaml',
      'broken.yaml',
      'daily.json',
      'nothing.yaml',
      'primary',
      'ada',
      'pagerduty',
      'opsgenie',
      'ics',
      '2026-01-01',
      '2026-03-01',
      '2026-02-30',
      '2026-01-05T09:00',
      '0001-01-01',
      '9999-12-31',
      '1 week',
      '0 days',
      '-1',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '--schedule',
      '--person',
      '--from',
      '--to',
      '--at',
      '--json',
      '--csv',
      '--team',
      '--data',
      '--me',
      '--port',
      '--turn',
      '--people',
      '--layer',
      '--fallback',
      '--help',
      '-h',
      '--',
      '-',
      '--write',
      '--schedule=',
      '--from=2026-01-01',
      '--to=2026-03-01',
      '--people=ada,,grace',
      '--__proto__',
      '--constructor=1',
      '--no-json',
      '-xyz',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS.filter(harmless)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).filter(harmless) },
);

describe('the command line', () => {
  it('E3: any words: a documented exit code, and a reason whenever it is not 0', async () => {
    const file = join(folder, 'watchbill.yaml');
    const stands = readFileSync(file, 'utf8');
    const argv = fc.tuple(fc.constantFrom(...Object.keys(COMMANDS)), fc.array(word, { maxLength: 7 }));
    await assertHolds(300, argv, async ([command, words]) => {
      const said: string[] = [];
      const errors: string[] = [];
      const code = await guarded(() =>
        (COMMANDS[command] as (typeof COMMANDS)[string])(words, {
          out: (line) => void said.push(line),
          err: (line) => void errors.push(line),
        }),
      );
      expect([0, 1, 2]).toContain(code);
      const all = [...said, ...errors].join('\n');
      expect(all).not.toMatch(
        /\[object Object\]|\b(Type|Range|Reference)Error\b|Cannot read propert|is not a function|^\s+at .*\.ts:/m,
      );
      if (code === 2) expect(errors.join('\n').trim()).not.toBe('');
      if (code === 1) expect(all.trim()).not.toBe('');
      if (!words.includes('--write')) expect(readFileSync(file, 'utf8')).toBe(stands);
      else writeFileSync(file, stands);
    });
  });

  it('E6: any words to the app: only what was asked for, each of its kind', async () => {
    const flags = fc.oneof(
      word,
      fc.constantFrom(
        '--data=x',
        '--team',
        '--me=ada',
        '--port=99999',
        '--port=-1',
        '--demo',
        '--hidden',
        '--inspect',
        'watchbill://incident/x',
        'WATCHBILL:',
        '--data=',
        '--data='.repeat(3),
      ),
    );
    await assertHolds(200, fc.array(flags, { maxLength: 8 }), async (words) => {
      const read = await guarded(() => readArguments(words, folder));
      expect(
        read.port === null || (Number.isInteger(read.port) && read.port >= 0 && read.port <= 65_535),
      ).toBe(true);
      expect(read.data === null || read.data.startsWith(folder)).toBe(true);
      expect(read.team === null || read.team.startsWith(folder)).toBe(true);
      expect(read.me === null || (typeof read.me === 'string' && read.me !== '')).toBe(true);
      expect(read.link === null || /^watchbill:/i.test(read.link)).toBe(true);
    });
  });
});
