import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, printInstant } from '../../core/time/instant';
import { TEAM_FILE } from '../store/team-folder-file';
import { exchangeCalendars } from './exchanges';
import { demoLogs } from './logs';
import { RUNBOOKS } from './runbooks';
import { DEMO_CODEOWNERS, DEMO_TEAM_FILE } from './team-file';

/** Makes the demo's team folder where it is not there yet; files that are there are left as they are. */
export async function writeDemoTeam(folder: string, now: Instant): Promise<void> {
  for (const room of ['runbooks', 'calendars', 'log', 'repositories/edge'])
    await mkdir(join(folder, room), { recursive: true });
  await writeOnce(join(folder, TEAM_FILE), DEMO_TEAM_FILE);
  await writeOnce(join(folder, 'repositories', 'edge', 'CODEOWNERS'), DEMO_CODEOWNERS);
  const year = Number(printInstant(now).slice(0, 4));
  for (const [name, text] of exchangeCalendars(year)) await writeOnce(join(folder, 'calendars', name), text);
  for (const [name, text] of demoLogs(now)) await writeOnce(join(folder, 'log', name), text);
  for (const [name, text] of RUNBOOKS) await writeOnce(join(folder, 'runbooks', `${name}.md`), text);
}

async function writeOnce(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
