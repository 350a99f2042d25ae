/** The zone if this system knows it, else the system's own, by its name: a wrong zone must not hide a calendar. */
export function realZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone || undefined }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  }
}
