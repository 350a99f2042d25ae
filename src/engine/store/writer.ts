import { severityRank } from '../../core/alert/severity';
import { type Fact, isIncidentFact } from '../../core/incident/fact';
import { type Incident, isLive } from '../../core/incident/incident';
import type { Batch } from './batch';
import { MOST_UNREADABLE } from './schema';
import type { DatabaseConnection, Statement } from './sqlite';

const STATUS_RANK = { open: 0, acknowledged: 1, resolved: 2 } as const;

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
      'INSERT OR IGNORE INTO pages (id, incident, person, channel, at, reason, why, delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.putDelivery = db.prepare('UPDATE pages SET delivery = ? WHERE id = ?');
    this.insertUnreadable = db.prepare(
      'INSERT INTO unreadable (at, source, format, reason, body) VALUES (?, ?, ?, ?, ?)',
    );
    this.trimUnreadable = db.prepare(
      'DELETE FROM unreadable WHERE id <= (SELECT max(id) FROM unreadable) - ?',
    );
  }

  /** @throws the database's error; then nothing of the batch was written */
  write(batch: Batch): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      // An alert that ended and fires again within one batch: the one that is over goes first, for the unique index.
      const incidents = [...batch.incidents.values()].sort(
        (a, b) => STATUS_RANK[b.status] - STATUS_RANK[a.status],
      );
      for (const incident of incidents) this.writeIncident(incident);
      for (const fact of batch.facts) this.writeFact(fact);
      for (const { at, unreadable } of batch.unreadable) {
        this.insertUnreadable.run(
          at,
          unreadable.source,
          unreadable.format,
          shownNul(unreadable.reason),
          shownNul(unreadable.body),
        );
      }
      if (batch.unreadable.length > 0) this.trimUnreadable.run(MOST_UNREADABLE);
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

  /** Closing alone does not fold the write-ahead log into the file: prepared statements hold the connection until they are collected. */
  close(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // What is in the log is durable as it is.
    }
    this.db.close();
  }

  private writeIncident(incident: Incident): void {
    try {
      this.putRow(incident);
    } catch (error) {
      if (!/UNIQUE constraint/i.test((error as Error).message) || incident.status === 'resolved') throw error;
      // The store holds another open incident of this alert, which the engine knows nothing of (it could not be read
      // at the start). What the engine knows is so; a batch that could never be written would stop everything.
      const { openedAt, source, number } = incident;
      this.supersede.run(openedAt, openedAt, source, keyColumn(incident.dedupKey), number);
      this.putRow(incident);
    }
  }

  private putRow(incident: Incident): void {
    this.putIncident.run(
      incident.number,
      incident.id,
      isLive(incident) ? 1 : 0,
      STATUS_RANK[incident.status],
      queueRank(incident),
      severityRank(incident.severity),
      incident.suppression ? 1 : 0,
      incident.source,
      keyColumn(incident.dedupKey),
      incident.service,
      incident.openedAt,
      incident.resolvedAt,
      JSON.stringify(incident),
    );
  }

  private writeFact(fact: Fact): void {
    const incident = isIncidentFact(fact) ? fact.incident : null;
    this.insertFact.run(fact.at, incident, fact.kind, JSON.stringify(fact));
    switch (fact.kind) {
      case 'opened':
        this.insertWords.run(fact.number, shownNul(fact.alert.title), shownNul(searchableText(fact)));
        return;
      case 'paged':
        for (const page of fact.pages) {
          this.insertPage.run(
            page.id,
            fact.incident,
            fact.person,
            page.channel,
            fact.at,
            fact.reason,
            fact.why,
            '{"state":"pending"}',
          );
        }
        return;
      case 'delivered':
        this.putDelivery.run(JSON.stringify(fact.delivery), fact.page);
        return;
      default:
        return;
    }
  }
}

/** What its source keeps quiet waits for nobody: it comes after what somebody works on. */
function queueRank({ status, suppression }: Incident): number {
  if (status === 'resolved') return 3;
  if (status === 'acknowledged') return 1;
  return suppression ? 2 : 0;
}

/** What full-text search looks through beside the title. */
function searchableText(fact: Extract<Fact, { kind: 'opened' }>): string {
  const { alert } = fact;
  const labels = alert.labels.map(([name, value]) => `${name} ${value}`).join(' ');
  return `${fact.number} ${fact.incident} ${fact.service} ${alert.source} ${labels} ${alert.description.slice(0, 2000)}`;
}

/** SQLite ends text at U+0000; it is kept as the sign that shows it. */
function shownNul(text: string): string {
  return text.replaceAll('\u0000', '␀');
}

/**
 * A dedup key as the unique index compares it. Keys are compared byte for byte, but SQLite ends text at U+0000 and
 * makes every half of a surrogate pair the same sign: such keys are written as JSON, and so are those that look like it.
 */
function keyColumn(key: string): string {
  return key.includes('\u0000') || key.startsWith('"') || !isWellFormed(key) ? JSON.stringify(key) : key;
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}
