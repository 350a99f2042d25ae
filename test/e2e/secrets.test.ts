import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type TestDesktop } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** Reliability 3.4 and E7 with a real keyring, and without one. Rules one by one: src/main/vault.test.ts. */
const CANARY = 'canary-4711-hunter22';
const SOURCE = {
  id: 'prod',
  url: 'http://127.0.0.1:9',
  auth: 'bearer',
  username: '',
  secret: CANARY,
  caFile: '',
  acknowledge: 'nothing',
} as const;

const start = (desktop: TestDesktop, data: string, team: string, env: NodeJS.ProcessEnv = {}) =>
  startApp(desktop, { data, env, args: [`--team=${team}`, '--me=ada'] });
const secretState = async (app: TestApp) =>
  (await ask(await app.main(), 'sources.list', {})).find(({ id }) => id === 'prod')?.secret;
const fileOf = (data: string) => join(data, 'secrets.json');

describe('with a keyring', () => {
  let desktop: TestDesktop;
  beforeAll(async () => {
    desktop = await startDesktop({ keyring: true, notifications: false });
  });
  afterAll(async () => {
    await desktop.stop();
  });

  it('secrets are encrypted, are there after a restart, and stand nowhere in clear', async () => {
    const data = join(desktop.folder, 'data');
    const team = makeTeam(desktop);
    const first = await start(desktop, data, team);
    expect(await ask(await first.main(), 'sources.save', SOURCE)).toMatchObject({ ok: true });
    expect(await ask(await first.main(), 'secrets.status', {})).toMatchObject({ state: 'encrypted' });
    expect(await secretState(first)).toBe('present');
    await first.close();
    expect(desktop.run('grep', '-raF', CANARY, data, team).stdout).toBe('');
    expect(JSON.parse(readFileSync(fileOf(data), 'utf8')).entries['source:prod'].how).toBe('encrypted');

    const second = await start(desktop, data, team);
    expect(await secretState(second)).toBe('present');
    await second.close();

    // As if the profile had been copied from another machine: enter it again, no crash.
    const copied = JSON.parse(readFileSync(fileOf(data), 'utf8'));
    copied.entries['source:prod'].data = Buffer.from('v11 something else entirely').toString('base64');
    writeFileSync(fileOf(data), JSON.stringify(copied));
    const third = await start(desktop, data, team);
    expect(await secretState(third)).toBe('missing');
    const { banners } = await ask(await third.main(), 'status.get', {});
    expect(banners.some(({ text }) => text.includes('prod'))).toBe(true);
    await third.close();
  });
});

describe('with a keyring that is locked', () => {
  it('the pager starts all the same, and nothing of it freezes', async () => {
    const desktop = await startDesktop({ notifications: false });
    try {
      // The bus would start a keyring, and that would ask for a password nobody gives.
      const app = await start(desktop, join(desktop.folder, 'data'), makeTeam(desktop), {
        XDG_CURRENT_DESKTOP: 'XFCE',
      });
      const begun = Date.now();
      await ask(await app.main(), 'ringing.get', {});
      expect(await ask(await app.main(), 'secrets.status', {})).toMatchObject({ state: 'session-only' });
      expect(Date.now() - begun).toBeLessThan(15_000);
      await app.kill();
    } finally {
      await desktop.stop();
    }
  });
});

describe('without a keyring', () => {
  let desktop: TestDesktop;
  beforeAll(async () => {
    desktop = await startDesktop({ notifications: false });
  });
  afterAll(async () => {
    await desktop.stop();
  });

  it('nothing is written until it is allowed, and then it is said', async () => {
    const data = join(desktop.folder, 'data');
    const team = makeTeam(desktop);
    const first = await start(desktop, data, team);
    const page = await first.main();
    expect(await ask(page, 'sources.save', SOURCE)).toMatchObject({ ok: true });
    expect(await ask(page, 'secrets.status', {})).toMatchObject({
      state: 'session-only',
      backend: 'basic_text',
    });
    expect(existsSync(fileOf(data))).toBe(false);
    expect(await secretState(first)).toBe('present');
    await first.close();
    expect(desktop.run('grep', '-raF', CANARY, data, team).stdout).toBe('');

    const second = await start(desktop, data, team);
    expect(await secretState(second)).toBe('missing');
    await ask(await second.main(), 'secrets.allowPlain', { allow: true });
    expect(await ask(await second.main(), 'sources.save', SOURCE)).toMatchObject({ ok: true });
    expect(await ask(await second.main(), 'secrets.status', {})).toMatchObject({
      state: 'plain-file',
      text: expect.stringContaining('not encrypted'),
    });
    await second.close();
    expect(desktop.run('stat', '-c', '%a', fileOf(data)).stdout.trim()).toBe('600');

    const third = await start(desktop, data, team);
    expect(await secretState(third)).toBe('present');
    await ask(await third.main(), 'secrets.allowPlain', { allow: false });
    await third.close();
    expect(desktop.run('grep', '-raF', CANARY, data, team).stdout).toBe('');
  });
});
