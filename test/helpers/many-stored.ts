import type { IncidentId } from '../../src/core/kernel/ids';
import { openForWriting } from '../../src/engine/store/database';
import { Writer } from '../../src/engine/store/writer';
import { Story } from './step-story';

/** What the many are named after; each has a word of its own beside it. */
export const SERVICES = ['payments', 'search', 'ledger', 'mail'] as const;
const MINUTE = 60_000;

/**
 * A store of many incidents within seconds: one that the rules made, and copies of it by SQL, a minute apart. All are
 * over but the newest `open`; every second one of these is acknowledged.
 * @param folder the data folder
 */
export function storeMany(folder: string, count: number, open: number, now: number): void {
  const { db } = openForWriting(folder, now);
  const writer = new Writer(db);
  const story = new Story();
  story.sent('first', {
    severity: 'none',
    title: 'Checkout is slow',
    description: 'Look at the dashboard first.',
  });
  const model = { ...story.incident(), id: 'many-1' as IncidentId, number: 1 };
  writer.write({ facts: [], incidents: new Map([[model.id, model]]), unreadable: [] });
  const services = SERVICES.map((name, index) => `WHEN ${index} THEN '${name}'`).join(' ');
  const body = `json_set(one.body, '$.number', n, '$.id', 'many-' || n, '$.dedupKey', 'key-' || n, '$.service', service,
    '$.openedAt', at, '$.lastSeenAt', at, '$.title', 'Checkout ' || service || ' pod-' || n || ' is slow',
    '$.status', CASE status WHEN 0 THEN 'open' WHEN 1 THEN 'acknowledged' ELSE 'resolved' END,
    '$.resolvedAt', iif(status = 2, at + ${MINUTE}, NULL))`;
  db.exec(`
    BEGIN;
    CREATE TEMP TABLE many AS
      WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
      SELECT n, ${now} - (${count} - n + 1) * ${MINUTE} AS at, CASE n % ${SERVICES.length} ${services} END AS service,
        CASE WHEN n <= ${count - open} THEN 2 ELSE n % 2 END AS status, n % 5 AS severity FROM numbers;
    INSERT INTO incidents (number, id, live, status_rank, queue_rank, severity_rank, suppressed, source, dedup_key, service,
        opened_at, resolved_at, body)
      SELECT n, 'many-' || n, status < 2, status, CASE status WHEN 2 THEN 3 ELSE status END, severity, 0, one.source,
        'key-' || n, many.service, at, iif(status = 2, at + ${MINUTE}, NULL), ${body}
      FROM many, (SELECT source, body FROM incidents WHERE number = 1) AS one;
    INSERT INTO incident_words (rowid, title, body)
      SELECT n, 'Checkout ' || service || ' pod-' || n || ' is slow', n || ' many-' || n || ' ' || service || ' dashboard' FROM many;
    INSERT INTO facts (at, incident, kind, body)
      SELECT at, 'many-' || n, 'noted', json_object('kind', 'noted', 'at', at, 'incident', 'many-' || n, 'text', 'made up',
        'by', json_object('kind', 'watchbill')) FROM many;
    INSERT INTO pages (id, incident, person, channel, at, reason, why, delivery)
      SELECT 'many-' || n || '-p1', 'many-' || n, 'ada', 'popup', at, 'firing', '', '{"state":"delivered","at":0,"detail":""}' FROM many;
    COMMIT;
    DROP TABLE many;`);
  writer.close();
}

/** Many notes in the story of one incident. */
export function noteOften(folder: string, incident: string, times: number, now: number): void {
  const { db } = openForWriting(folder, now);
  db.exec(`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${times})
    INSERT INTO facts (at, incident, kind, body)
      SELECT ${now} + n, '${incident}', 'noted', json_object('kind', 'noted', 'at', ${now} + n, 'incident', '${incident}',
        'text', 'note ' || n, 'by', json_object('kind', 'person', 'id', 'ada')) FROM numbers`);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}
