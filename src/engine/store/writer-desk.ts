import type { Instant } from '../../core/time/instant';
import { isDamage, openForWriting } from './database';
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
    if (this.writer) return this.writer;
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
    this.progress = this.writer.progress();
    return this.writer;
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
