import type { LintView, PreviewView } from '../../contract/rota/schedule-views';
import { changeSummary, changesOf } from '../../core/schedule/changes';
import { checkRota, checkSchedule } from '../../core/schedule/check';
import type { Finding } from '../../core/schedule/check-finding';
import type { ScheduleDraft } from '../../core/schedule/draft';
import { type DraftTeam, readDraft } from '../../core/schedule/draft-read';
import { dutiesOf, shiftsOf } from '../../core/schedule/resolve';
import { overridesOf, type Rota } from '../../core/schedule/rota';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';
import { shiftViewOf } from './rota';

/** How far a preview looks ahead. */
const AHEAD = 56 * DAY;
const MAX_CHANGES = 200;

/**
 * What a draft would make of the next eight weeks, beside the schedule in force, with what the team's log says.
 * @param replaces id of the schedule that is edited; '' for a new one
 */
export function previewOf(input: {
  draft: ScheduleDraft;
  replaces: string;
  rota: Rota;
  team: DraftTeam;
  names: Pick<Names, 'person'>;
  now: Instant;
}): PreviewView {
  const { rota, now } = input;
  const span = { start: now, end: now + AHEAD };
  const empty = {
    shifts: [],
    from: span.start,
    to: span.end,
    changes: [],
    moreChanges: false,
    summary: [],
    lint: [],
  };
  const { schedule, problems } = readDraft(input.draft, input.team);
  if (!schedule) return { ...empty, problems };
  const old = rota.schedules.find(({ id }) => id === input.replaces);
  const shifts = shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span);
  const before = old ? dutiesOf(shiftsOf(old, overridesOf(rota, old), rota.calendars, span)) : [];
  const after = dutiesOf(shifts);
  const changes = changesOf(before, after);
  return {
    problems,
    shifts: shifts.map(shiftViewOf),
    from: span.start,
    to: span.end,
    changes: changes.slice(0, MAX_CHANGES),
    moreChanges: changes.length > MAX_CHANGES,
    summary: changeSummary(before, after, (id) => input.names.person(id).name),
    lint: checkSchedule(rota, schedule, now).map(lintViewOf),
  };
}

/** The check of the rota in force. */
export function lintOf(rota: Rota, now: Instant): LintView[] {
  return checkRota(rota, now).map(lintViewOf);
}

function lintViewOf({ level, schedule, message, at }: Finding): LintView {
  return { level, schedule, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, at };
}
