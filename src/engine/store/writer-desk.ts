import { join } from 'node:path';
import type { Instant } from '../../core/time/instant';
import { DATABASE_FILE, isDamage, openForWriting } from './database';
import { fileIdentity } from './file-identity';
import { Writer } from './writer';
import type { FromWriter, ToWriter } from './writer-link';

/** A disk that damages what is written to it must not be filled with damaged files. */
const MOVE_ASIDE_EVERY_MS = 10 * 60_000;

/**
 * Answers what the engine asks of the disk, in the writer's own thread or in the engine's. Whatever fails closes the
 * file, and the next question opens it anew: a full or read-only disk comes back, a connection that was opened while
 * it was read-only does not.
 */
export class WriterDesk {
  private writer: Writer | null = null;
  private movedAside: string | null = null;
  private restoredFrom: Instant | null = null;
  /** Which file is written to. */
  private identity: string | null = null;
  private replaced = false;
  private damaged = false;
  private progress: string | null = null;
  private lastMove = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  answer(message: ToWriter): FromWriter {
    try {
      switch (message.kind) {
        case 'open':
          this.opened();
          break;
        case 'write':
          this.opened().writeRows(message.rows);
          break;
        case 'retire':
          return { kind: 'retired', retired: this.opened().retire(message.before) };
        case 'close':
          this.shut();
          return { kind: 'closed' };
      }
      return {
        kind: 'done',
        movedAside: this.movedAside,
        restoredFrom: this.restoredFrom,
        replaced: this.replaced,
        progress: this.progress,
      };
    } catch (error) {
      this.damaged = isDamage(error);
      this.shut();
      const { name, message: text } = error as Error;
      return { kind: 'failed', newer: name === 'NewerData', error: text };
    }
  }

  private opened(): Writer {
    if (this.writer) {
      this.mustBeThere();
      return this.writer;
    }
    const now = this.now();
    const database = openForWriting(
      this.folder,
      now,
      this.damaged && now - this.lastMove > MOVE_ASIDE_EVERY_MS,
    );
    if (database.movedAside !== null) {
      this.movedAside = database.movedAside;
      this.restoredFrom = database.restoredFrom;
      this.lastMove = now;
    }
    this.damaged = false;
    this.writer = new Writer(database.db);
    this.identity = fileIdentity(join(this.folder, DATABASE_FILE));
    this.progress = this.writer.progress();
    return this.writer;
  }

  /** Written into a file that nobody finds any more, everything would be lost without a word (reliability A16). */
  private mustBeThere(): void {
    if (fileIdentity(join(this.folder, DATABASE_FILE)) === this.identity) return;
    this.replaced = true;
    throw new Error(`${this.folder} was deleted or replaced while Watchbill was running`);
  }

  private shut(): void {
    try {
      this.writer?.close();
    } catch {
      // A damaged file may not close in order; it is let go all the same.
    }
    this.writer = null;
  }
}
