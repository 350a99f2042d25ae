import { parseMatcher } from '../alert/matcher';
import type { ActBody } from './act';
import {
  atIfThere,
  freeText,
  instant,
  instantOrNull,
  oneOf,
  pieces,
  type Raw,
  span,
  text,
  textOrNull,
  texts,
  Wrong,
} from './read-field';

const ID = 60;
const ACT_ID = 120;
const REASON = 1000;
const LONG_TEXT = 10_000;
const KEY = 2000;

const MOST_MATCHERS = 50;
const MOST_SERVICES = 500;

const INCIDENT_ACTS = [
  'acknowledge',
  'unacknowledge',
  'snooze',
  'resolve',
  'note',
  'take',
  'escalate',
  'handOver',
  'addResponder',
] as const;

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
  ['incidentOpened', (raw) => ({ kind: 'incidentOpened', ...whichAlert(raw), at: instant(raw, 'at') })],
  ['silenceMade', silenceMade],
  [
    'silenceEnded',
    (raw) => ({ kind: 'silenceEnded', silence: text(raw, 'silence', ACT_ID), ...atIfThere(raw) }),
  ],
  [
    'maintenanceStarted',
    (raw) => ({
      kind: 'maintenanceStarted',
      services: texts(raw, 'services', MOST_SERVICES, ID),
      ...span(raw),
      reason: freeText(raw, 'reason', REASON),
    }),
  ],
  [
    'maintenanceEnded',
    (raw) => ({ kind: 'maintenanceEnded', maintenance: text(raw, 'maintenance', ACT_ID), ...atIfThere(raw) }),
  ],
  [
    'desktopWent',
    (raw) => ({
      kind: 'desktopWent',
      to: oneOf(raw, 'to', ['awake', 'asleep', 'offline', 'stopped'], 'a desktop went into a state'),
      ...atIfThere(raw),
    }),
  ],
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
  const act = oneOf(raw, 'act', INCIDENT_ACTS, 'it does something');
  const until = instantOrNull(raw, 'until');
  if (act === 'snooze' && until === null) throw new Wrong('"until" must say when the snooze ends');
  const names = act === 'handOver' || act === 'addResponder';
  return {
    kind: 'incidentActed',
    ...whichAlert(raw),
    act,
    until,
    text: act === 'note' ? text(raw, 'text', LONG_TEXT) : freeText(raw, 'text', LONG_TEXT),
    ...(names ? { to: text(raw, 'to', ID) } : {}),
  };
}

/** What tells an alert apart on every desktop that watches its source. */
function whichAlert(raw: Raw) {
  return {
    source: text(raw, 'source', 200),
    dedupKey: text(raw, 'dedupKey', KEY),
    startsAt: instantOrNull(raw, 'startsAt'),
  };
}

/** A matcher that cannot be read would leave a silence that holds more than its author meant: the whole line is broken. */
function silenceMade(raw: Raw): ActBody {
  const matchers = texts(raw, 'matchers', MOST_MATCHERS, KEY);
  if (matchers.length === 0) throw new Wrong('"matchers" must hold at least one matcher');
  for (const matcher of matchers) {
    const read = parseMatcher(matcher);
    if (!read.ok) throw new Wrong(`"matchers": ${read.error}`);
  }
  return { kind: 'silenceMade', matchers, ...span(raw), reason: freeText(raw, 'reason', REASON) };
}
