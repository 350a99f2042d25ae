import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Act, ActBody } from '../core/team-log/act';
import { foldActs } from '../core/team-log/fold-acts';
import type { RotaActs } from '../core/team-log/rota-acts';
import { DESKTOP_NAME } from '../core/team-log/stamp';
import { FolderInUse, lockFolder } from '../engine/store/folder-lock';
import { openTeamLog } from '../engine/store/team-log';

/** Every writer that is no desktop begins with this: it never takes the name, and the file, of one. */
const PREFIX = 'ci-';
/** Another command that writes the same file is over by then, in milliseconds. */
const PATIENCE = 10_000;

/** The team's log, for a command that may write into it. */
export type TeamLogCall = {
  /** What it says as of now. */
  acts(): RotaActs;
  /** On the disk, in the team folder, when it resolves. @throws Error in words where it could not be written there */
  append(bodies: readonly ActBody[]): Promise<readonly Act[]>;
};

/**
 * The name under which this machine writes, and of its file in `log/`: `ci-<host>-<user>`, unless one is given, such as
 * by a job whose machine has another name each time.
 * @throws Error in words where the given one cannot be one
 */
export function writerName(given: string | undefined): string {
  if (given === undefined || given === '') {
    const plain = `${hostname()}-${userInfo().username}`.replace(/[^A-Za-z0-9._-]+/g, '-');
    return `${PREFIX}${plain}`.slice(0, 40);
  }
  if (!given.startsWith(PREFIX) || !DESKTOP_NAME.test(given))
    throw new Error(
      `--writer "${given}" cannot name a file of the log; write for example ${PREFIX}deploy: ${PREFIX} and letters, digits, dots, dashes and underscores, 40 at most`,
    );
  return given;
}

/**
 * Opens the log of a team folder, has it used, and closes it. Two commands of one writer on one machine take turns: no
 * file of the log ever has two writers.
 * @param by who does it
 */
export async function withTeamLog<T>(
  options: { readonly folder: string; readonly writer: string; readonly by: string },
  work: (log: TeamLogCall) => Promise<T>,
): Promise<T> {
  const { folder, writer, by } = options;
  const lock = await lockFolder(lockOf(folder, writer), PATIENCE).catch((error: unknown) => {
    if (!(error instanceof FolderInUse)) throw error;
    throw new Error(`another command writes as ${writer}; try again, or give another --writer`);
  });
  // For what could not be written; a command that ends cannot try again later.
  const aside = mkdtempSync(join(tmpdir(), 'watchbill-log-'));
  try {
    const clock = { now: () => Date.now() };
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const log = await openTeamLog({ folder, dataFolder: aside, desktop: writer, clock, log: silent });
    try {
      await log.look();
      return await work({
        acts: () => foldActs(log.acts()),
        async append(bodies) {
          const acts = await log.append(bodies, by);
          const trouble = log.trouble();
          if (trouble === '') return acts;
          const why = /\((.*)\)/.exec(trouble)?.[1];
          throw new Error(
            `the log in ${folder} cannot be written${why === undefined ? '' : `: ${why}`}; nothing was done`,
          );
        },
      });
    } finally {
      await log.stop();
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
    lock.release();
  }
}

/** Beside the team folder nothing may be left over: it is synced, and others read it. */
function lockOf(folder: string, writer: string): string {
  const name = createHash('sha256')
    .update(`${realpathSync(folder)}\n${writer}`)
    .digest('hex')
    .slice(0, 16);
  return join(tmpdir(), `watchbill-${userInfo().username.replace(/[^A-Za-z0-9._-]+/g, '-')}-writes`, name);
}
