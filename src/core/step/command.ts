import type { Move } from '../escalation/plan-ask';
import type { Actor, Incident } from '../incident/incident';
import type { ActId, PersonId } from '../kernel/ids';
import { printStamp, type Stamp } from '../team-log/stamp';
import { DAY, type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import type { Command } from './input';
import { polledConfig } from './polled-config';
import { alertKey } from './state';
import { mustAnswer } from './who-is-paged';

/** The longest snooze: what is put off for longer belongs in a ticket. */
const LONGEST_SNOOZE: Duration = 7 * DAY;
/** An alert resolved by hand while its polled source still lists it opens no new incident for so long. */
export const REST_AFTER_RESOLVE: Duration = 15 * MINUTE;
const LONGEST_NOTE = 10_000;

/** Whom else to page is for what other desktops see as well: nobody else hears of the rest. */
function isMovable(draft: Draft, incident: Incident, command: Command): string | null {
  if (!polledConfig(draft, incident.source))
    return 'It was sent to this desktop only, so nobody else can be paged about it from here.';
  if (draft.rota.schedules.length === 0) return 'There is no rota yet, so there is nobody else to page.';
  if (!('to' in command)) return null;
  return draft.rota.people.some(({ id }) => id === command.to)
    ? null
    : `"${command.to}" is nobody of the team.`;
}

/** Whether an acknowledgement changes nothing: somebody has it already, and nobody waits for this one's answer. */
export function isAnswered({ status, snoozedUntil, waits }: Incident, by: Actor): boolean {
  if (status !== 'acknowledged' || snoozedUntil !== null) return false;
  return by.kind !== 'person' || !waits?.includes(by.id);
}

/** Who was asked to help at `on` or later: heard of before the answer, and done after it. */
export function helpersSince({ plan }: Incident, on: Instant): readonly PersonId[] {
  return (plan?.moves ?? []).flatMap((move) =>
    move.kind === 'addResponder' && move.by !== null && move.at >= on ? [move.to] : [],
  );
}

/** Who acknowledged it is known; others may have to answer as well (a step with `acknowledge: all`). */
export function acknowledge(
  draft: Draft,
  incident: Incident,
  by: Actor,
  hereOnly: boolean,
  on: Instant,
  rest: { readonly act?: ActId; readonly elsewhere?: true } | null,
): void {
  const asked =
    incident.status === 'open'
      ? [...mustAnswer(draft, incident, on), ...helpersSince(incident, on)]
      : (incident.waits ?? []);
  const waits = [...new Set(asked)].filter((person) => by.kind !== 'person' || person !== by.id);
  draft.record({
    kind: 'acknowledged',
    at: draft.at,
    by,
    incident: incident.id,
    hereOnly,
    on,
    ...(waits.length > 0 && { waits }),
    ...rest,
  });
}

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
  const on = stamp?.ms ?? at;
  switch (command.act) {
    case 'acknowledge':
      if (incident.status === 'acknowledged' && incident.snoozedUntil === null) {
        if (by.kind === 'person' && incident.waits?.includes(by.id))
          draft.record({ kind: 'answered', at, by, incident: id, ...act });
        return null;
      }
      acknowledge(draft, incident, by, command.hereOnly, on, act);
      return null;
    case 'take':
      acknowledge(draft, incident, by, false, on, act);
      return null;
    case 'escalate':
    case 'handOver':
    case 'addResponder': {
      const refusal = isMovable(draft, incident, command);
      if (refusal !== null) return refusal;
      const { act: kind } = command;
      const who = by.kind === 'person' ? by.id : null;
      const move = 'to' in command ? { kind, at: on, by: who, to: command.to } : { kind, at: on, by: who };
      // Help that is asked for changes nothing that anybody else did: it outdoes no act.
      draft.record({
        kind: 'moved',
        at,
        by,
        incident: id,
        move: move as Move,
        ...(kind !== 'addResponder' && act),
      });
      return null;
    }
    case 'unacknowledge':
      if (incident.status !== 'acknowledged') return 'It is not acknowledged.';
      draft.record({ kind: 'unacknowledged', at, by, incident: id, because: '', from: on, ...act });
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
