import { severityRank } from '../../core/alert/severity';
import { type Fact, isIncidentFact } from '../../core/incident/fact';
import { type Incident, isLive } from '../../core/incident/incident';
import type { Batch } from './batch';

/** A value as SQLite takes it. */
export type Cell = string | number | null;

/**
 * A batch as the tables hold it: cells in a row, one row after the other. Texts and numbers cross to the writer's
 * thread for the price of copying them; the object graphs they were made of cost four times as much there.
 */
export type Rows = {
  /** INCIDENT_CELLS each. */
  readonly incidents: readonly Cell[];
  /** `at, incident, kind, body`. */
  readonly facts: readonly Cell[];
  /** `number, title, body`. */
  readonly words: readonly Cell[];
  /** `id, incident, person, channel, at, reason, why`. */
  readonly pages: readonly Cell[];
  /** `delivery, id`. */
  readonly deliveries: readonly Cell[];
  /** `at, source, format, reason, body`. */
  readonly unreadable: readonly Cell[];
  /** How far the accepted alerts are in here (accepted/progress.ts), as JSON; null when nothing is said of it. */
  readonly progress: string | null;
};

export const FACT_CELLS = 4;
export const WORD_CELLS = 3;
export const PAGE_CELLS = 7;
export const DELIVERY_CELLS = 2;
export const UNREADABLE_CELLS = 5;
/** `number, id, live, status_rank, queue_rank, severity_rank, suppressed, source, dedup_key, service, opened_at, resolved_at, body`. */
export const INCIDENT_CELLS = 13;
/** Where these stand among the cells of an incident. */
export const INCIDENT = { number: 0, statusRank: 3, source: 7, dedupKey: 8, openedAt: 10 } as const;

export const STATUS_RANK = { open: 0, acknowledged: 1, resolved: 2 } as const;

export function rowsOf(batch: Batch): Rows {
  const incidents: Cell[] = [];
  const facts: Cell[] = [];
  const words: Cell[] = [];
  const pages: Cell[] = [];
  const deliveries: Cell[] = [];
  const unreadable: Cell[] = [];
  // An alert that ended and fires again within one batch: the one that is over goes first, for the unique index.
  for (const incident of batch.incidents.values())
    if (incident.status === 'resolved') addIncident(incidents, incident);
  for (const incident of batch.incidents.values())
    if (incident.status !== 'resolved') addIncident(incidents, incident);
  for (const fact of batch.facts) {
    facts.push(fact.at, isIncidentFact(fact) ? fact.incident : null, fact.kind, JSON.stringify(fact));
    if (fact.kind === 'opened') {
      words.push(fact.number, shownNul(fact.alert.title), shownNul(searchableText(fact)));
    } else if (fact.kind === 'paged') {
      const { incident, person, at, reason, why } = fact;
      for (const { id, channel } of fact.pages) pages.push(id, incident, person, channel, at, reason, why);
    } else if (fact.kind === 'delivered') deliveries.push(JSON.stringify(fact.delivery), fact.page);
  }
  for (const { at, unreadable: one } of batch.unreadable) {
    unreadable.push(at, one.source, one.format, shownNul(one.reason), shownNul(one.body));
  }
  const progress = batch.progress ? JSON.stringify(batch.progress) : null;
  return { incidents, facts, words, pages, deliveries, unreadable, progress };
}

function addIncident(cells: Cell[], incident: Incident): void {
  cells.push(
    incident.number,
    incident.id,
    isLive(incident) ? 1 : 0,
    STATUS_RANK[incident.status],
    queueRank(incident),
    severityRank(incident.severity),
    incident.suppression || incident.held ? 1 : 0,
    incident.source,
    keyColumn(incident.dedupKey),
    incident.service,
    incident.openedAt,
    incident.resolvedAt,
    JSON.stringify(incident),
  );
}

/** What its source keeps quiet, or something here holds back, waits for nobody: it comes after what somebody works on. */
function queueRank({ status, suppression, held }: Incident): number {
  if (status === 'resolved') return 3;
  if (status === 'acknowledged') return 1;
  return suppression || held ? 2 : 0;
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
