import type { Instant } from '../../core/time/instant';
import type { Batch } from './batch';
import { type Retired, retire } from './retire';
import {
  type Cell,
  DELIVERY_CELLS,
  FACT_CELLS,
  INCIDENT,
  INCIDENT_CELLS,
  PAGE_CELLS,
  type Rows,
  rowsOf,
  STATUS_RANK,
  UNREADABLE_CELLS,
  WORD_CELLS,
} from './rows';
import { MOST_UNREADABLE } from './schema';
import type { DatabaseConnection, Statement } from './sqlite';

/** Writes batches, each in one durable transaction: facts, and what screens show of them. */
export class Writer {
  private readonly insertFact: Statement;
  private readonly putIncident: Statement;
  private readonly supersede: Statement;
  private readonly insertWords: Statement;
  private readonly insertPage: Statement;
  private readonly putDelivery: Statement;
  private readonly insertUnreadable: Statement;
  private readonly trimUnreadable: Statement;
  private readonly putProgress: Statement;

  constructor(private readonly db: DatabaseConnection) {
    this.insertFact = db.prepare('INSERT INTO facts (at, incident, kind, body) VALUES (?, ?, ?, ?)');
    this.putIncident = db.prepare(`
      INSERT INTO incidents (number, id, live, status_rank, queue_rank, severity_rank, suppressed, source, dedup_key, service, opened_at, resolved_at, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET live = excluded.live, status_rank = excluded.status_rank, queue_rank = excluded.queue_rank,
        severity_rank = excluded.severity_rank,
        suppressed = excluded.suppressed, service = excluded.service, resolved_at = excluded.resolved_at, body = excluded.body`);
    this.supersede = db.prepare(
      `UPDATE incidents SET live = 0, status_rank = 2, queue_rank = 3, resolved_at = ?,
         body = json_set(body, '$.status', 'resolved', '$.resolvedAt', ?)
       WHERE source = ? AND dedup_key = ? AND status_rank < 2 AND number <> ?`,
    );
    this.insertWords = db.prepare('INSERT INTO incident_words (rowid, title, body) VALUES (?, ?, ?)');
    this.insertPage = db.prepare(
      `INSERT OR IGNORE INTO pages (id, incident, person, channel, at, reason, why, delivery)
       VALUES (?, ?, ?, ?, ?, ?, ?, '{"state":"pending"}')`,
    );
    this.putDelivery = db.prepare('UPDATE pages SET delivery = ? WHERE id = ?');
    this.insertUnreadable = db.prepare(
      'INSERT INTO unreadable (at, source, format, reason, body) VALUES (?, ?, ?, ?, ?)',
    );
    this.trimUnreadable = db.prepare(
      'DELETE FROM unreadable WHERE id <= (SELECT max(id) FROM unreadable) - ?',
    );
    this.putProgress = db.prepare('INSERT OR REPLACE INTO accepted (id, progress) VALUES (1, ?)');
  }

  /** @throws the database's error; then nothing of the batch was written */
  write(batch: Batch): void {
    this.writeRows(rowsOf(batch));
  }

  /** @throws the database's error; then nothing of it was written */
  writeRows(rows: Rows): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      each(rows.incidents, INCIDENT_CELLS, (cells) => this.writeIncident(cells));
      each(rows.facts, FACT_CELLS, (cells) => void this.insertFact.run(...cells));
      each(rows.words, WORD_CELLS, (cells) => void this.insertWords.run(...cells));
      each(rows.pages, PAGE_CELLS, (cells) => void this.insertPage.run(...cells));
      each(rows.deliveries, DELIVERY_CELLS, (cells) => void this.putDelivery.run(...cells));
      each(rows.unreadable, UNREADABLE_CELLS, (cells) => void this.insertUnreadable.run(...cells));
      if (rows.unreadable.length > 0) this.trimUnreadable.run(MOST_UNREADABLE);
      if (rows.progress !== null) this.putProgress.run(rows.progress);
      this.db.exec('COMMIT');
    } catch (error) {
      try {
        this.db.exec('ROLLBACK');
      } catch {
        // SQLite rolled back by itself (disk full, I/O error).
      }
      throw error;
    }
  }

  /** How far the accepted alerts are in here, as it was last written; null when nothing was said of it yet. */
  progress(): string | null {
    const row = this.db.prepare('SELECT progress FROM accepted').get() as { progress: string } | undefined;
    return row?.progress ?? null;
  }

  /** Deletes a slice of what was resolved before an instant (retire.ts). @throws the database's error */
  retire(before: Instant): Retired {
    return retire(this.db, before);
  }

  /** Closing alone does not fold the write-ahead log into the file: prepared statements hold the connection until they are collected. */
  close(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // What is in the log is durable as it is.
    }
    this.db.close();
  }

  private writeIncident(cells: readonly Cell[]): void {
    try {
      this.putIncident.run(...cells);
    } catch (error) {
      const over = cells[INCIDENT.statusRank] === STATUS_RANK.resolved;
      if (!/UNIQUE constraint/i.test((error as Error).message) || over) throw error;
      // The store holds another open incident of this alert, which the engine knows nothing of (it could not be read
      // at the start). What the engine knows is so; a batch that could never be written would stop everything.
      const at = (place: keyof typeof INCIDENT): Cell => cells[INCIDENT[place]] as Cell;
      this.supersede.run(at('openedAt'), at('openedAt'), at('source'), at('dedupKey'), at('number'));
      this.putIncident.run(...cells);
    }
  }
}

function each(cells: readonly Cell[], width: number, work: (row: readonly Cell[]) => void): void {
  for (let from = 0; from < cells.length; from += width) work(cells.slice(from, from + width));
}
