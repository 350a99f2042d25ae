import type { PersonId } from '../../core/kernel/ids';
import type { Calendars } from '../../core/schedule/calendars';
import { type Rota, rotaOf } from '../../core/schedule/rota';
import { foldActs } from '../../core/team-log/fold-acts';
import type { RotaActs } from '../../core/team-log/rota-acts';
import type { Log } from '../ports';
import type { TeamFolder } from '../store/team-folder';
import type { TeamLog } from '../store/team-log';
import type { RotaChange, RotaDesk } from './rota-desk';

/** Brings team file, log and calendar files together. */
export function makeRotaDesk(parts: {
  readonly me: PersonId;
  readonly desktop: string;
  readonly teamFolder: TeamFolder;
  readonly teamLog: TeamLog;
  readonly calendars: {
    readonly calendars: Calendars;
    problems(): readonly string[];
    onChange(listener: () => void): () => void;
  };
  readonly log: Log;
}): RotaDesk {
  const { teamFolder, teamLog, calendars } = parts;
  const listeners = new Set<(why: RotaChange) => void>();
  let acts: RotaActs = foldActs(teamLog.acts());
  let rota = build();

  function build(): Rota {
    return rotaOf(teamFolder.current().team, acts, calendars.calendars);
  }

  /** A changed rota is another object: whoever remembers something of the old one asks anew. */
  function changed(why: RotaChange): void {
    rota = build();
    for (const listener of listeners) {
      try {
        listener(why);
      } catch (error) {
        parts.log.error('a change of the rota could not be taken in', { error: String(error) });
      }
    }
  }

  teamFolder.onChange(() => changed('team'));
  calendars.onChange(() => changed('elsewhere'));
  teamLog.onChange((fresh) => {
    if (fresh.every(({ body }) => body.kind === 'incidentActed' || body.kind === 'incidentOpened')) return;
    acts = foldActs(teamLog.acts());
    changed(fresh.every(({ stamp }) => stamp.desktop === parts.desktop) ? 'here' : 'elsewhere');
  });

  return {
    current: () => rota,
    acts: () => teamLog.acts(),
    act: (bodies, by = parts.me) => teamLog.append(bodies, by),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    problems: () => [
      ...teamLog.problems(),
      ...calendars.problems(),
      ...(teamLog.trouble() === '' ? [] : [teamLog.trouble()]),
    ],
  };
}
