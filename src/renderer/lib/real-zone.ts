/**
 * The zone if this system knows it, else the system's own, by its name: a wrong zone must not hide a calendar. A known
 * one keeps its spelling: Intl would turn Asia/Kolkata into Asia/Calcutta.
 */
export function realZone(zone: string): string {
  const own = () => new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone === '' ? own() : zone;
  } catch {
    return own();
  }
}
