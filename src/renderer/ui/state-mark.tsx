import type { IncidentRow } from '../../contract/views/queue';
import { Glyph } from './glyph';
import './state-mark.css';

type Part = Pick<IncidentRow, 'status' | 'suppression' | 'snoozedUntil'>;
export type StateName = 'open' | 'acknowledged' | 'resolved' | 'snoozed' | 'suppressed';

const WORDS: Record<StateName, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  snoozed: 'Snoozed',
  suppressed: 'Suppressed',
};

/** What state an incident shows: suppressed at the source is never shown as acknowledged, whatever else is true. */
export function stateOf({ status, suppression, snoozedUntil }: Part): StateName {
  if (status === 'resolved') return 'resolved';
  if (status === 'acknowledged') return snoozedUntil === null ? 'acknowledged' : 'snoozed';
  return suppression ? 'suppressed' : 'open';
}

/** What keeps it quiet: `silenced at source`, `inhibited at source`, `muted at source`; '' for what is not suppressed. */
export function suppressedHow(row: Part): string {
  return stateOf(row) === 'suppressed' && row.suppression ? `${row.suppression.how} at source` : '';
}

/** The state's word, with what suppresses it: `Open`, `Suppressed, silenced at source`. */
export function stateWords(row: Part): string {
  const how = suppressedHow(row);
  return `${WORDS[stateOf(row)]}${how && `, ${how}`}`;
}

/** State as shape, colour and word; `words="read"` leaves the word to screen readers and the tooltip. */
export function StateMark({
  row,
  words = 'shown',
}: {
  row: Part & { readonly ringing?: boolean };
  words?: 'shown' | 'read';
}) {
  const state = stateOf(row);
  const how = suppressedHow(row);
  return (
    <span
      className={`state state-${state}`}
      data-ringing={row.ringing || undefined}
      title={words === 'read' || how !== '' ? stateWords(row) : undefined}
    >
      <Glyph name={state === 'suppressed' ? 'state-silenced' : `state-${state}`} />
      <span className={words === 'read' ? 'only-read' : 'state-word'}>{WORDS[state]}</span>
      {how && <span className="only-read">, {how}</span>}
    </span>
  );
}
