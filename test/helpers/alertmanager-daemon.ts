import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from '../../src/engine/http-client/request';

/** A server program of Debian's, run on a loopback port for one test. */
export type Daemon = {
  readonly port: number;
  /** All it wrote, newest last, cut to the last 64 KB. */
  output(): string;
  /** SIGTERM, and waits until it is gone (SIGKILL after 5 s). */
  stop(): Promise<void>;
  /** SIGKILL: as a crash. */
  kill(): Promise<void>;
};

export type DaemonOptions = {
  readonly binary: string;
  /** Debian's package of that name, for the error message. */
  readonly debian: string;
  args(port: number): readonly string[];
  /** Answers 200 once it is ready. */
  readyUrl(port: number): string;
  readonly authorization?: string | null;
  readonly ca?: string | null;
  /** To take again after a restart; any free one otherwise. */
  readonly port?: number;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program and waits until it is ready; tries another port when the chosen one was taken meanwhile. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  if (!existsSync(options.binary))
    throw new Error(`${options.binary} is missing: apt-get install ${options.debian}`);
  for (let tries = 1; ; tries += 1) {
    const port = options.port ?? (await freePort());
    const { child, output } = launch(options.binary, options.args(port));
    const why = await ready(child, options, port);
    if (why === null) {
      return { port, output, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
    }
    await end(child, 'SIGKILL');
    if (tries === 3 || !output().includes('address already in use')) {
      throw new Error(`${options.binary} did not start: ${why}\n${output()}`);
    }
    await sleep(300);
  }
}

function launch(binary: string, args: readonly string[]) {
  // Where util-linux is there, the kernel ends it when the test dies in whatever way.
  const setpriv = '/usr/bin/setpriv';
  const [command, all] = existsSync(setpriv)
    ? [setpriv, ['--pdeathsig', 'KILL', binary, ...args]]
    : [binary, [...args]];
  const child = spawn(command, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-65_536);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => keep(Buffer.from(String(error))));
  return { child, output: () => text };
}

/** null when it is ready, else why not. */
async function ready(child: ChildProcess, options: DaemonOptions, port: number): Promise<string | null> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      return `it ended with ${child.exitCode ?? child.signalCode}`;
    const reply = await request(
      {
        method: 'GET',
        url: options.readyUrl(port),
        authorization: options.authorization ?? null,
        body: null,
        ca: options.ca ?? null,
        signal: AbortSignal.timeout(2000),
      },
      { connect: 1000, total: 2000, bytes: 100_000 },
    );
    if (reply.ok && reply.status === 200) return null;
    await sleep(50);
  }
  return 'it was not ready within 20 s';
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

/** A port that was free a moment ago. */
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
