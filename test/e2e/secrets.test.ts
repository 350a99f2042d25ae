import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killGroup, startDesktop, type TestDesktop, until } from '../helpers/desktop';
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
const KEYRING = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];

/** Locks the keyring that new secrets go to; whoever wants one then has to ask a person. */
function lockKeyring(desktop: TestDesktop): void {
  desktop.run(
    'dbus-send',
    ...KEYRING,
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/aliases/default',
  );
  if (isLocked(desktop) !== true) throw new Error('the keyring is not locked');
}

/**
 * As when a person logs in again: a new daemon takes the old one's place, with the password. Asked too early, it forgets
 * the password: it is left alone until it says that it is there.
 */
async function unlockKeyring(desktop: TestDesktop): Promise<void> {
  const daemon = 'gnome-keyring-daemon --replace --unlock --components=secrets --foreground';
  const child = spawn('sh', ['-c', `printf 'pw\\n' | exec ${daemon}`], {
    env: desktop.env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  desktop.atEnd(async () => killGroup(child));
  await once(child.stdout, 'data');
}

/** Null where there is no keyring (yet); the bus must not start one because we ask. */
function isLocked(desktop: TestDesktop): boolean | null {
  const answer = desktop.run(
    'busctl',
    '--user',
    '--auto-start=no',
    'get-property',
    'org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.Secret.Collection',
    'Locked',
  );
  return answer.ok ? answer.stdout.includes('true') : null;
}

const fileOf = (data: string) => join(data, 'secrets.json');

describe('with a keyring', () => {
  let desktop: TestDesktop;
  beforeAll(async () => {
    desktop = await startDesktop({ keyring: true, notifications: false });
  });
  afterAll(async () => {
    await desktop.stop();
  });

  it('3.4-a, 3.4-c, E7: secrets are encrypted, are there after a restart, stand nowhere in clear; a foreign blob is asked for again', async () => {
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
  let desktop: TestDesktop;
  beforeAll(async () => {
    desktop = await startDesktop({ keyring: true, notifications: false });
  });
  afterAll(async () => {
    await desktop.stop();
  });

  it('3.4-d, E7: the pager starts all the same, nothing of it freezes; unlocked later, it is used', async () => {
    const data = join(desktop.folder, 'data');
    lockKeyring(desktop);
    const app = await start(desktop, data, makeTeam(desktop));
    const page = await app.main();
    const begun = Date.now();
    await ask(page, 'ringing.get', {});
    expect(await ask(page, 'secrets.status', {})).toMatchObject({ state: 'session-only' });
    expect(await ask(page, 'sources.save', SOURCE)).toMatchObject({ ok: true });
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(await secretState(app)).toBe('present');
    expect(existsSync(fileOf(data))).toBe(false);

    await unlockKeyring(desktop);
    await until('an open keyring', () => isLocked(desktop) === false);
    expect(await ask(page, 'secrets.status', {})).toMatchObject({ state: 'encrypted' });
    expect(await ask(page, 'sources.save', { ...SOURCE, secret: `${CANARY}-again` })).toMatchObject({
      ok: true,
    });
    expect(JSON.parse(readFileSync(fileOf(data), 'utf8')).entries['source:prod'].how).toBe('encrypted');
    await app.close();
    expect(desktop.run('grep', '-raF', CANARY, data).stdout).toBe('');
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

  it('3.4-a, 3.4-b, E7: nothing is written until it is allowed, and then it is said', async () => {
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
