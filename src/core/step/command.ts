import type { Actor, Incident } from '../incident/incident';
import { printStamp, type Stamp } from '../team-log/stamp';
import { DAY, type Duration, MINUTE } from '../time/duration';
import type { Draft } from './draft';
import type { Command } from './input';
import { polledConfig } from './polled-config';
import { alertKey } from './state';

/** The longest snooze: what is put off for longer belongs in a ticket. */
const LONGEST_SNOOZE: Duration = 7 * DAY;
/** An alert resolved by hand while its polled source still lists it opens no new incident for so long. */
export const REST_AFTER_RESOLVE: Duration = 15 * MINUTE;
const LONGEST_NOTE = 10_000;

/**
 * What a person (or a sender) does to an incident.
 * @param stamp when it was done, where other desktops see the alert as well
 * @returns why it was refused, in words; null when it was done (doing what is done already is no refusal)
 */
export function obey(
  draft: Draft,
  incident: Incident | undefined,
  command: Command,
  by: Actor,
  stamp: Stamp | null = null,
): string | null {
  if (!incident) return 'There is no such incident, or it is resolved.';
  const { at } = draft;
  const { id } = incident;
  const act = stamp && { act: printStamp(stamp) };
  if (command.act === 'note') {
    const text = command.text.trim();
    if (text === '') return 'The note is empty.';
    if (text.length > LONGEST_NOTE) return `The note is longer than ${LONGEST_NOTE} characters.`;
    draft.record({ kind: 'noted', at, by, incident: id, text, ...act });
    return null;
  }
  if (incident.status === 'resolved') return 'It is resolved already.';
  switch (command.act) {
    case 'acknowledge':
      if (incident.status === 'acknowledged' && incident.snoozedUntil === null) return null;
      draft.record({ kind: 'acknowledged', at, by, incident: id, hereOnly: command.hereOnly, ...act });
      return null;
    case 'unacknowledge':
      if (incident.status !== 'acknowledged') return 'It is not acknowledged.';
      draft.record({ kind: 'unacknowledged', at, by, incident: id, because: '', ...act });
      return null;
    case 'snooze':
      if (!(command.until > at)) return 'The snooze would end in the past.';
      if (command.until > at + LONGEST_SNOOZE) return 'A snooze lasts a week at the most.';
      draft.record({ kind: 'snoozed', at, by, incident: id, until: command.until, ...act });
      return null;
    case 'resolve':
      draft.record({ kind: 'resolved', at, by, incident: id, because: '', ...act });
      if (by.kind === 'person' && polledConfig(draft, incident.source)) {
        draft.rested.set(alertKey(incident.source, incident.dedupKey), {
          startsAt: incident.alert.startsAt,
          until: at + REST_AFTER_RESOLVE,
        });
      }
      return null;
  }
}
