import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeepJob, KeepResult } from './keep-link';
import { makeBackup } from './make-backup';
import { unpackBeside } from './put-backup';
import { writeExport } from './write-export';

/** Does one job in the thread it is called in. @throws what the job throws */
export async function doJob(
  job: KeepJob,
  tell: (part: number) => void,
): Promise<KeepResult[KeepJob['kind']]> {
  switch (job.kind) {
    case 'backup':
      return makeBackup(job.wish, tell);
    case 'export':
      return await writeExport(job.wish, tell);
    case 'check':
      // Unpacked once more at the next start: what stands there in between may be changed by anybody.
      rmSync(unpackBeside(job.path, join(job.dataFolder, 'checked.db')), { force: true });
      return true;
  }
}
