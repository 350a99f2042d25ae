import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDaemon } from './alertmanager-daemon';

export type Rule = {
  readonly alert: string;
  /** Fires while it has a value; `vector(1)` at once. */
  readonly expr?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
};

export type PrometheusOptions = {
  readonly rules: readonly Rule[];
  /** Where alerts are sent: anything that takes POST /api/v2/alerts. */
  readonly alertmanagers: ReadonlyArray<{
    /** `127.0.0.1:1234`. */
    readonly address: string;
    readonly pathPrefix?: string;
    readonly bearer?: string;
    readonly basicAuth?: { readonly username: string; readonly password: string };
  }>;
};

export type RunningPrometheus = {
  readonly url: string;
  readonly port: number;
  /** Replaces the rules. What fired and is not among them any more is not sent again, and ends some 4 s later. */
  setRules(rules: readonly Rule[]): Promise<void>;
  /** Names of alerts that fire now, by its own API. */
  firing(): Promise<string[]>;
  stop(): Promise<void>;
  output(): string;
};

/** Runs Debian's Prometheus: rules evaluated every second, alerts sent again every second. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-prom-'));
  const rulesFile = path.join(folder, 'rules.yml');
  // JSON is YAML.
  writeFileSync(rulesFile, JSON.stringify(ruleFile(options.rules)));
  writeFileSync(path.join(folder, 'prometheus.yml'), JSON.stringify(configOf(options, rulesFile)));
  try {
    const daemon = await startDaemon({
      binary: '/usr/bin/prometheus',
      debian: 'prometheus',
      readyUrl: (port) => `http://127.0.0.1:${port}/-/ready`,
      args: (port) => [
        `--config.file=${path.join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${path.join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-lifecycle',
        '--rules.alert.resend-delay=1s',
        '--rules.alert.for-outage-tolerance=0s',
      ],
    });
    const url = `http://127.0.0.1:${daemon.port}`;
    return {
      url,
      port: daemon.port,
      setRules: async (rules) => {
        writeFileSync(rulesFile, JSON.stringify(ruleFile(rules)));
        const reply = await fetch(`${url}/-/reload`, { method: 'POST', signal: AbortSignal.timeout(10_000) });
        if (!reply.ok) throw new Error(`reload: HTTP ${reply.status} ${await reply.text()}`);
      },
      firing: async () => {
        const reply = await fetch(`${url}/api/v1/alerts`, { signal: AbortSignal.timeout(10_000) });
        const { data } = (await reply.json()) as {
          data: { alerts: Array<{ state: string; labels: { alertname: string } }> };
        };
        return data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname);
      },
      stop: async () => {
        await daemon.stop();
        rmSync(folder, { recursive: true, force: true });
      },
      output: daemon.output,
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function configOf({ alertmanagers }: PrometheusOptions, rulesFile: string) {
  return {
    global: { evaluation_interval: '1s', scrape_interval: '1m' },
    rule_files: [rulesFile],
    alerting: {
      alertmanagers: alertmanagers.map(({ address, pathPrefix, bearer, basicAuth }) => ({
        api_version: 'v2',
        timeout: '5s',
        ...(pathPrefix !== undefined && { path_prefix: pathPrefix }),
        ...(bearer !== undefined && { authorization: { type: 'Bearer', credentials: bearer } }),
        ...(basicAuth && { basic_auth: basicAuth }),
        static_configs: [{ targets: [address] }],
      })),
    },
  };
}

function ruleFile(rules: readonly Rule[]) {
  return {
    groups: [
      {
        name: 'watchbill',
        interval: '1s',
        rules: rules.map(({ alert, expr = 'vector(1)', labels = {}, annotations = {} }) => ({
          alert,
          expr,
          labels,
          annotations,
        })),
      },
    ],
  };
}
