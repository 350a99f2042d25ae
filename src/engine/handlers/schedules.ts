import type { EngineHandlers } from '../../contract/bridge';
import type { ScheduleDraft as ScheduleDraftView } from '../../contract/rota/schedule-views';
import { err, type Result } from '../../core/kernel/result';
import { draftOf, type ScheduleDraft } from '../../core/schedule/draft';
import { readDraft } from '../../core/schedule/draft-read';
import type { Schedule } from '../../core/schedule/schedule';
import { putSchedule, removeSchedule } from '../../core/team/edit-schedule';
import { sameTree } from '../../core/team/print-tree';
import { readTeam } from '../../core/team/read';
import { lintOf, previewOf } from '../views/schedule-preview';
import type { HandlerParts } from './parts';

type Calls = 'schedule.draft' | 'schedule.preview' | 'schedule.save' | 'schedule.remove' | 'schedule.lint';
type Parts = Pick<HandlerParts, 'teamFolder' | 'rota' | 'names' | 'clock'>;

export function scheduleHandlers(parts: Parts): Pick<EngineHandlers, Calls> {
  const { teamFolder } = parts;
  const team = () => teamFolder.current().team;
  return {
    'schedule.draft': ({ id }) => {
      const schedule = team().schedules.find((each) => each.id === id);
      return schedule ? (draftOf(schedule) as ScheduleDraftView) : null;
    },
    'schedule.preview': ({ draft, replaces }) =>
      previewOf({
        draft,
        replaces,
        rota: parts.rota.current(),
        team: team(),
        names: parts.names(),
        now: parts.clock.now(),
      }),
    'schedule.save': async ({ draft, replaces, base }) => {
      const { schedule, problems } = readDraft(draft, team());
      if (!schedule) {
        const first = problems.find(({ level }) => level === 'error');
        return { ok: false, text: `Not saved: ${first?.at ?? ''}: ${first?.message ?? 'it cannot be read'}` };
      }
      const edited = await teamFolder.edit((text) => saved(text, schedule, replaces, base));
      if (!edited.ok) return { ok: false, text: `Not saved: ${edited.error}.` };
      return { ok: true, text: `${schedule.name} is in the team file.` };
    },
    'schedule.remove': async ({ id }) => {
      const edited = await teamFolder.edit((text) => removeSchedule(text, id));
      if (!edited.ok) return { ok: false, text: `Not removed: ${edited.error}.` };
      return { ok: true, text: `${id} is no longer in the team file.` };
    },
    'schedule.lint': () => lintOf(parts.rota.current(), parts.clock.now()),
  };
}

/**
 * The text with the schedule written into it; nothing is merged silently (reliability F13): a schedule that somebody
 * else changed, added or took out meanwhile is left as it is, with a sentence that says so.
 */
function saved(
  text: string,
  schedule: Schedule,
  replaces: string,
  base: ScheduleDraft | undefined,
): Result<string, string> {
  const inFile = (id: string) => readTeam(text).team?.schedules.find((each) => each.id === id);
  if (replaces === '') {
    return inFile(schedule.id)
      ? err(`there is a schedule "${schedule.id}" already; give this one another id`)
      : putSchedule(text, schedule);
  }
  if (schedule.id !== replaces)
    return err(
      `the id "${replaces}" stays, because overrides and trades of the log remember it; change the name instead`,
    );
  // A file that is broken is told about by putSchedule.
  if (readTeam(text).team !== null) {
    const now = inFile(replaces);
    if (!now) return err(`"${replaces}" was taken out of the file meanwhile`);
    if (base !== undefined && !sameTree(draftOf(now), base))
      return err(
        `"${replaces}" was changed in the file since you opened it; your change is still here, and the file is as it was`,
      );
  }
  return putSchedule(text, schedule);
}
