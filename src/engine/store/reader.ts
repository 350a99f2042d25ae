import type { QueueFilter } from '../../contract/views/queue';
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
import { type Bound, Prepared } from './prepared';
import { queueOrder } from './queue-order';
import { type Found, queueSearch } from './queue-search';
import { KNOWN_WORDS, searchWords } from './search';
import type { DatabaseConnection } from './sqlite';

type Body = { readonly body: string };

const DAY = 86_400_000;
const MOST_NUMBERS = 10_000_000;
const ALL_OF_IT: Found['cut'] = { unresolved: false, resolved: false };

/** Through indexes alone; what is live is few, what is resolved may be everything. */
const NEWEST = {
  open: { sql: 'INDEXED BY incidents_live WHERE live = 1', ranks: '0, 2' },
  acknowledged: { sql: 'INDEXED BY incidents_live WHERE live = 1', ranks: '1' },
  resolved: { sql: 'INDEXED BY incidents_found WHERE true', ranks: '3' },
  all: { sql: 'INDEXED BY incidents_found WHERE true', ranks: '0, 1, 2, 3' },
} as const;

/** Reads what is stored, beside the writer; quick and synchronous. */
export class Reader {
  private readonly ask: Prepared;

  constructor(private readonly db: DatabaseConnection) {
    this.ask = new Prepared(db);
    // In memory, of this connection alone: the file is not written to.
    db.exec(`PRAGMA temp_store = MEMORY; PRAGMA query_only = 0; ${KNOWN_WORDS}; PRAGMA query_only = 1`);
  }

  static open(folder: string): Reader {
    return new Reader(openForReading(folder));
  }

  /** Closed for good, whatever it costs (let-go.ts). */
  letGo(): void {
    this.ask.clear();
    letGo(this.db);
  }

  close(): void {
    this.ask.clear();
    this.db.close();
  }

  /** For questions that have a file of their own (noise-query.ts, replay-query.ts). */
  asked<T>(question: (ask: Prepared) => T): T {
    return question(this.ask);
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
    const row = this.ask.get('SELECT max(number) AS highest FROM incidents') as { highest: number | null };
    return (row.highest ?? 0) + 1;
  }

  /**
   * An incident with its newest facts and pages, oldest first, and before them the fact that opened it: a long storm
   * keeps its beginning and its end. `earlier` counts what is left out.
   */
  incident(id: IncidentId, newest = 5000): StoredIncident | null {
    const row = this.ask.get('SELECT body FROM incidents WHERE id = ?', id) as Body | undefined;
    if (!row) return null;
    const facts = this.factRows('DESC LIMIT ?', id, newest).reverse();
    if (facts.length === newest) {
      const [first] = this.factRows('LIMIT 1', id);
      if (first && first.seq !== facts[0]?.seq) facts.unshift(first);
    }
    const pages = this.pageRows(
      'SELECT * FROM pages WHERE incident = ? ORDER BY seq DESC LIMIT ?',
      id,
      newest,
    ).reverse();
    const count = (table: 'facts' | 'pages', shown: number): number =>
      shown < newest
        ? 0
        : (this.ask.get(`SELECT count(*) AS n FROM ${table} WHERE incident = ?`, id) as { n: number }).n -
          shown;
    return {
      incident: JSON.parse(row.body) as Incident,
      facts,
      pages,
      earlier: { facts: count('facts', facts.length), pages: count('pages', pages.length) },
    };
  }

  /** Newest first; `before` is an incident number. */
  newest(query: {
    status: 'open' | 'acknowledged' | 'resolved' | 'all';
    limit: number;
    before: number | null;
  }): Incident[] {
    const { sql, ranks } = NEWEST[query.status];
    return this.incidentRows(
      `SELECT body FROM incidents WHERE number IN (
         SELECT number FROM incidents ${sql} AND number < ? AND queue_rank IN (${ranks}) ORDER BY number DESC LIMIT ?)
       ORDER BY number DESC`,
      query.before ?? Number.MAX_SAFE_INTEGER,
      query.limit,
    );
  }

  /** Part of the queue, in its order (queue-order.ts); with words in the filter, of what was found (queue-search.ts). */
  queue(
    filter: QueueFilter,
    offset: number,
    limit: number,
  ): { incidents: Incident[]; total: number; cut: Found['cut'] } {
    const { numbers, total, cut } = this.numbers(filter, offset, limit);
    const body = this.ask.of('SELECT body FROM incidents WHERE number = ?');
    const rows = numbers
      .map((number) => body.get(number) as Body | undefined)
      .filter((row) => row !== undefined);
    return { incidents: rows.map((row) => JSON.parse(row.body) as Incident), total, cut };
  }

  /** Numbers of the incidents that fit a filter, in the order of the queue: all of them, or what a search lists. */
  numbersOf(filter: QueueFilter): readonly number[] {
    return this.numbers(filter, 0, MOST_NUMBERS).numbers;
  }

  /** Ids by number, in this order; without those that are not there any more. */
  idsOf(numbers: readonly number[]): IncidentId[] {
    const id = this.ask.of('SELECT id FROM incidents WHERE number = ?');
    return numbers.flatMap((number) => {
      const row = id.get(number) as { id: IncidentId } | undefined;
      return row ? [row.id] : [];
    });
  }

  private numbers(
    filter: QueueFilter,
    offset: number,
    limit: number,
  ): { numbers: readonly number[]; total: number; cut: Found['cut'] } {
    const words = searchWords(filter.text);
    if (words.length === 0) return { ...queueOrder(this.ask, filter, offset, limit), cut: ALL_OF_IT };
    const { numbers, cut } = queueSearch(this.ask, filter, words);
    return { numbers: numbers.slice(offset, offset + limit), total: numbers.length, cut };
  }

  counts(): { open: number; acknowledged: number; suppressed: number; resolved: number } {
    const rows = this.ask.all(
      'SELECT queue_rank AS rank, sum(n) AS n FROM tallies GROUP BY queue_rank',
    ) as Array<{ rank: number; n: number }>;
    const [open = 0, acknowledged = 0, suppressed = 0, resolved = 0] = [0, 1, 2, 3].map(
      (rank) => rows.find((row) => row.rank === rank)?.n ?? 0,
    );
    return { open: open + suppressed, acknowledged, suppressed, resolved };
  }

  /** How much is stored, and since when. */
  span(): { incidents: number; oldestAt: Instant | null } {
    const { n } = this.ask.get('SELECT coalesce(sum(n), 0) AS n FROM tallies') as { n: number };
    const { at } = this.ask.get('SELECT min(opened_at) AS at FROM incidents') as { at: Instant | null };
    return { incidents: n, oldestAt: at };
  }

  /** Incidents that were resolved before an instant and that nothing is to be done with any more. */
  resolvedBefore(at: Instant): number {
    const count = (where: string): number =>
      (
        this.ask.get(`SELECT count(*) AS n FROM incidents WHERE ${where} resolved_at < ?`, at) as {
          n: number;
        }
      ).n;
    return count('') - count('live = 1 AND');
  }

  /** Incidents that began after an instant, and how many of them are not resolved. */
  since(at: Instant): { all: number; open: number } {
    const count = (where: string): number =>
      (this.ask.get(`SELECT count(*) AS n FROM incidents WHERE ${where} opened_at > ?`, at) as { n: number })
        .n;
    return { all: count(''), open: count('status_rank < 2 AND') };
  }

  /**
   * Incidents that were open at any time in `[from, to)`, oldest first; the latest of them when there are more. Those
   * that began before it are unresolved, ended within the day after they began, or are among the long ones: no index
   * knows spans.
   */
  between(from: Instant, to: Instant, limit: number): Incident[] {
    const began = this.incidentRows(
      'SELECT body FROM incidents WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at DESC LIMIT ?',
      from,
      to,
      limit,
    );
    if (began.length === limit) return began.reverse();
    const before = this.incidentRows(
      `SELECT body FROM incidents WHERE number IN (
         SELECT number FROM (
           SELECT number, opened_at FROM incidents INDEXED BY incidents_in_queue_order WHERE queue_rank < 3 AND opened_at < ?1
           UNION ALL
           SELECT number, opened_at FROM incidents INDEXED BY incidents_by_time
             WHERE opened_at < ?1 AND opened_at >= ?1 - ${DAY} AND resolved_at >= ?1 AND resolved_at - opened_at <= ${DAY}
           UNION ALL
           SELECT number, opened_at FROM incidents INDEXED BY incidents_long
             WHERE resolved_at - opened_at > ${DAY} AND resolved_at >= ?1 AND opened_at < ?1
         ) ORDER BY opened_at DESC LIMIT ?2) ORDER BY opened_at DESC, number DESC`,
      from,
      limit - began.length,
    );
    return [...began, ...before].reverse();
  }

  /** Newest first; `before` is a page's sequence number. */
  pages(limit: number, before: number | null): Array<{ seq: number; page: Page }> {
    const rows = this.ask.all(
      'SELECT * FROM pages WHERE seq < ? ORDER BY seq DESC LIMIT ?',
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    ) as PageRow[];
    return rows.map((row) => ({ seq: row.seq, page: pageOf(row) }));
  }

  /** When pages reached somebody in `[from, to)`, oldest first; practice pages interrupt nobody. */
  reached(from: Instant, to: Instant): Interruption[] {
    return this.ask.all(
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
    return this.ask.all(
      'SELECT * FROM unreadable ORDER BY id DESC LIMIT ?',
      limit,
    ) as unknown as StoredUnreadable[];
  }

  private incidentRows(sql: string, ...bound: Bound[]): Incident[] {
    return (this.ask.all(sql, ...bound) as Body[]).map(({ body }) => JSON.parse(body) as Incident);
  }

  private factRows(order: string, ...bound: Bound[]): StoredFact[] {
    const rows = this.ask.all(
      `SELECT seq, body FROM facts WHERE incident = ? ORDER BY seq ${order}`,
      ...bound,
    ) as Array<Body & { seq: number }>;
    return rows.map(({ seq, body }) => ({ seq, fact: JSON.parse(body) as Fact }));
  }

  private pageRows(sql: string, ...bound: Bound[]): Page[] {
    return (this.ask.all(sql, ...bound) as PageRow[]).map(pageOf);
  }
}

export type StoredIncident = {
  readonly incident: Incident;
  readonly facts: StoredFact[];
  readonly pages: Page[];
  /** How many of each are stored and not told here. */
  readonly earlier: { readonly facts: number; readonly pages: number };
};

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
