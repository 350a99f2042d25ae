import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import type { Act } from '../../core/team-log/act';
import { MAX_LINE } from '../../core/team-log/read-act';
import { makeLogLines } from './team-log-lines';

/** Of a larger file only so much is read. */
const MAX_FILE = 50 * 1024 * 1024;
/** Some milliseconds of reading lines: the loop is free in between. */
const CHUNK = 256 * 1024;
/** So many bytes before the place we read up to tell whether it is still the file we know. */
const MEMORY = 256;
const NEWLINE = 10;

/** One file of the log, read as it grows. */
export type LogFile = {
  /**
   * Reads what came since the last time: only the new bytes, or all where the file is not the one we read before
   * (shorter, replaced, written over). Half a last line waits for its rest. Never rejects.
   * @param take gets the acts, chunk by chunk
   */
  read(take: (acts: readonly Act[]) => void): Promise<void>;
  /** What is wrong with it, a sentence each, `log/x.jsonl:12: …`. */
  problems(): readonly string[];
};

/** @param title how it is called in problems, `log/x.jsonl` */
export function openLogFile(path: string, title: string): LogFile {
  const lines = makeLogLines(title);
  let offset = 0;
  /** The bytes just before `offset`. */
  let memory = Buffer.alloc(0);
  let inode: number | null = null;
  /** What the file looked like when it was read to its end. */
  let seen = '';
  let trouble = '';

  return {
    async read(take) {
      try {
        const stat = await lstat(path);
        if (stampOf(stat) === seen) return;
        if (!stat.isFile()) {
          seen = stampOf(stat);
          trouble = `${title} is not a regular file; it is not read`;
          return;
        }
        await readNew(take);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        forget();
        // Gone between listing and reading: a file system that moves things about. What it told stays told.
        trouble = code === 'ENOENT' ? '' : `${title} cannot be read: ${wordsOf(error)}`;
      }
    },
    problems: () => (trouble === '' ? lines.problems() : [trouble, ...lines.problems()]),
  };

  function forget(): void {
    offset = 0;
    memory = Buffer.alloc(0);
    inode = null;
    seen = '';
    lines.restart();
  }

  async function readNew(take: (acts: readonly Act[]) => void): Promise<void> {
    // A link that was put there just now is refused, a pipe does not block. (Windows has neither flag: undefined is 0.)
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Error('it is not a regular file');
      if (inode !== stat.ino || stat.size < offset || !(await isAsRemembered(handle))) forget();
      inode = stat.ino;
      trouble = stat.size > MAX_FILE ? `${title} is larger than 50 MB; what comes after is not read` : '';
      await readOn(handle, take);
      seen = stampOf(stat);
    } finally {
      await handle.close();
    }
  }

  async function isAsRemembered(handle: FileHandle): Promise<boolean> {
    if (memory.length === 0) return true;
    const bytes = Buffer.alloc(memory.length);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset - bytes.length);
    return bytesRead === bytes.length && bytes.equals(memory);
  }

  async function readOn(handle: FileHandle, take: (acts: readonly Act[]) => void): Promise<void> {
    const buffer = Buffer.alloc(CHUNK);
    for (;;) {
      const size = Math.min(CHUNK, MAX_FILE - offset);
      const { bytesRead } = await handle.read(buffer, 0, size, offset);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        take(lines.whole(chunk.subarray(0, end)));
        advance(chunk.subarray(0, end));
      } else if (bytesRead > MAX_LINE) {
        // No line is so long: it is passed over up to its end, wherever that is.
        lines.tooLong();
        advance(chunk);
      } else {
        const act = lines.tail(chunk);
        if (act) take([act]);
        return;
      }
    }
  }

  function advance(bytes: Buffer): void {
    offset += bytes.length;
    memory = Buffer.from(bytes.subarray(-MEMORY));
  }
}

function stampOf(stat: { ino: number; size: number; mtimeMs: number }): string {
  return `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}

function wordsOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read by you';
  if (code === 'ELOOP') return 'it is a link';
  return error instanceof Error ? error.message : String(error);
}
