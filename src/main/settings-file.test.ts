import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healSettings, keepGoodCopy, printStored } from './settings-file';
import { DEFAULTS } from './stored-settings';

const NOW = Date.UTC(2026, 10, 23, 9, 18, 22);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-settings-'));
  path = join(folder, 'settings.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const asides = () => readdirSync(folder).filter((name) => name.includes('.corrupt-'));
const mine = { ...DEFAULTS, settings: { ...DEFAULTS.settings, volume: 0.3, redact: true } };

describe('A14: healSettings', () => {
  it('starts with the defaults on a new machine and writes nothing', () => {
    expect(healSettings(path, NOW)).toEqual({ stored: DEFAULTS, problem: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  const damages: ReadonlyArray<readonly [string, string | Buffer]> = [
    ['empty', ''],
    ['cut in half', printStored(mine).slice(0, 80)],
    ['an array', '[]'],
    ['null', 'null'],
    ['a number', '42'],
    ['NUL bytes', Buffer.alloc(4096)],
    ['two megabytes of JSON', JSON.stringify({ settings: { theme: 'x'.repeat(2_000_000) } })],
    ['deep nesting', '['.repeat(100_000)],
  ];
  it.each(damages)('%s: moved aside, last good copy in force', (_name, content) => {
    keepGoodCopy(path, mine);
    writeFileSync(path, content);
    const healed = healSettings(path, NOW);
    expect(healed.stored).toEqual(mine);
    expect(healed.problem).toContain('last good copy');
    expect(asides()).toEqual(['settings.json.corrupt-2026-11-23T09-18-22-000Z']);
    expect(readFileSync(join(folder, asides()[0]!)).equals(Buffer.from(content))).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(mine);
  });

  it.each(damages)('%s, and no copy: defaults', (_name, content) => {
    writeFileSync(path, content);
    expect(healSettings(path, NOW).stored).toEqual(DEFAULTS);
    expect(asides()).toHaveLength(1);
  });

  it('takes single wrong values from the copy, the others from the file', () => {
    keepGoodCopy(path, mine);
    writeFileSync(
      path,
      JSON.stringify({ ...mine, settings: { ...mine.settings, volume: 'loud', theme: 'dark', port: -1 } }),
    );
    const healed = healSettings(path, NOW);
    expect(healed.stored.settings).toEqual({ ...mine.settings, theme: 'dark' });
    expect(healed.problem).toContain('settings.volume, settings.port');
    expect(asides()).toHaveLength(1);
  });

  it('uses defaults for wrong types of every key', () => {
    const wrong = Object.fromEntries(Object.keys(DEFAULTS.settings).map((key) => [key, { no: [key] }]));
    writeFileSync(path, JSON.stringify({ settings: wrong, firstRun: 7, shell: 'x' }));
    expect(healSettings(path, NOW).stored).toEqual(DEFAULTS);
  });

  it('keeps keys it does not know, outside and inside of sections', () => {
    const text = JSON.stringify({ ...mine, future: { a: 1 }, settings: { ...mine.settings, later: 'yes' } });
    writeFileSync(path, text);
    const healed = healSettings(path, NOW);
    expect(healed.stored).toEqual(JSON.parse(text));
    expect(healed.problem).toBeNull();
    expect(asides()).toEqual([]);
  });

  it('is not harmed by prototype keys', () => {
    writeFileSync(
      path,
      '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"settings":{"__proto__":{"theme":"dark","x":1}}}',
    );
    const healed = healSettings(path, NOW);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect((healed.stored as Record<string, unknown>).x).toBeUndefined();
    expect((healed.stored.settings as Record<string, unknown>).x).toBeUndefined();
    expect(healed.stored.settings.theme).toBe('system');
    expect(Object.getPrototypeOf(healed.stored)).toBe(Object.prototype);
  });

  it('reads past a byte order mark and writes it away; of duplicate keys the last counts', () => {
    writeFileSync(path, '\uFEFF{"settings":{"volume":0.1,"volume":0.2}}');
    const healed = healSettings(path, NOW);
    expect(healed.problem).toBeNull();
    expect(healed.stored.settings.volume).toBe(0.2);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(healed.stored);
  });

  it('uses the copy when the file is gone', () => {
    keepGoodCopy(path, mine);
    const healed = healSettings(path, NOW);
    expect(healed.stored).toEqual(mine);
    expect(healed.problem).toContain('missing');
  });

  it.skipIf(process.platform === 'win32')('follows no symlink and opens no pipe or device', () => {
    const elsewhere = join(folder, 'elsewhere.json');
    for (const [name, put] of [
      ['a link', () => symlinkSync(elsewhere, path)],
      ['a link to /dev/zero', () => symlinkSync('/dev/zero', path)],
      ['a dangling link', () => symlinkSync(join(folder, 'nowhere'), path)],
      ['a loop', () => symlinkSync(path, path)],
      ['a pipe', () => execFileSync('mkfifo', [path])],
      ['a folder', () => execFileSync('mkdir', [path])],
    ] as const) {
      writeFileSync(elsewhere, printStored(mine));
      put();
      expect(healSettings(path, NOW).stored, name).toEqual(DEFAULTS);
      expect(lstatSync(path).isFile(), name).toBe(true);
      expect(readFileSync(elsewhere, 'utf8'), name).toBe(printStored(mine));
      for (const each of readdirSync(folder)) rmSync(join(folder, each), { recursive: true });
    }
  });
});
