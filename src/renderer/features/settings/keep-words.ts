import type { BackupView } from '../../../contract/keep/keep-views';

/** `830 kB`, `57 MB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${Math.ceil(bytes / 1_000_000)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `1 incident`, `12,034 incidents`. */
export function incidentsText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'incident' : 'incidents'}`;
}

/** Why a backup was made. */
export function kindText(kind: BackupView['kind']): string {
  switch (kind) {
    case 'daily':
      return 'Daily';
    case 'asked':
      return 'Made by hand';
    case 'before':
      return 'Before a change';
  }
}

/** How long resolved incidents may be kept; '' stands for ever. */
export const SPANS: readonly { value: string; label: string }[] = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: 'Half a year' },
  { value: '400', label: '400 days' },
  { value: '730', label: 'Two years' },
  { value: '1825', label: 'Five years' },
  { value: '', label: 'For ever' },
];

/** The spans to choose from, with one that was set elsewhere. */
export function spansWith(days: number | null): readonly { value: string; label: string }[] {
  const value = days === null ? '' : String(days);
  return SPANS.some((span) => span.value === value) ? SPANS : [{ value, label: `${value} days` }, ...SPANS];
}
