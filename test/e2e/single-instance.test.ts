import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { killGroup, startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { appCommand, ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/** Reliability A17 and A18: one pager, however often it is started. */
let desktop: TestDesktop;
let team: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
  team = makeTeam(desktop);
});
afterEach(() => {
  for (const child of children.splice(0)) killGroup(child);
});
afterAll(async () => {
  await desktop.stop();
});

async function again(data: string, ...args: string[]): Promise<ChildProcess> {
  const [command, all] = await appCommand([`--data=${data}`, `--team=${team}`, '--me=ada', ...args]);
  const child = spawn(command, all, { env: desktop.env, stdio: 'ignore', detached: true });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess, patience: number): Promise<number | null | 'runs'> =>
  Promise.race([
    child.exitCode === null
      ? new Promise<number | null>((done) => child.once('exit', done))
      : Promise.resolve(child.exitCode),
    sleep(patience, 'runs' as const),
  ]);

function isAlive(pid: number): boolean {
  try {
    // A zombie has no files of its own any more.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

const isShown = (app: TestApp) =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (each) => each.isVisible() && each.webContents.getURL().includes('index.html'),
    ),
  );

describe('a second start', () => {
  it('A17: raises the first, hands over its link, and ends with 0', async () => {
    const app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada', '--hidden'] });
    try {
      await ask(await app.popup(), 'status.get', {});
      expect(await isShown(app)).toBe(false);
      expect(await ended(await again(app.data, '--hidden'), 15_000)).toBe(0);
      expect(await isShown(app)).toBe(false);

      expect(await ended(await again(app.data), 15_000)).toBe(0);
      await until('a window', () => isShown(app));
      const page = await app.main();
      const navigated = page.evaluate(
        () =>
          new Promise((done) => {
            const { watchbill } = window as unknown as {
              watchbill: { on(name: string, listener: (payload: unknown) => void): void };
            };
            watchbill.on('navigate', done);
          }),
      );
      expect(await ended(await again(app.data, 'watchbill://incident/desk-7'), 15_000)).toBe(0);
      expect(await navigated).toEqual({ screen: 'queue', incident: 'desk-7' });
    } finally {
      await app.close();
    }
  });

  it('A18: is the first again after a kill -9, and no process is left behind', async () => {
    const data = join(desktop.folder, 'killed');
    const first = await startApp(desktop, { data, args: [`--team=${team}`, '--me=ada'] });
    await ask(await first.main(), 'ringing.get', {});
    const pids = await first.electron.evaluate(({ app }) => app.getAppMetrics().map((each) => each.pid));
    expect(pids.length).toBeGreaterThanOrEqual(4);
    await first.kill();
    await until('end of all its processes', () => pids.every((pid) => !isAlive(pid)));
    expect(existsSync(join(data, 'data'))).toBe(true);
    const second = await startApp(desktop, { data, args: [`--team=${team}`, '--me=ada'] });
    await ask(await second.main(), 'ringing.get', {});
    expect(await ask(await second.main(), 'status.get', {})).toMatchObject({ listener: { ok: true } });
    await second.close();
  });

  it('A17: twenty at once: exactly one survives, with one listener', async () => {
    const data = join(desktop.folder, 'twenty');
    const all = await Promise.all(Array.from({ length: 20 }, () => again(data, '--hidden')));
    const fates = () => all.map(({ exitCode, signalCode }) => signalCode ?? exitCode ?? 'runs');
    await until(
      'nineteen that end',
      () => fates().filter((fate) => fate !== 'runs').length >= 19,
      60_000,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${fates().join(' ')}`);
    });
    await sleep(2_000);
    const alive = all.filter((child) => child.exitCode === null && child.signalCode === null);
    expect(alive).toHaveLength(1);
    expect(fates().filter((fate) => fate !== 'runs')).toEqual(Array.from({ length: 19 }, () => 0));
    // Main has one engine; its process is a utility of the survivor.
    const engines = desktop
      .run('pgrep', '-f', '-P', String(alive[0]!.pid), 'node.mojom.NodeService')
      .stdout.trim()
      .split('\n');
    expect(engines).toHaveLength(1);
  });
});
