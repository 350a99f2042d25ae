import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { TemporaryTeam } from './temporary-team';

/** The built command line; another build of it where the environment says so. */
export const CLI =
  process.env['WATCHBILL_TEST_CLI'] ?? resolve(import.meta.dirname, '../../out/cli/watchbill.js');

type Said = Readonly<Record<string, unknown>> & { readonly event: string };
export type ApiIncident = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly status: 'open' | 'acknowledged' | 'resolved';
  readonly source: string;
  readonly service: string;
  readonly dedupKey: string;
  readonly count: number;
  readonly acknowledgedBy: string | null;
};

/** A real engine in a process of its own, driven over HTTP as anybody outside would. */
export type EngineProcess = {
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
  /** Lines it said, as they come. */
  readonly said: Said[];
  readonly errors: string[];
  get<T>(path: string): Promise<T>;
  post(path: string, body: unknown): Promise<Response>;
  /** A PagerDuty event through the built-in sender. */
  pagerDuty(
    action: 'trigger' | 'acknowledge' | 'resolve',
    dedupKey: string,
    summary?: string,
  ): Promise<Response>;
  incidents(status?: string): Promise<ApiIncident[]>;
  /** Waits for a line. @throws after the time-out, with all it said */
  hears(matches: (line: Said) => boolean, within?: number): Promise<Said>;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts `watchbill engine` (or another program that speaks the same) and waits until it listens. */
export async function startEngineProcess(
  team: TemporaryTeam,
  options: {
    program?: string;
    args?: readonly string[];
    env?: Record<string, string>;
    /** A program that runs it (a tracer), with its arguments. */
    under?: readonly string[];
    /** Who sits there; Ada unless told. */
    me?: string;
  } = {},
): Promise<EngineProcess> {
  const args = [
    options.program ?? CLI,
    ...(options.program ? [] : ['engine']),
    '--team',
    team.folder,
    '--data',
    team.data,
    '--me',
    options.me ?? 'ada',
    '--port',
    '0',
    '--json',
    ...(options.args ?? []),
  ];
  const words = [...(options.under ?? []), process.execPath, ...args];
  const child = spawn(words[0] as string, words.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const said: Said[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line) as Said);
    for (const check of waiting) check();
  });
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));

  function hears(matches: (line: Said) => boolean, within = 10_000): Promise<Said> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        fail(
          new Error(
            `not heard in ${within} ms; it said:\n${[...said.map((line) => JSON.stringify(line)), ...errors].join('\n')}`,
          ),
        );
      }, within);
      const check = (): void => {
        const found = said.find(matches);
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(check);
        done(found);
      };
      waiting.add(check);
      check();
    });
  }

  const listening = (await hears(({ event }) => event === 'listening')) as unknown as {
    url: string;
    token: string;
  };
  const { url, token } = listening;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const post = (path: string, body: unknown) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  async function get<T>(path: string): Promise<T> {
    const answer = await fetch(url + path, { headers });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  return {
    url,
    token,
    child,
    said,
    errors,
    get,
    post,
    pagerDuty: (event_action, dedup_key, summary = dedup_key) =>
      post('/v2/enqueue', {
        routing_key: token,
        event_action,
        dedup_key,
        payload: { summary, source: 'test', severity: 'critical' },
      }),
    incidents: async (status = 'all') =>
      (await get<{ incidents: ApiIncident[] }>(`/api/v1/incidents?status=${status}&limit=500`)).incidents,
    hears,
    async kill(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
