import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killGroup } from '../../test/helpers/desktop';
import type { Bench } from '../bench-options';
import { askOnce } from '../http/connection';
import { freePort, until, writeTeam } from '../ingest/servers';
import { type Area, clockMs } from './pixels';
import type { Stage } from './stage';

/** An app under test that takes alerts over HTTP and shows a pop-up for a critical one. */
export type PagingApp = {
  readonly port: number;
  readonly token: string;
  readonly path: string;
  readonly pid: number;
  /** `clockMs` when it was started. */
  readonly startedAt: number;
  /** Where the words of its window stand, when it shows one. */
  readonly window: Area;
  listening(): Promise<void>;
  /** Takes the pop-up off: answers whatever rings. */
  hide(): Promise<void>;
  kill(): Promise<void>;
};

/** The queue's rows or its empty screen, in the middle of a 1200x800 window that is centred. */
export const OUR_WINDOW: Area = { x: 200, y: 100, width: 600, height: 300 };
export const FLOOR_POPUP: Area = { x: 560, y: 40, width: 300, height: 56 };
export const FLOOR_WINDOW: Area = { x: 200, y: 100, width: 600, height: 300 };

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach(killGroup));

/** What is started anew with the same data and port after a crash. */
export type Home = {
  readonly data: string;
  readonly team: string;
  readonly token: string;
  readonly port: number;
};

/** Data and team folder of our app, with a token that we know: as a desktop without a keychain keeps it. */
export async function makeHome(folder: string, sources = ''): Promise<Home> {
  const place = mkdtempSync(join(folder, 'home-'));
  const data = join(place, 'data');
  mkdirSync(data);
  const token = randomBytes(32).toString('hex');
  writeFileSync(
    join(data, 'secrets.json'),
    JSON.stringify({ version: 1, entries: { 'token:local': { how: 'plain', data: token } } }),
    { mode: 0o600 },
  );
  return { data, team: writeTeam(place, sources), token, port: await freePort() };
}

/** Command line of our app. @param root where the built app stands */
export function ourArguments(root: string, home: Home, show: 'window' | 'tray'): string[] {
  return [
    ...asRoot,
    root,
    '--data',
    home.data,
    '--team',
    home.team,
    '--me',
    'ada',
    '--port',
    String(home.port),
    ...(show === 'tray' ? ['--hidden'] : []),
  ];
}

export function startOurApp(bench: Bench, stage: Stage, home: Home, show: 'window' | 'tray'): PagingApp {
  const app = launch(bench, stage, ourArguments(bench.app, home, show));
  return { ...app, ...ourDoor(home), window: OUR_WINDOW };
}

/** How our app is spoken to, whoever started it. */
export function ourDoor({
  port,
  token,
}: Home): Pick<PagingApp, 'port' | 'token' | 'path' | 'listening' | 'hide'> {
  return {
    port,
    token,
    path: '/api/v2/alerts',
    listening: () => answers(port, '/healthz'),
    hide: () => acknowledgeOpen(port, token),
  };
}

/** The least that Electron can do: bench/floor-app. */
export async function startFloorApp(bench: Bench, stage: Stage, show: 'window' | 'tray'): Promise<PagingApp> {
  const data = mkdtempSync(join(bench.folder, 'floor-'));
  const port = await freePort();
  const root = join(import.meta.dirname, '../../bench/floor-app');
  const app = launch(bench, stage, [...asRoot, root, `--data=${data}`, `--port=${port}`, `--show=${show}`]);
  return {
    ...app,
    port,
    token: '',
    path: '/alerts',
    window: FLOOR_WINDOW,
    listening: () => answers(port, '/healthz'),
    hide: async () => void (await askOnce(port, 'POST', '/hide', '')),
  };
}

function launch(
  bench: Bench,
  stage: Stage,
  args: readonly string[],
): Pick<PagingApp, 'pid' | 'startedAt' | 'kill'> {
  const startedAt = clockMs();
  const child = spawn(bench.electron, args, { env: stage.desktop.env, stdio: 'ignore', detached: true });
  running.add(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    pid: child.pid as number,
    startedAt,
    kill: async () => {
      killGroup(child);
      await gone;
      running.delete(child);
    },
  };
}

async function answers(port: number, path: string): Promise<void> {
  await until(
    'the listener',
    30_000,
    () =>
      askOnce(port, 'GET', path, '').then(
        () => true,
        () => null,
      ),
    3,
  );
}

export async function acknowledgeOpen(port: number, token: string): Promise<void> {
  for (;;) {
    const { incidents } = await askOnce<{ incidents: Array<{ id: string }> }>(
      port,
      'GET',
      '/api/v1/incidents?status=open&limit=200',
      token,
    );
    if (incidents.length === 0) return;
    for (const { id } of incidents) await askOnce(port, 'POST', `/api/v1/incidents/${id}/acknowledge`, token);
  }
}
