import { join } from 'node:path';
import type { Act } from '../../core/team-log/act';
import { NotStored } from '../ports';
import { appendDurably } from './team-log-append';
import { openOutbox, textOf } from './team-log-outbox';

/** The file of the log that this desktop writes, and no other. */
export type OwnLog = {
  /**
   * Lines, in one piece: in the team folder, or, where that cannot be written, in the outbox of this desktop, from
   * where they go into the team folder later, in order. On the disk when it resolves.
   * @throws NotStored when neither can be written
   */
  append(lines: readonly string[]): Promise<void>;
  /** Tries to write what waits in the outbox. Never rejects. */
  flush(): Promise<void>;
  /** Acts that waited in the outbox at the start. */
  readonly kept: readonly Act[];
  /** What keeps our acts from the others, one sentence; '' while nothing does. */
  trouble(): string;
};

/** @param patience how long the team folder may take before the outbox is used, in milliseconds */
export async function openOwnLog(options: {
  readonly folder: string;
  readonly dataFolder: string;
  readonly desktop: string;
  readonly patience: number;
}): Promise<OwnLog> {
  const path = join(options.folder, 'log', `${options.desktop}.jsonl`);
  const outbox = await openOutbox(options.folder, options.dataFolder);
  let reason = '';
  let queue: Promise<unknown> = Promise.resolve();
  /** A write that the folder has not answered yet. */
  let hanging: Promise<void> | null = null;

  return {
    append: (lines) => inTurn(() => appendNow(lines)),
    flush: () => inTurn(() => appendNow([]).catch(() => undefined)),
    kept: outbox.kept,
    trouble() {
      const count = outbox.lines().length;
      if (count === 0) return '';
      const acts = count === 1 ? 'What you did last waits' : `The last ${count} things you did wait`;
      const why = reason === '' ? '' : ` (${reason})`;
      return `The log in the team folder cannot be written${why}. ${acts} on this desktop; the others do not know of it yet.`;
    },
  };

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function appendNow(lines: readonly string[]): Promise<void> {
    const waiting = outbox.lines();
    if (waiting.length === 0 && lines.length === 0) return;
    try {
      await write(textOf([...waiting, ...lines]));
    } catch (error) {
      reason = wordsOf(error);
      if (lines.length > 0) await putAside(lines);
      return;
    }
    reason = '';
    if (waiting.length > 0) await outbox.clear();
  }

  async function putAside(lines: readonly string[]): Promise<void> {
    try {
      await outbox.put(lines);
    } catch (error) {
      throw new NotStored(
        `neither the log in the team folder (${reason}) nor the data folder (${wordsOf(error)}) can be written`,
      );
    }
  }

  /** A folder that does not answer is not waited for, and not asked again before it has. */
  async function write(text: string): Promise<void> {
    if (hanging) throw new Error('it does not answer');
    const writing = appendDurably(path, text);
    let timer: NodeJS.Timeout | undefined;
    const answered = await Promise.race([
      writing.then(() => true),
      new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), options.patience);
      }),
    ]).finally(() => clearTimeout(timer));
    if (answered) return;
    hanging = writing
      .catch(() => undefined)
      .finally(() => {
        hanging = null;
      });
    throw new Error('it does not answer');
  }
}

function wordsOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'its disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not write there';
    case 'ENOENT':
      return 'the folder is not there';
    case 'ENOTDIR':
      return '"log" is not a folder';
    case 'ELOOP':
      return 'your file in it is a link';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
