import type { PersonId } from '../../core/kernel/ids';
import { NO_ROTA, type Rota } from '../../core/schedule/rota';
import { type CalendarDesk, openCalendarDesk } from '../calendars/calendar-desk';
import type { Clock, Log, Secrets } from '../ports';
import type { TeamFolder } from '../store/team-folder';
import { openTeamLog, type TeamLog } from '../store/team-log';
import { makeRotaDesk } from './make-rota-desk';
import type { RotaDesk } from './rota-desk';

/** Reads all that says who is on call: the team's log and calendars; the team file is open already. */
export async function openRota(parts: {
  readonly me: PersonId;
  readonly desktop: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly teamFolder: TeamFolder;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Built ics-worker.js; null reads calendars in this thread. */
  readonly icsWorkerUrl: URL | null;
  /** Told of a file of the team folder that was written, by its path there. */
  readonly wrote: (path: string) => void;
}): Promise<{ readonly rota: RotaDesk; readonly teamLog: TeamLog; readonly calendars: CalendarDesk }> {
  const { me, desktop, folder, dataFolder, teamFolder, secrets, clock, log, wrote } = parts;
  let rotaNow = (): Rota => NO_ROTA;
  // Together: a folder that hangs is waited for once.
  const [teamLog, calendars] = await Promise.all([
    openTeamLog({ folder, dataFolder, desktop, clock, log }),
    openCalendarDesk({
      folder,
      dataFolder,
      teamFolder,
      secrets,
      clock,
      log,
      workerUrl: parts.icsWorkerUrl,
      rota: () => rotaNow(),
      wrote,
    }),
  ]);
  const rota = makeRotaDesk({ me, desktop, teamFolder, teamLog, calendars, log });
  rotaNow = () => rota.current();
  return { rota, teamLog, calendars };
}
