import { requestBytes } from './connection';

/** Names from kube-prometheus' rules, as a real cluster would send them. */
const NAMES = [
  'KubePodCrashLooping',
  'KubeDeploymentReplicasMismatch',
  'NodeFilesystemAlmostOutOfSpace',
  'NodeNetworkReceiveErrs',
  'PrometheusRuleFailures',
  'KubePersistentVolumeFillingUp',
  'TargetDown',
  'etcdHighCommitDurations',
] as const;

export type Severity = 'warning' | 'critical';

/** One alert as Prometheus posts it to an Alertmanager: about 620 bytes. Every `key` is an alert of its own. */
export function alertJson(key: string, severity: Severity, startsAt: string, name: string): string {
  return JSON.stringify({
    labels: {
      alertname: name,
      cluster: 'eu-west-1-prod',
      container: 'payments-api',
      instance: `10.20.30.40:9090`,
      job: 'kube-state-metrics',
      namespace: 'payments',
      pod: `payments-api-${key}`,
      severity,
    },
    annotations: {
      summary: `Pod payments/payments-api-${key} is not healthy.`,
      description: `payments/payments-api-${key} (payments-api) has been in a bad state for longer than 15 minutes.`,
      runbook_url: `https://runbooks.prometheus-operator.dev/runbooks/kubernetes/${name.toLowerCase()}`,
    },
    startsAt,
    generatorURL: 'http://prometheus-k8s-0:9090/graph?g0.expr=max_over_time&g0.tab=1',
  });
}

const KEY_DIGITS = 10;

/**
 * A request of `batch` alerts that is made once and numbered anew for each use: making bodies must not be what is
 * measured.
 */
export class AlertRequest {
  private readonly bytes: Buffer;
  private readonly keys: number[][];

  constructor(
    path: string,
    token: string,
    readonly batch: number,
    severity: Severity = 'warning',
  ) {
    const startsAt = new Date().toISOString();
    const marks = Array.from(
      { length: batch },
      (_, index) => `@${String(index).padStart(KEY_DIGITS - 1, '0')}`,
    );
    const alerts = marks.map((mark, index) =>
      alertJson(mark, severity, startsAt, NAMES[index % NAMES.length] as string),
    );
    this.bytes = requestBytes('POST', path, token, `[${alerts.join(',')}]`);
    this.keys = marks.map((mark) => placesOf(this.bytes, mark));
  }

  /** Bytes of one alert in the body. */
  get bytesPerAlert(): number {
    const body = this.bytes.length - this.bytes.indexOf('\r\n\r\n') - 4;
    return Math.round(body / this.batch);
  }

  /** The request with alerts `first`, `first + 1`, … */
  numbered(first: number): Buffer {
    const copy = Buffer.from(this.bytes);
    for (const [index, places] of this.keys.entries()) {
      const key = String(first + index).padStart(KEY_DIGITS, '0');
      for (const place of places) copy.write(key, place, 'latin1');
    }
    return copy;
  }
}

function placesOf(bytes: Buffer, mark: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) places.push(at);
  return places;
}
