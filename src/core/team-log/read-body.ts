import type { ActBody } from './act';
import {
  freeText,
  instantOrNull,
  Newer,
  pieces,
  type Raw,
  span,
  text,
  textOrNull,
  Wrong,
} from './read-field';

const ID = 60;
const ACT_ID = 120;
const REASON = 1000;
const LONG_TEXT = 10_000;
const KEY = 2000;

const INCIDENT_ACTS = ['acknowledge', 'unacknowledge', 'snooze', 'resolve', 'note'] as const;

/** One reader a kind of act; each throws `Wrong` where a field makes no sense. */
export const BODY_READERS: ReadonlyMap<string, (raw: Raw) => ActBody> = new Map<
  string,
  (raw: Raw) => ActBody
>([
  [
    'overrideMade',
    (raw) => ({
      kind: 'overrideMade',
      schedule: text(raw, 'schedule', ID),
      person: textOrNull(raw, 'person', ID),
      ...span(raw),
      reason: freeText(raw, 'reason', REASON),
    }),
  ],
  ['overrideRemoved', (raw) => ({ kind: 'overrideRemoved', override: text(raw, 'override', ACT_ID) })],
  ['tradeOffered', tradeOffered],
  ['tradeAccepted', tradeAccepted],
  ['tradeDeclined', (raw) => ({ kind: 'tradeDeclined', trade: text(raw, 'trade', ACT_ID) })],
  ['tradeWithdrawn', (raw) => ({ kind: 'tradeWithdrawn', trade: text(raw, 'trade', ACT_ID) })],
  ['tradeUndone', (raw) => ({ kind: 'tradeUndone', trade: text(raw, 'trade', ACT_ID) })],
  [
    'awaySet',
    (raw) => ({
      kind: 'awaySet',
      person: text(raw, 'person', ID),
      ...span(raw),
      reason: freeText(raw, 'reason', REASON),
    }),
  ],
  ['awayRemoved', (raw) => ({ kind: 'awayRemoved', away: text(raw, 'away', ACT_ID) })],
  [
    'handoverNoted',
    (raw) => ({
      kind: 'handoverNoted',
      schedule: text(raw, 'schedule', ID),
      text: text(raw, 'text', LONG_TEXT),
    }),
  ],
  ['incidentActed', incidentActed],
]);

function tradeOffered(raw: Raw): ActBody {
  const to = textOrNull(raw, 'to', ID);
  const give = pieces(raw, 'give');
  const want = pieces(raw, 'want');
  if (give.length === 0) throw new Wrong('"give" must hold at least one span');
  if (want.length > 0 && to === null) throw new Wrong('"want" needs somebody in "to": whose spans are they?');
  return { kind: 'tradeOffered', to, give, want, note: freeText(raw, 'note', REASON) };
}

function tradeAccepted(raw: Raw): ActBody {
  const give = pieces(raw, 'give');
  if (give.length === 0) throw new Wrong('"give" must hold at least one span');
  return { kind: 'tradeAccepted', trade: text(raw, 'trade', ACT_ID), give, want: pieces(raw, 'want') };
}

function incidentActed(raw: Raw): ActBody {
  const act = text(raw, 'act', 100);
  const known = INCIDENT_ACTS.find((name) => name === act);
  if (known === undefined)
    throw new Newer(`it does something that this Watchbill does not know: "${act.slice(0, 40)}"`);
  const until = instantOrNull(raw, 'until');
  if (known === 'snooze' && until === null) throw new Wrong('"until" must say when the snooze ends');
  return {
    kind: 'incidentActed',
    source: text(raw, 'source', 200),
    dedupKey: text(raw, 'dedupKey', KEY),
    startsAt: instantOrNull(raw, 'startsAt'),
    act: known,
    until,
    text: known === 'note' ? text(raw, 'text', LONG_TEXT) : freeText(raw, 'text', LONG_TEXT),
  };
}
