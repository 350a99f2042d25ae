import type { KeepJob, KeepResult } from './keep-link';
import { makeBackup } from './make-backup';
import { writeExport } from './write-export';

/** Does one job in the thread it is called in. @throws what the job throws */
export async function doJob(
  job: KeepJob,
  tell: (part: number) => void,
): Promise<KeepResult[KeepJob['kind']]> {
  return job.kind === 'backup' ? makeBackup(job.wish, tell) : await writeExport(job.wish, tell);
}
