import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request } from '../../src/engine/http-client/request';
import { type Daemon, startDaemon } from './alertmanager-daemon';

export type AlertmanagerOptions = {
  /** Its YAML; by default everything goes to a receiver that does nothing. */
  readonly config?: string;
  /** `/am` serves it at http://127.0.0.1:<port>/am. */
  readonly routePrefix?: string;
  readonly basicAuth?: { readonly username: string; readonly password: string };
  /** Paths of PEM files; `ca` is the text of the authority that made them. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca: string };
};

export type AlertToFire = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly generatorURL?: string;
  readonly startsAt?: string;
  /** Past: it is resolved. */
  readonly endsAt?: string;
};

export type RunningAlertmanager = {
  /** With prefix, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Posts alerts to its API and waits until its list shows those that are not ended. */
  fire(alerts: readonly AlertToFire[]): Promise<void>;
  /** Ends alerts with these labels. */
  resolve(labels: Readonly<Record<string, string>>): Promise<void>;
  alerts(): Promise<ListedAlert[]>;
  silences(): Promise<ListedSilence[]>;
  /** Any call of its API v2; the parsed answer. Throws unless it is 2xx. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Stops it in good order and removes its data. */
  stop(): Promise<void>;
  /** As a crash; its data stays for `restart`. */
  kill(): Promise<void>;
  /** Ends it if it still runs (in good order, so that silences are kept) and starts it again at the same port. */
  restart(): Promise<void>;
  output(): string;
};

export type ListedAlert = {
  readonly labels: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly status: { readonly state: string; readonly silencedBy: string[]; readonly inhibitedBy: string[] };
};
export type ListedSilence = {
  readonly id: string;
  readonly status: { readonly state: string };
  readonly matchers: ReadonlyArray<{
    readonly name: string;
    readonly value: string;
    readonly isRegex: boolean;
    readonly isEqual: boolean;
  }>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
};

const NOWHERE = 'route: { receiver: nowhere }\nreceivers: [{ name: nowhere }]\n';

/** Runs Debian's Alertmanager on a free loopback port, without a cluster, its data in a temporary folder. */
export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<RunningAlertmanager> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-am-'));
  const prefix = (options.routePrefix ?? '').replace(/\/+$/, '');
  const scheme = options.tls ? 'https' : 'http';
  const ca = options.tls?.ca ?? null;
  const authorization = options.basicAuth
    ? `Basic ${Buffer.from(`${options.basicAuth.username}:${options.basicAuth.password}`).toString('base64')}`
    : null;
  writeFileSync(path.join(folder, 'alertmanager.yml'), options.config ?? NOWHERE);
  const webConfig = webConfigOf(options);
  if (webConfig !== '') writeFileSync(path.join(folder, 'web.yml'), webConfig);

  const launch = (port?: number) =>
    startDaemon({
      binary: '/usr/bin/prometheus-alertmanager',
      debian: 'prometheus-alertmanager',
      port,
      authorization,
      ca,
      readyUrl: (p) => `${scheme}://127.0.0.1:${p}${prefix}/-/ready`,
      args: (p) => [
        `--config.file=${path.join(folder, 'alertmanager.yml')}`,
        `--storage.path=${path.join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${p}`,
        `--web.external-url=${scheme}://127.0.0.1:${p}${prefix}`,
        '--cluster.listen-address=',
        ...(webConfig === '' ? [] : [`--web.config.file=${path.join(folder, 'web.yml')}`]),
      ],
    });

  let daemon: Daemon;
  try {
    daemon = await launch();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const { port } = daemon;
  const url = `${scheme}://127.0.0.1:${port}${prefix}`;

  async function call(method: 'GET' | 'POST' | 'DELETE', apiPath: string, body?: unknown): Promise<unknown> {
    const reply = await request({
      method,
      url: `${url}/api/v2/${apiPath}`,
      authorization,
      body: body === undefined ? null : JSON.stringify(body),
      ca,
      signal: AbortSignal.timeout(10_000),
    });
    if (!reply.ok) throw new Error(`${method} ${apiPath}: ${reply.problem}`);
    if (reply.status > 299) throw new Error(`${method} ${apiPath}: HTTP ${reply.status} ${reply.text}`);
    return reply.text === '' ? null : (JSON.parse(reply.text) as unknown);
  }

  const alerts = async () => (await call('GET', 'alerts')) as ListedAlert[];

  async function fire(toFire: readonly AlertToFire[]): Promise<void> {
    await call('POST', 'alerts', toFire);
    const expected = toFire.filter(({ endsAt }) => endsAt === undefined || Date.parse(endsAt) > Date.now());
    const until = Date.now() + 5000;
    for (;;) {
      const listed = await alerts();
      // `unprocessed` until the dispatcher has seen it; silences and inhibitions count from then on.
      if (
        expected.every(({ labels }) =>
          listed.some((one) => one.status.state !== 'unprocessed' && sameLabels(one.labels, labels)),
        )
      )
        return;
      if (Date.now() > until) throw new Error('Alertmanager does not list what was fired');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  return {
    url,
    port,
    fire,
    resolve: async (labels) => {
      await call('POST', 'alerts', [{ labels, endsAt: new Date(Date.now() - 1000).toISOString() }]);
    },
    alerts,
    silences: async () => (await call('GET', 'silences')) as ListedSilence[],
    call,
    stop: async () => {
      await daemon.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => daemon.kill(),
    restart: async () => {
      await daemon.stop();
      daemon = await launch(port);
    },
    output: () => daemon.output(),
  };
}

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function webConfigOf({ basicAuth, tls }: AlertmanagerOptions): string {
  const lines: string[] = [];
  if (tls) lines.push('tls_server_config:', `  cert_file: ${tls.cert}`, `  key_file: ${tls.key}`);
  if (basicAuth)
    lines.push('basic_auth_users:', `  ${basicAuth.username}: ${JSON.stringify(bcrypt(basicAuth.password))}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** By perl's crypt(3), which every Debian has; cost 5 keeps tests quick. */
function bcrypt(password: string): string {
  return execFileSync('perl', ['-e', 'print crypt($ARGV[0], q($2b$05$watchbillwatchbillwatcu))', password], {
    encoding: 'utf8',
  });
}
