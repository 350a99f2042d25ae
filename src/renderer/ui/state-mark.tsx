import type { IncidentRow } from '../../contract/views/queue';
import { Glyph } from './glyph';
import './state-mark.css';

type Part = Pick<IncidentRow, 'status' | 'suppression' | 'snoozedUntil'> & Partial<Pick<IncidentRow, 'held'>>;
export type StateName = 'open' | 'acknowledged' | 'resolved' | 'snoozed' | 'suppressed' | 'held';

const WORDS: Record<StateName, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  snoozed: 'Snoozed',
  suppressed: 'Suppressed',
  held: 'Held back',
};

/** Why a page is held back here, in a word or two. */
const HELD: Record<NonNullable<IncidentRow['held']>['how'], string> = {
  silenced: 'silenced here',
  maintenance: 'maintenance',
  inhibited: 'explained by another',
  grouped: 'part of another',
  flapping: 'flaps',
  holding: 'waits to see it last',
  collecting: 'waits for others',
};

/** What state an incident shows: suppressed at the source is never shown as acknowledged, whatever else is true. */
export function stateOf({ status, suppression, held, snoozedUntil }: Part): StateName {
  if (status === 'resolved') return 'resolved';
  if (status === 'acknowledged') return snoozedUntil === null ? 'acknowledged' : 'snoozed';
  if (suppression) return 'suppressed';
  return held ? 'held' : 'open';
}

/** What keeps it quiet: `silenced at source`, or here `part of another incident`; '' for what is not kept quiet. */
export function suppressedHow(row: Part): string {
  if (stateOf(row) === 'held' && row.held) return HELD[row.held.how];
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
      <Glyph name={state === 'suppressed' || state === 'held' ? 'state-silenced' : `state-${state}`} />
      <span className={words === 'read' ? 'only-read' : 'state-word'}>{WORDS[state]}</span>
      {how && <span className="only-read">, {how}</span>}
    </span>
  );
}
