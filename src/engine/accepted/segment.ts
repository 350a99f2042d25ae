import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsync,
  lstatSync,
  open,
  openSync,
  readSync,
  rmSync,
  write,
  writev,
} from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncFolderMeanwhile } from '../store/sync-folder';

const openFile = promisify(open);
const sync = promisify(fsync);

/** A journal of this form; the first line of each of its files. A newer one is left as it is. */
export const JOURNAL_VERSION = 1;
/** Bytes of the first line, padded. */
export const TITLE_BYTES = 64;

export function titleOf(journal: string): Buffer {
  const line = Buffer.alloc(TITLE_BYTES, ' ');
  line.write(`watchbill accepted ${JOURNAL_VERSION} ${journal}`);
  line[TITLE_BYTES - 1] = 0x0a;
  return line;
}

/** @returns null for what is no title */
export function readTitle(bytes: Buffer): { readonly version: number; readonly journal: string } | null {
  const m = /^watchbill accepted (\d{1,6}) (\S+) *\n$/.exec(bytes.toString('latin1', 0, TITLE_BYTES));
  return m ? { version: Number(m[1]), journal: m[2] as string } : null;
}

/*
 * Where the system takes it, one call writes and makes durable; elsewhere (macOS, whose disks keep what they were told
 * to make durable; Windows) two do.
 */
const DURABLE_WRITE = process.platform === 'linux' ? constants.O_DSYNC : 0;
/** Regular files only, never through a link (reliability A15). */
const NO_LINK = constants.O_NOFOLLOW;

/** One file of the journal: begun, filled from its beginning, removed when all it holds is in the store. */
export class Segment {
  used = TITLE_BYTES;
  /** The last record in it; 0 for none. */
  last = 0;

  private constructor(
    readonly path: string,
    private handle: number,
    readonly inode: number,
  ) {}

  /**
   * Begins a file. With `room` it is filled with zeros first: a write into bytes that are there already takes two
   * thirds of the time of one that makes the file longer, for the file system has nothing to write down about it.
   * @throws the system's error
   */
  static async begin(path: string, journal: string, room: number): Promise<Segment> {
    const { O_RDWR, O_CREAT, O_EXCL } = constants;
    let handle = await openFile(path, O_RDWR | O_CREAT | O_EXCL | NO_LINK, 0o600);
    try {
      const zeros = Buffer.alloc(1 << 20);
      const wanted = await roomOr(room, path);
      for (let at = 0; at < wanted; at += zeros.length) await writeWhole(handle, [zeros], at);
      await writeWhole(handle, [titleOf(journal)], 0);
      await sync(handle);
      await syncFolderMeanwhile(dirname(path));
      if (DURABLE_WRITE !== 0) {
        const again = await openFile(path, O_RDWR | NO_LINK | DURABLE_WRITE);
        closeSync(handle);
        handle = again;
      }
      return new Segment(path, handle, fstatSync(handle).ino);
    } catch (error) {
      closeSync(handle);
      rmSync(path, { force: true });
      throw error;
    }
  }

  /** One that was left by an engine before: it is only read. @throws the system's error */
  static openLeft(path: string, last: number): Segment {
    const handle = openSync(path, constants.O_RDONLY | NO_LINK);
    const segment = new Segment(path, handle, fstatSync(handle).ino);
    segment.last = last;
    segment.used = fstatSync(handle).size;
    return segment;
  }

  /** Writes behind what is there, and resolves when it is durable. @throws the system's error */
  async append(pieces: readonly Buffer[], bytes: number): Promise<void> {
    await writeWhole(this.handle, pieces, this.used);
    if (DURABLE_WRITE === 0) await promisify(fdatasync)(this.handle);
    this.used += bytes;
  }

  /** @throws the system's error, and where fewer bytes are there than asked for */
  read(from: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const n = readSync(this.handle, bytes, done, length - done, from + done);
      if (n === 0) throw new Error(`${this.path} is shorter than it was`);
      done += n;
    }
    return bytes;
  }

  /** Whether the file is still where it was begun: a folder that was exchanged keeps nothing of ours. */
  isThere(): boolean {
    return lstatSync(this.path, { throwIfNoEntry: false })?.ino === this.inode;
  }

  close(): void {
    if (this.handle >= 0) closeSync(this.handle);
    this.handle = -1;
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}

function writeWhole(handle: number, pieces: readonly Buffer[], at: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const total = pieces.reduce((sum, { length }) => sum + length, 0);
    const next = (left: readonly Buffer[], from: number): void => {
      const done = (error: NodeJS.ErrnoException | null, written: number): void => {
        if (error) return reject(error);
        if (from + written >= at + total) return resolve();
        if (written === 0) return reject(new Error('the disk takes nothing more'));
        const whole = Buffer.concat(left);
        next([whole.subarray(written)], from + written);
      };
      if (left.length === 1) write(handle, left[0] as Buffer, 0, (left[0] as Buffer).length, from, done);
      else writev(handle, left as Buffer[], from, done);
    };
    next(pieces, at);
  });
}

/** A disk that is nearly full has better use for it. */
const LEAST_FREE = 64 << 20;

async function roomOr(room: number, path: string): Promise<number> {
  if (room === 0) return 0;
  const { bavail, bsize } = await statfs(dirname(path));
  return bavail * bsize > LEAST_FREE ? room : 0;
}
