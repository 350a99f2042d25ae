import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What the engine's process holds at a moment. Memory in MB. */
export type Sample = {
  /** Alerts that were answered by then. */
  readonly alerts: number;
  /** JavaScript's heap and buffers after a collection, of the thread that decides. */
  readonly heap: number;
  readonly external: number;
  /** Of all threads; what is only mapped from files does not count. */
  readonly anonymous: number;
  readonly resident: number;
  readonly files: number;
  readonly threads: number;
  readonly timers: number;
  /** Sockets, workers and requests that keep the process running. */
  readonly others: number;
};

export type Measure = Exclude<keyof Sample, 'alerts'>;

const MB = 2 ** 20;

/** Reads /proc, and the last line of the probe. @returns null while the probe has written none */
export function takeSample(pid: number, probe: string, alerts: number): Sample | null {
  const line = existsSync(probe) ? readFileSync(probe, 'utf8').trim().split('\n').at(-1) : '';
  if (!line) return null;
  const { heap, external, timers, others } = JSON.parse(line) as Record<
    'heap' | 'external' | 'timers' | 'others',
    number
  >;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return {
    alerts,
    heap: heap / MB,
    external: external / MB,
    anonymous: field('RssAnon') / 1024,
    resident: field('VmRSS') / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
    threads: field('Threads'),
    timers,
    others,
  };
}

/**
 * Growth for each further alert: the median of the slopes between any two samples (Theil and Sen). What comes and goes
 * with the requests on their way (their sockets, their timers) does not tilt it as it would tilt a least-squares line.
 */
export function slopeOf(samples: readonly Sample[], measure: Measure): number {
  const slopes: number[] = [];
  for (const [n, a] of samples.entries())
    for (const b of samples.slice(n + 1))
      if (b.alerts > a.alerts) slopes.push((b[measure] - a[measure]) / (b.alerts - a.alerts));
  slopes.sort((a, b) => a - b);
  return slopes[slopes.length >> 1] ?? 0;
}
