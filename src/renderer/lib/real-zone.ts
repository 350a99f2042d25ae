const known = new Map<string, string>();

/**
 * The zone if this system knows it, else the system's own, by its name: a wrong zone must not hide a calendar. A known
 * one keeps its spelling: Intl would turn Asia/Kolkata into Asia/Calcutta. Asked thousands of times a month, so kept.
 */
export function realZone(zone: string): string {
  let real = known.get(zone);
  if (real === undefined) {
    real = isZone(zone) ? zone : new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
    known.set(zone, real);
  }
  return real;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}
