import { type ChildProcess, fork, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askOnce } from '../http/connection';

/** A server that takes `POST /api/v2/alerts`, fresh, with nothing stored. */
export type Server = {
  readonly port: number;
  readonly token: string;
  /** Alerts that it says it took. */
  taken(): Promise<number>;
  /** Alerts that it took and does not show yet. */
  waiting(): Promise<number>;
  /** Kills it and removes its data. */
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Our engine from the built command line; its pages go to a file. */
export async function startOurs(app: string, folder: string): Promise<Server> {
  const place = mkdtempSync(join(folder, 'ours-'));
  const team = writeTeam(place);
  const told = join(place, 'stdout');
  const output = openSync(told, 'w');
  const child = launch(
    process.execPath,
    [
      join(app, 'out/cli/watchbill.js'),
      'engine',
      '--team',
      team,
      '--data',
      join(place, 'data'),
      '--me',
      'ada',
      '--json',
    ],
    output,
  );
  closeSync(output);
  const first = await until('the engine', 20_000, () => readFileSync(told, 'utf8').split('\n')[0] || null);
  const { url, token } = JSON.parse(first) as { url: string; token: string };
  const port = Number(new URL(url).port);
  return {
    port,
    token,
    taken: async () => counter(await askOnce<string>(port, 'GET', '/metrics', token), /accepted\S* (\d+)/),
    waiting: async () =>
      counter(await askOnce<string>(port, 'GET', '/metrics', token), /alerts_waiting (\d+)/),
    stop: () => end(child, place),
  };
}

/** Debian's Alertmanager; it keeps nothing on disk before it answers. */
export async function startAlertmanager(folder: string): Promise<Server> {
  const place = mkdtempSync(join(folder, 'alertmanager-'));
  writeFileSync(
    join(place, 'config.yml'),
    'route: { receiver: nobody, group_by: [alertname] }\nreceivers: [{ name: nobody }]\n',
  );
  const port = await freePort();
  const child = launch(
    'prometheus-alertmanager',
    [
      `--config.file=${join(place, 'config.yml')}`,
      `--storage.path=${join(place, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    'ignore',
  );
  await until('Alertmanager', 20_000, () =>
    askOnce(port, 'GET', '/-/ready', '').then(
      () => true,
      () => null,
    ),
  );
  return {
    port,
    token: '',
    taken: async () =>
      counter(
        await askOnce<string>(port, 'GET', '/metrics', ''),
        /^alertmanager_alerts_received_total\{status="firing",version="v2"\} (\S+)/m,
      ),
    waiting: () => Promise.resolve(0),
    stop: () => end(child, place),
  };
}

/** Node's HTTP server with nothing behind it; with `syncs` it makes each body durable first (bare-server.ts). */
export async function startBare(which: 'answers' | 'syncs', folder: string): Promise<Server> {
  const place = mkdtempSync(join(folder, 'bare-'));
  const child = fork(join(import.meta.dirname, 'bare-server.js'), [which, place]);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (told) => resolve(told as number));
    child.once('exit', (code) => reject(new Error(`bare-server ended with ${code}`)));
  });
  return {
    port,
    token: '',
    // It counts nothing: the load counts its answers.
    taken: () => Promise.resolve(Number.POSITIVE_INFINITY),
    waiting: () => Promise.resolve(0),
    stop: () => end(child, place),
  };
}

/** @param sources YAML list items */
export function writeTeam(folder: string, sources = ''): string {
  const team = join(folder, 'team');
  mkdirSync(team, { recursive: true });
  writeFileSync(
    join(team, 'watchbill.yaml'),
    `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
services:
  - { id: payments, name: Payments, match: [ 'namespace="payments"' ] }
  - { id: everything, name: Everything, match: [] }
sources: ${sources === '' ? '[]' : `\n${sources}`}
`,
  );
  return team;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Asks until there is an answer. @throws when there is none in time */
export async function until<T>(
  what: string,
  patience: number,
  ask: () => T | null | Promise<T | null>,
  every = 10,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${patience} ms`);
    await sleep(every);
  }
}

function counter(metrics: string, pattern: RegExp): number {
  const found = pattern.exec(metrics)?.[1];
  if (found === undefined) throw new Error(`no ${pattern.source} in the metrics`);
  return Number(found);
}

function launch(command: string, args: readonly string[], stdout: number | 'ignore'): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', stdout, 'ignore'] });
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => running.delete(child));
  return child;
}

async function end(child: ChildProcess, place: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(place, { recursive: true, force: true });
}
