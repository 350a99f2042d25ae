import type { ActId, PersonId, ScheduleId } from '../kernel/ids';
import { err, ok, type Result } from '../kernel/result';
import type { Span } from '../kernel/span';
import type { Rota } from '../schedule/rota';
import type { Override } from '../schedule/schedule';
import type { ActBody } from '../team-log/act';
import { without } from '../team-log/pieces';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import { LONGEST_PIECE } from './offer';

/** What begins "now" may have begun a moment ago when it arrives. */
const A_MOMENT: Duration = 2 * MINUTE;

/**
 * Puts somebody (null: nobody) in a span of a schedule, for what of it is still to come.
 * @returns the act to be written down, or one sentence that says why it cannot be
 */
export function makeOverride(
  rota: Rota,
  wanted: Span & {
    readonly schedule: ScheduleId;
    readonly person: PersonId | null;
    readonly reason: string;
  },
  now: Instant,
): Result<Extract<ActBody, { kind: 'overrideMade' }>, string> {
  const { schedule, person, start, end, reason } = wanted;
  const refused = wrongSpan(wanted, now);
  if (refused !== '') return err(refused);
  if (!rota.schedules.some(({ id }) => id === schedule)) return err(`There is no schedule "${schedule}".`);
  if (person !== null && !rota.people.some(({ id }) => id === person))
    return err(`There is nobody with the id "${person}".`);
  return ok({
    kind: 'overrideMade',
    schedule,
    person,
    start: Math.max(start, now - A_MOMENT),
    end,
    reason,
  });
}

/**
 * Takes an override of the log back. What was stays as it was: of one that is under way, the hours in which it held
 * are written down again.
 * @returns the acts to be written down together, or one sentence that says why it cannot be taken back
 */
export function removeOverride(rota: Rota, id: ActId, now: Instant): Result<readonly ActBody[], string> {
  const override = rota.acts.overrides.find((candidate) => candidate.id === id);
  if (!override)
    return err(
      id.startsWith('file:')
        ? 'It stands in watchbill.yaml: take it out there, or in the schedule editor.'
        : 'There is no such override any more.',
    );
  if (override.origin.kind === 'trade') return err('It is half of a trade: undo the trade.');
  if (override.end <= now) return err('It is over: what was is not rewritten.');
  return ok([{ kind: 'overrideRemoved', override: id }, ...heldUntil(rota, override, now)]);
}

/** Why a span cannot be put into the rota, or marked as somebody's absence; '' where it can. */
export function wrongSpan({ start, end }: Span, now: Instant): string {
  if (end <= start) return 'It would end before it begins.';
  if (end <= now) return 'It lies in the past: what was is not rewritten.';
  return end - start > LONGEST_PIECE ? 'It is longer than a year.' : '';
}

/**
 * The hours before an instant in which an override held, as overrides. Those would be created last and win (rota.md,
 * rule 6): hours that a later one had covered must not be among them.
 */
function heldUntil(rota: Rota, override: Override, now: Instant): ActBody[] {
  const { schedule, person, start, end, reason } = override;
  const all = rota.acts.overrides.filter((other) => other.schedule === schedule);
  const later = all.slice(all.findIndex(({ id }) => id === override.id) + 1);
  const past = [{ schedule, start, end: Math.min(end, now) }].filter((piece) => piece.start < piece.end);
  return without(past, later).map((piece) => ({ kind: 'overrideMade', ...piece, person, reason }));
}
