/** How bad: critical first. `none` is Prometheus' convention for alerts that must never page (Watchdog). */
export type Severity = 'critical' | 'error' | 'warning' | 'info' | 'none';

export const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info', 'none'];

const WORDS: ReadonlyMap<string, Severity> = new Map(
  Object.entries({
    critical: 'critical',
    crit: 'critical',
    page: 'critical',
    fatal: 'critical',
    emergency: 'critical',
    emerg: 'critical',
    disaster: 'critical',
    alert: 'critical',
    p1: 'critical',
    p0: 'critical',
    sev1: 'critical',
    s1: 'critical',
    high: 'critical',
    error: 'error',
    err: 'error',
    major: 'error',
    p2: 'error',
    sev2: 'error',
    s2: 'error',
    average: 'error',
    warning: 'warning',
    warn: 'warning',
    minor: 'warning',
    moderate: 'warning',
    p3: 'warning',
    sev3: 'warning',
    s3: 'warning',
    medium: 'warning',
    ticket: 'warning',
    info: 'info',
    information: 'info',
    informational: 'info',
    notice: 'info',
    debug: 'info',
    low: 'info',
    p4: 'info',
    p5: 'info',
    sev4: 'info',
    sev5: 'info',
    s4: 'info',
    s5: 'info',
    ok: 'info',
    none: 'none',
  } satisfies Record<string, Severity>),
);

/**
 * Reads a severity word of any sender, in any case. A word nobody knows, and no word at all, is `error`: an alert
 * is never dropped or made quieter because of how somebody spells.
 */
export function readSeverity(word: string | null | undefined): Severity {
  return WORDS.get((word ?? '').trim().toLowerCase()) ?? 'error';
}

/** 0 for critical, rising as it matters less. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
