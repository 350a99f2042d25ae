const ORDER = ['critical', 'error', 'warning', 'info', 'none'];

/** 0 for the worst. */
export function severityRank(severity: string): number {
  const at = ORDER.indexOf(severity);
  return at < 0 ? ORDER.length : at;
}
