import type { Severity } from '../../../core/alert/severity';

/** The word that always stands beside shape and colour. */
export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  none: 'No severity',
};

export function severityGlyph(severity: Severity): string {
  return severity === 'none' ? 'minus' : `severity-${severity}`;
}
