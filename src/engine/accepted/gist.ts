import type { Alert } from '../../core/alert/alert';
import { fingerprint } from '../../core/alert/fingerprint';
import { SEVERITIES, severityRank } from '../../core/alert/severity';
import type { Input } from '../../core/step/input';
import { hashOfKey, hashOfLabels } from './key-hash';
import type { Gist } from './request';

/** The number of an alert's key, the same as whoever looked its request through gave it. */
export function keyNumber({
  source,
  dedupKey,
  labels,
}: Pick<Alert, 'source' | 'dedupKey' | 'labels'>): number {
  return fingerprint(labels) === dedupKey ? hashOfLabels(source, labels) : hashOfKey(source, dedupKey);
}

export function gistOf(inputs: readonly Input[]): Gist {
  const key = new Int32Array(inputs.length);
  const rank = new Uint8Array(inputs.length);
  for (const [place, input] of inputs.entries()) {
    if (input.kind === 'alertSent') {
      key[place] = keyNumber(input.alert);
      rank[place] = severityRank(input.alert.severity);
    } else rank[place] = SEVERITIES.length - 1;
  }
  return { key, rank };
}
