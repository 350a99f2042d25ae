import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFor, listServed } from './served-files';

const ORIGIN = 'app://watchbill';
let root: string;
let folder: string;
let served: ReadonlyMap<string, string>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-served-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '');
  writeFileSync(join(folder, 'assets', 'a.js'), '');
  writeFileSync(join(folder, 'assets', 'a.js.map'), '');
  writeFileSync(join(root, 'secrets.json'), '');
  symlinkSync('/etc/passwd', join(folder, 'passwd.html'));
  symlinkSync(root, join(folder, 'up'));
  served = listServed(folder);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('3.1-18, E4: served files', () => {
  it('are those that lie there, links and foreign kinds left out', () => {
    expect([...served.keys()].sort()).toEqual(['/assets/a.js', '/index.html']);
  });

  it.each([
    'app://watchbill/index.html',
    'app://watchbill/index.html?x#y',
    'app://watchbill/assets/../index.html',
  ])('finds %s', (address) => {
    expect(fileFor(address, ORIGIN, served)).toBe(join(folder, 'index.html'));
  });

  it.each([
    'app://watchbill/',
    'app://watchbill/../secrets.json',
    'app://watchbill/%2e%2e/secrets.json',
    'app://watchbill/..%2fsecrets.json',
    'app://watchbill/up/secrets.json',
    'app://watchbill/passwd.html',
    'app://watchbill//etc/passwd',
    'app://watchbill/index.html%00.js',
    'app://watchbill/assets/a.js.map',
    'app://other/index.html',
    'app://u:p@watchbill/index.html',
    'app://watchbill:80/index.html',
    'file:///etc/passwd',
    'https://watchbill/index.html',
    'nonsense',
  ])('refuses %s', (address) => {
    expect(fileFor(address, ORIGIN, served)).toBeNull();
  });
});
