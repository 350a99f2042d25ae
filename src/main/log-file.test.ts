import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openLogFile(folder, 'shell', () => 0);
const text = () => readFileSync(join(folder, 'shell.log'), 'utf8');

describe('openLogFile', () => {
  it('writes one line an entry, whatever the texts hold', async () => {
    const log = open();
    log.warn('source says', { detail: 'a\nb\r\n{"level":"error"}\u001b[31m' });
    log.info('next');
    await log.flush();
    const lines = text().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      detail: 'a\nb\r\n{"level":"error"}\u001b[31m',
    });
  });

  it('E8: masks secrets by key, by look and by value', async () => {
    const log = open();
    log.hide('canary-4711 "x"');
    log.info('asked https://ada:hunter22@prod/api?token=abcdef1 with Bearer abc.def-123456', {
      password: 'canary-pass',
      nested: { engineToken: 'canary-token', headers: [{ Authorization: 'canary-header' }] },
      free: 'it said canary-4711 "x" back',
      problem: new Error('401 for canary-4711 "x"'),
    });
    await log.flush();
    expect(text()).not.toMatch(/canary|hunter22|abcdef1|abc\.def/);
  });

  it('rotates at a megabyte and keeps five', async () => {
    const log = open();
    for (let i = 0; i < 8; i += 1) {
      writeFileSync(join(folder, 'shell.log'), `${i}`.repeat(1_000_001));
      log.info('one more');
      await log.flush();
    }
    expect(readdirSync(folder).sort()).toEqual([
      'shell.log',
      ...[1, 2, 3, 4, 5].map((n) => `shell.log.${n}`),
    ]);
    expect(readFileSync(join(folder, 'shell.log.1'), 'utf8')[0]).toBe('7');
    expect(readFileSync(join(folder, 'shell.log.5'), 'utf8')[0]).toBe('3');
  });

  it('does not throw when there is no place to write, nor for what cannot be printed', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const log = openLogFile(join(folder, 'taken', 'logs'), 'shell', () => 0);
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    log.error('lost', circular);
    await log.flush();
    const fine = open();
    fine.error('kept', circular);
    await fine.flush();
    expect(text()).toContain('kept');
  });
});
