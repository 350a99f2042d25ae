import type { IncidentRow } from '../../contract/views';
import { Glyph } from './glyph';
import './state-mark.css';

type Part = Pick<IncidentRow, 'status' | 'suppression' | 'snoozedUntil' | 'ringing'>;
export type StateName = 'open' | 'acknowledged' | 'resolved' | 'snoozed' | 'silenced';

const WORDS: Record<StateName, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  snoozed: 'Snoozed',
  silenced: 'Silenced',
};

/** What state an incident shows: suppressed at the source is never shown as acknowledged, whatever else is true. */
export function stateOf({ status, suppression, snoozedUntil }: Part): StateName {
  if (status === 'resolved') return 'resolved';
  if (status === 'acknowledged') return snoozedUntil === null ? 'acknowledged' : 'snoozed';
  return suppression ? 'silenced' : 'open';
}

/** `Silenced at source`, `Inhibited at source`, `Muted at source`, or the state's word. */
export function stateWords(row: Part): string {
  const state = stateOf(row);
  if (state !== 'silenced' || !row.suppression) return WORDS[state];
  return `${row.suppression.how[0]?.toUpperCase()}${row.suppression.how.slice(1)} at source`;
}

/** State as shape, colour and word; `words="read"` leaves the word to screen readers and the tooltip. */
export function StateMark({ row, words = 'shown' }: { row: Part; words?: 'shown' | 'read' }) {
  const state = stateOf(row);
  return (
    <span
      className={`state state-${state}`}
      data-ringing={row.ringing || undefined}
      title={words === 'read' ? stateWords(row) : undefined}
    >
      <Glyph name={`state-${state}`} />
      <span className={words === 'read' ? 'only-read' : 'state-word'}>{stateWords(row)}</span>
    </span>
  );
}
