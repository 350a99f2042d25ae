import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { Alert } from '../../src/core/alert/alert';
import type { Input } from '../../src/core/step/input';
import { EMPTY_TEAM } from '../../src/core/team/team';
import { parseBody, readPlaces } from '../../src/engine/accepted/read-request';
import { type Listener, startListener } from '../../src/engine/ingest/listener';
import { makeTokens } from '../../src/engine/ingest/tokens';
import { type Gate, type Log, NotStored, type Queries, type Unreadable } from '../../src/engine/ports';

const fixtures = path.join(import.meta.dirname, '../fixtures/ingest');

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));
}

/** Names of fixtures in a folder that begin so, in order. */
export function fixturesIn(folder: string, start = ''): string[] {
  return readdirSync(path.join(fixtures, folder))
    .filter((name) => name.startsWith(start))
    .toSorted()
    .map((name) => `${folder}/${name}`);
}

export const ENGINE_TOKEN = 'e'.repeat(64);
export const CI_TOKEN = 'c'.repeat(64);

/** A real listener before a gate that only writes down what came through it: the engine itself is tested elsewhere. */
export type Desk = {
  readonly listener: Listener;
  readonly inputs: Input[];
  readonly alerts: () => Alert[];
  readonly deadLetters: Unreadable[];
  /** Bodies that go into the journal as they came. */
  readonly journalled: string[];
  readonly logged: Array<{ readonly message: string; readonly detail: unknown }>;
  /** While true, nothing can be stored. */
  diskFull: boolean;
  post(route: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends bytes as they are and reads until the other side closes, or for so long. */
  raw(bytes: string, options?: { readonly wait?: number; readonly host?: string }): Promise<string>;
};

export async function openDesk(): Promise<Desk> {
  const inputs: Input[] = [];
  const deadLetters: Unreadable[] = [];
  const journalled: string[] = [];
  const logged: Desk['logged'] = [];
  const note = (message: string, detail?: unknown) => void logged.push({ message, detail });
  const log: Log = { info: note, warn: note, error: note };
  const state = { diskFull: false };
  const store = async (keep: () => void) => {
    await Promise.resolve();
    if (state.diskFull) throw new NotStored('the disk is full');
    keep();
  };
  const gate: Gate = {
    accept: (more) => store(() => inputs.push(...more)),
    acceptBody: (request) =>
      store(() => {
        journalled.push(request.body.toString());
        inputs.push(...readPlaces(request, parseBody(request.body), [...request.gist.rank.keys()]));
      }),
    quarantine: (one) => store(() => deadLetters.push(one)),
    command: () => Promise.reject(new Error('not asked here')),
  };
  const queries: Queries = {
    incidents: () => ({ incidents: [], next: null }),
    incident: () => null,
    pages: () => ({ pages: [], next: null }),
    sources: () => [],
    unreadable: () => [],
    team: () => EMPTY_TEAM,
    figures: () => ({
      open: 0,
      acknowledged: 0,
      ringing: 0,
      alertsAccepted: 0,
      alertsNotStored: 0,
      alertsWaiting: 0,
      unreadable: 0,
      pages: [],
      storing: true,
      sources: [],
    }),
  };
  const tokens = makeTokens({ engineToken: ENGINE_TOKEN, senders: new Map([['ci', [CI_TOKEN]]]) });
  const listener = await startListener({
    port: 0,
    gate,
    queries,
    tokens,
    clock: { now: () => Date.now() },
    log,
    me: 'ada',
    rota: () => {
      throw new Error('there is no rota here');
    },
  });

  return {
    listener,
    inputs,
    alerts: () => inputs.flatMap((input) => (input.kind === 'alertSent' ? [input.alert] : [])),
    deadLetters,
    journalled,
    logged,
    get diskFull() {
      return state.diskFull;
    },
    set diskFull(full) {
      state.diskFull = full;
    },
    post: (route, body, headers = {}) =>
      fetch(`${listener.url}${route}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${CI_TOKEN}`, ...headers },
        body:
          typeof body === 'string'
            ? body
            : body instanceof Uint8Array
              ? new Blob([body as Uint8Array<ArrayBuffer>])
              : JSON.stringify(body),
      }),
    raw: (bytes, { wait = 1500, host = '127.0.0.1' } = {}) =>
      new Promise((resolve, reject) => {
        const socket = connect(listener.port, host, () => socket.write(bytes));
        let answer = '';
        const timer = setTimeout(() => socket.destroy(), wait);
        socket.setEncoding('latin1').on('data', (data) => (answer += data));
        socket.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
        );
        socket.on('close', () => {
          clearTimeout(timer);
          resolve(answer);
        });
      }),
  };
}

/** A request as text, with the right token and type unless told otherwise. */
export function requestText(line: string, headers: readonly string[], body = ''): string {
  return `${line}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n${body}`;
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
}
