/*
 * Small numbers that tell alerts apart for the order they are decided in: what has the same number is decided in the
 * order it came. Two alerts that happen to share one are only kept in order as well, so a quick hash (FNV-1a, 32 bits)
 * does; the fingerprint that keys incidents takes five times as long.
 */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function add(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h;
}

/** Of alerts whose sender names their key. */
export function hashOfKey(source: string, dedupKey: string): number {
  return add(add(BASIS, source) ^ 0x1ff, dedupKey);
}

/** Of one label; those of an alert are added up, so that their order does not count. */
export function hashOfLabel(name: string, value: string): number {
  return add(add(BASIS, name) ^ 0x1ff, value);
}

/** Of alerts whose labels are their key. */
export function hashOfLabels(source: string, labels: Iterable<readonly [string, string]>): number {
  let sum = 0;
  for (const [name, value] of labels) if (value !== '') sum = (sum + hashOfLabel(name, value)) | 0;
  return finishLabels(source, sum);
}

/** @param sum of hashOfLabel */
export function finishLabels(source: string, sum: number): number {
  return add(sum ^ BASIS, source);
}
