import type { State } from '../core/step/state';
import { printInstant } from '../core/time/instant';
import type { Banners } from './banners';
import type { FactLog } from './store/fact-log';
import type { TeamFolder } from './store/team-folder';
import type { WatchedSources } from './watched-sources';

/** Tells loudly what keeps the pager from doing its work, and takes it back when it is over. */
export type Announce = {
  storing(): void;
  /** What had been accepted and cannot be read any more. */
  accepted(damage: readonly string[]): void;
  team(): void;
  secrets(): Promise<void>;
  /** Why the team's log does not go round; '' when it does. */
  teamLog(why: string): void;
  /** Why the clone of the team folder is not exchanged with the others; '' when it is. */
  sync(why: string): void;
  /** Why what was done here could not be written for the others; null when it could. */
  telling(error: string | null): void;
};

export function makeAnnounce(parts: {
  readonly state: State;
  readonly banners: Banners;
  readonly factLog: FactLog;
  readonly teamFolder: TeamFolder;
  readonly sources: WatchedSources;
}): Announce {
  const { state, banners } = parts;
  const tell = (
    id: string,
    tone: 'bad' | 'warn',
    act: 'settings' | 'team' | 'sources' | 'queue',
    text: string | null,
  ): void => {
    if (text === null) banners.clear(id);
    else banners.show({ id, tone, text, act });
  };

  return {
    storing() {
      const { ok, error, movedAside, restoredFrom, replaced } = parts.factLog.state();
      const not = `Alerts are not being stored: ${error}. Pages still go out; senders are asked to send again.`;
      tell('not-storing', 'bad', 'settings', ok ? null : not);
      const anew =
        'The data folder was deleted or replaced while Watchbill was running. Alerts are stored there anew; what was stored before is not shown any more.';
      tell('replaced', 'bad', 'settings', replaced ? anew : null);
      const instead =
        restoredFrom === null
          ? 'a new file was begun'
          : `the backup of ${printInstant(restoredFrom)} was opened: what came after it may be missing here`;
      if (movedAside)
        tell(
          'moved-aside',
          'bad',
          'settings',
          `The stored data was damaged. It was kept as ${movedAside} and ${instead}.`,
        );
    },
    sync: (why) => tell('sync', 'bad', 'team', why || null),
    accepted: (damage) => tell('accepted', 'bad', 'queue', damage.length === 0 ? null : damage.join(' ')),
    teamLog: (why) => tell('team-log', 'bad', 'team', why || null),
    telling: (error) =>
      tell('not-told', 'bad', 'team', error && `What you do here does not reach the others: ${error}`),
    team() {
      const { team, problems, lastGood } = parts.teamFolder.current();
      const first = problems.find(({ level }) => level === 'error');
      const rest = team.people.length > 0 ? 'The rest of it is in force.' : 'No good one is known.';
      const force = lastGood ? 'The last good one is in force.' : rest;
      tell(
        'team-file',
        'bad',
        'team',
        first ? `watchbill.yaml:${first.line}:${first.column}: ${first.message}. ${force}` : null,
      );
      const { people } = state.team;
      const stranger = people.length > 0 && people.every(({ id }) => id !== state.me);
      tell(
        'unknown-me',
        'warn',
        'team',
        stranger
          ? `"${state.me}" is not among the people of watchbill.yaml. You are paged all the same.`
          : null,
      );
    },
    async secrets() {
      const states = await parts.sources.secretStates(state.team).catch(() => null);
      if (!states) return;
      const missing = [...states].filter(([, secret]) => secret === 'missing').map(([id]) => id);
      tell(
        'secrets',
        'bad',
        'sources',
        missing.length === 0
          ? null
          : `No password or token on this desktop for ${missing.join(', ')}: enter it under Sources.`,
      );
    },
  };
}
