import type { IncidentRow } from '../../contract/views/queue';
import { Glyph } from './glyph';
import './severity-mark.css';

export type Severity = IncidentRow['severity'];

const WORDS: Record<Severity, string> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  none: 'No page',
};

/** The word for a severity, as screens say it. */
export function severityWord(severity: Severity): string {
  return WORDS[severity];
}

/** Severity as colour, shape and word. `words="read"` leaves the word to screen readers and the tooltip. */
export function SeverityMark({
  severity,
  words = 'shown',
  size = 16,
}: {
  severity: Severity;
  words?: 'shown' | 'read';
  size?: number;
}) {
  return (
    <span className={`severity severity-${severity}`} title={words === 'read' ? WORDS[severity] : undefined}>
      <Glyph name={severity === 'none' ? 'minus' : `severity-${severity}`} size={size} />
      <span className={words === 'read' ? 'only-read' : 'severity-word'}>{WORDS[severity]}</span>
    </span>
  );
}
