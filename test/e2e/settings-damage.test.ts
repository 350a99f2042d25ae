import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** Reliability A14 and A15 in the real app, with electron-store. Single damages: src/main/settings-file.test.ts. */
let desktop: TestDesktop;
let team: string;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  team = makeTeam(desktop);
});
afterAll(async () => {
  await desktop.stop();
});

const start = (data: string) => startApp(desktop, { data, args: [`--team=${team}`, '--me=ada'] });
const file = (data: string) => join(data, 'settings.json');
const read = (data: string) => JSON.parse(readFileSync(file(data), 'utf8'));
const settingsOf = async (app: TestApp) => await ask(await app.main(), 'settings.get', {});
const bannersOf = async (app: TestApp) =>
  (await ask(await app.main(), 'status.get', {})).banners.map((banner) => banner.text);

describe('A14, A15, P9: settings', () => {
  it('are kept, with keys of a later version, and survive damage from the last good copy', async () => {
    const data = join(desktop.folder, 'kept');
    const first = await start(data);
    await ask(await first.main(), 'settings.set', { volume: 0.25, redact: true });
    await first.close();
    expect(read(data).settings).toMatchObject({ volume: 0.25, redact: true });

    // A later version wrote keys that we do not know.
    const later = { ...read(data), future: { a: [1] }, settings: { ...read(data).settings, later: 'yes' } };
    writeFileSync(file(data), JSON.stringify(later));
    const second = await start(data);
    await ask(await second.main(), 'settings.set', { volume: 0.5 });
    await second.close();
    expect(read(data)).toMatchObject({
      future: { a: [1] },
      settings: { later: 'yes', volume: 0.5, redact: true },
    });

    writeFileSync(file(data), readFileSync(file(data), 'utf8').slice(0, 90));
    const third = await start(data);
    expect(await settingsOf(third)).toMatchObject({ volume: 0.5, redact: true });
    expect(await bannersOf(third)).toEqual(
      expect.arrayContaining([expect.stringContaining('settings file was damaged')]),
    );
    await third.close();
    expect(readdirSync(data).filter((name) => name.startsWith('settings.json.corrupt-'))).toHaveLength(1);
    expect(read(data).future).toEqual({ a: [1] });
  });

  it.each([
    ['empty', (path: string) => writeFileSync(path, '')],
    ['NUL bytes', (path: string) => writeFileSync(path, Buffer.alloc(1000))],
    ['50 MB', (path: string) => writeFileSync(path, `{"settings":{"theme":"${'x'.repeat(50_000_000)}"}}`)],
    [
      'prototype keys',
      (path: string) =>
        writeFileSync(
          path,
          '{"__proto__":{"polluted":1},"settings":{"__proto__":{"polluted":1},"volume":"x"}}',
        ),
    ],
    ['a link to a device', (path: string) => symlinkSync('/dev/zero', path)],
    ['a pipe', (path: string) => void execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('%s: the app starts with the defaults, the bad file is kept aside', async (name, damage) => {
    const data = join(desktop.folder, `damaged ${name}`);
    mkdirSync(data);
    damage(file(data));
    const app = await start(data);
    expect(await settingsOf(app)).toMatchObject({ theme: 'system', volume: 0.8 });
    expect(await app.electron.evaluate(() => ({}))).toEqual({});
    await ask(await app.main(), 'settings.set', { volume: 0.1 });
    await until('written settings', () => read(data).settings.volume === 0.1);
    await app.close();
    expect(readdirSync(data).some((each) => each.startsWith('settings.json.corrupt-'))).toBe(true);
  });
});
