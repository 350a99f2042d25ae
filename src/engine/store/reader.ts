import type { QueueFilter } from '../../contract/views/queue';
import { SEVERITIES } from '../../core/alert/severity';
import type { Interruption } from '../../core/fairness/load';
import type { Fact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import { PRACTICE_KEY } from '../../core/incident/practice';
import { type IncidentId, WATCHBILL_SOURCE } from '../../core/kernel/ids';
import type { Delivery, Page } from '../../core/page/page';
import type { Instant } from '../../core/time/instant';
import type { StoredFact, StoredUnreadable } from '../ports';
import { openForReading } from './database';
import { letGo } from './let-go';
import { searchExpression } from './search';
import type { DatabaseConnection, Statement } from './sqlite';

type Bound = string | number;
type Body = { readonly body: string };

/** Reads what is stored, beside the writer; quick and synchronous. */
export class Reader {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: DatabaseConnection) {}

  static open(folder: string): Reader {
    return new Reader(openForReading(folder));
  }

  /** Closed for good, whatever it costs (let-go.ts). */
  letGo(): void {
    this.prepared.clear();
    letGo(this.db);
  }

  close(): void {
    this.prepared.clear();
    this.db.close();
  }

  /** Incidents that the engine has still something to do with. */
  live(): Incident[] {
    return this.incidentRows('SELECT body FROM incidents WHERE live = 1');
  }

  /** Incidents that ended at or after an instant. */
  endedSince(at: Instant): Incident[] {
    return this.incidentRows('SELECT body FROM incidents WHERE resolved_at >= ?', at);
  }

  nextNumber(): number {
    const row = this.get('SELECT max(number) AS highest FROM incidents') as { highest: number | null };
    return (row.highest ?? 0) + 1;
  }

  incident(id: IncidentId): { incident: Incident; facts: StoredFact[]; pages: Page[] } | null {
    const row = this.get('SELECT body FROM incidents WHERE id = ?', id) as Body | undefined;
    if (!row) return null;
    const facts = this.all(
      'SELECT seq, body FROM facts WHERE incident = ? ORDER BY seq DESC LIMIT 5000',
      id,
    ) as Array<Body & { seq: number }>;
    // A story of a long storm keeps its end: the newest come first here, and are turned round.
    return {
      incident: JSON.parse(row.body) as Incident,
      facts: facts.toReversed().map(({ seq, body }) => ({ seq, fact: JSON.parse(body) as Fact })),
      pages: this.pageRows(
        'SELECT * FROM pages WHERE incident = ? ORDER BY seq DESC LIMIT 2000',
        id,
      ).toReversed(),
    };
  }

  /** Newest first; `before` is an incident number. */
  newest(query: { statusRank: number | null; limit: number; before: number | null }): Incident[] {
    const where = ['number < ?'];
    const bound: Bound[] = [query.before ?? Number.MAX_SAFE_INTEGER];
    if (query.statusRank !== null) {
      where.push('status_rank = ?');
      bound.push(query.statusRank);
    }
    return this.incidentRows(
      `SELECT body FROM incidents WHERE ${where.join(' AND ')} ORDER BY number DESC LIMIT ?`,
      ...bound,
      query.limit,
    );
  }

  /** Part of the queue: open first (what its source suppresses after what is acknowledged), critical first, newest first. */
  queue(filter: QueueFilter, offset: number, limit: number): { incidents: Incident[]; total: number } {
    const { where, bound } = condition(filter);
    const total = (this.get(`SELECT count(*) AS n FROM incidents ${where}`, ...bound) as { n: number }).n;
    const order = 'ORDER BY queue_rank, severity_rank, opened_at DESC, number DESC';
    // Numbers first, through the index alone; bodies only of the rows that are shown.
    const numbers = this.all(
      `SELECT number FROM incidents ${where} ${order} LIMIT ? OFFSET ?`,
      ...bound,
      limit,
      offset,
    ) as Array<{ number: number }>;
    const body = this.statement('SELECT body FROM incidents WHERE number = ?');
    const incidents = numbers.map(({ number }) => JSON.parse((body.get(number) as Body).body) as Incident);
    return { incidents, total };
  }

  counts(): { open: number; acknowledged: number; suppressed: number; resolved: number } {
    const rows = this.all(
      'SELECT status_rank AS rank, count(*) AS n, sum(suppressed) AS suppressed FROM incidents WHERE status_rank < 2 GROUP BY status_rank',
    ) as Array<{ rank: number; n: number; suppressed: number }>;
    const of = (rank: number) => rows.find((row) => row.rank === rank);
    const all = (this.get('SELECT count(*) AS n FROM incidents') as { n: number }).n;
    const open = of(0)?.n ?? 0;
    const acknowledged = of(1)?.n ?? 0;
    return { open, acknowledged, suppressed: of(0)?.suppressed ?? 0, resolved: all - open - acknowledged };
  }

  /** How much is stored, and since when. */
  span(): { incidents: number; oldestAt: Instant | null } {
    const { n } = this.get('SELECT coalesce(sum(n), 0) AS n FROM tallies') as { n: number };
    const { at } = this.get('SELECT min(opened_at) AS at FROM incidents') as { at: Instant | null };
    return { incidents: n, oldestAt: at };
  }

  /** Incidents that were resolved before an instant and that nothing is to be done with any more. */
  resolvedBefore(at: Instant): number {
    const count = (where: string): number =>
      (this.get(`SELECT count(*) AS n FROM incidents WHERE ${where} resolved_at < ?`, at) as { n: number }).n;
    return count('') - count('live = 1 AND');
  }

  /** Incidents that began after an instant, and how many of them are not resolved. */
  since(at: Instant): { all: number; open: number } {
    const count = (where: string): number =>
      (this.get(`SELECT count(*) AS n FROM incidents WHERE ${where} opened_at > ?`, at) as { n: number }).n;
    return { all: count(''), open: count('status_rank < 2 AND') };
  }

  /** Incidents that were open at any time in `[from, to)`, oldest first. */
  between(from: Instant, to: Instant, limit: number): Incident[] {
    return this.incidentRows(
      'SELECT body FROM incidents WHERE opened_at < ? AND (resolved_at IS NULL OR resolved_at >= ?) ORDER BY opened_at DESC LIMIT ?',
      to,
      from,
      limit,
    ).reverse();
  }

  /** Newest first; `before` is a page's sequence number. */
  pages(limit: number, before: number | null): Array<{ seq: number; page: Page }> {
    const rows = this.all(
      'SELECT * FROM pages WHERE seq < ? ORDER BY seq DESC LIMIT ?',
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    ) as PageRow[];
    return rows.map((row) => ({ seq: row.seq, page: pageOf(row) }));
  }

  /** When pages reached somebody in `[from, to)`, oldest first; practice pages interrupt nobody. */
  reached(from: Instant, to: Instant): Interruption[] {
    return this.all(
      `SELECT pages.person, pages.at FROM pages JOIN incidents ON incidents.id = pages.incident
        WHERE pages.at >= ? AND pages.at < ? AND json_extract(pages.delivery, '$.state') = 'delivered'
        AND NOT (incidents.source = ? AND incidents.dedup_key LIKE ?) ORDER BY pages.at`,
      from,
      to,
      WATCHBILL_SOURCE,
      `${PRACTICE_KEY}%`,
    ) as Interruption[];
  }

  unreadable(limit: number): StoredUnreadable[] {
    return this.all(
      'SELECT * FROM unreadable ORDER BY id DESC LIMIT ?',
      limit,
    ) as unknown as StoredUnreadable[];
  }

  private incidentRows(sql: string, ...bound: Bound[]): Incident[] {
    return (this.all(sql, ...bound) as Body[]).map(({ body }) => JSON.parse(body) as Incident);
  }

  private pageRows(sql: string, ...bound: Bound[]): Page[] {
    return (this.all(sql, ...bound) as PageRow[]).map(pageOf);
  }

  private get(sql: string, ...bound: Bound[]): unknown {
    return this.statement(sql).get(...bound);
  }

  private all(sql: string, ...bound: Bound[]): unknown[] {
    return this.statement(sql).all(...bound);
  }

  private statement(sql: string): Statement {
    let statement = this.prepared.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}

type PageRow = {
  seq: number;
  id: string;
  incident: string;
  person: string;
  channel: string;
  at: number;
  reason: Page['reason'];
  why: string;
  delivery: string;
};

function pageOf(row: PageRow): Page {
  const { id, incident, person, channel, at, reason, why } = row;
  return { id, incident, person, channel, at, reason, why, delivery: JSON.parse(row.delivery) as Delivery };
}

const STATUS_CONDITION: Record<QueueFilter['status'], string> = {
  unresolved: 'queue_rank < 3',
  open: 'queue_rank = 0',
  suppressed: 'queue_rank = 2',
  acknowledged: 'queue_rank = 1',
  resolved: 'queue_rank = 3',
  all: '1 = 1',
};

function condition(filter: QueueFilter): { where: string; bound: Bound[] } {
  const parts = [STATUS_CONDITION[filter.status]];
  const bound: Bound[] = [];
  const among = (column: string, values: readonly Bound[]): void => {
    if (values.length === 0) return;
    parts.push(`${column} IN (${values.map(() => '?').join(', ')})`);
    bound.push(...values);
  };
  among(
    'severity_rank',
    filter.severities.map((severity) => SEVERITIES.indexOf(severity)),
  );
  among('service', filter.services);
  among('source', filter.sources);
  const search = searchExpression(filter.text);
  if (search !== null) {
    parts.push('number IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?)');
    bound.push(search);
  }
  return { where: `WHERE ${parts.join(' AND ')}`, bound };
}
