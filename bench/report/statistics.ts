/** The value below which `share` (0 to 1) of the samples lie: nearest rank. @throws for no samples */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] as number;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Three significant digits, thousands apart: 12,300 · 4.25 · 0.153. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Number(value.toPrecision(3));
  return digits >= 1000 ? digits.toLocaleString('en-GB') : String(digits);
}

/** "4.25 (4.1–4.6)": the median and what the runs lay between. */
export function spread(runs: readonly number[]): string {
  return `${figure(median(runs))} (${figure(Math.min(...runs))}–${figure(Math.max(...runs))})`;
}

/** "1.32x" */
export function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(2)}x`;
}
