import type { EngineHandlers } from '../../contract/bridge';
import { practiceViewOf } from '../views/practice';
import { teamViewOf } from '../views/team';
import type { HandlerParts } from './parts';

type TeamCalls = 'team.get' | 'practice.start' | 'practice.get';

export function teamHandlers(parts: HandlerParts): Pick<EngineHandlers, TeamCalls> {
  return {
    'team.get': () => {
      const { team, problems, lastGood } = parts.teamFolder.current();
      return teamViewOf({ folder: parts.folder, team, problems, lastGood, names: parts.names() });
    },
    'practice.start': async ({ severity }) => {
      await parts.watch.drills.start(severity);
      return practiceNow(parts);
    },
    'practice.get': () => practiceNow(parts),
  };
}

/** The practice page as it stands. */
export function practiceNow(
  parts: Pick<HandlerParts, 'practice' | 'reader' | 'state' | 'names'>,
): ReturnType<typeof practiceViewOf> {
  const id = parts.practice.incident();
  const stored = id === null ? null : (parts.reader()?.incident(id) ?? null);
  const incident = (id === null ? null : parts.state.incidents.get(id)) ?? stored?.incident ?? null;
  return practiceViewOf({ incident, pages: stored?.pages ?? [], names: parts.names() });
}
