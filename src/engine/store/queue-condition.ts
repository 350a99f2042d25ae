import type { QueueFilter } from '../../contract/views/queue';
import { SEVERITIES } from '../../core/alert/severity';
import type { Bound } from './prepared';

export type Condition = { readonly sql: string; readonly bound: readonly Bound[] };

/** `queue_rank`: open 0, acknowledged 1, open but suppressed at its source 2, resolved 3. */
const STATUS: Record<QueueFilter['status'], string> = {
  unresolved: 'queue_rank < 3',
  open: 'queue_rank = 0',
  suppressed: 'queue_rank = 2',
  acknowledged: 'queue_rank = 1',
  resolved: 'queue_rank = 3',
  all: 'queue_rank < 4',
};

/** What a filter asks of incidents, and of tallies, apart from its words. */
export function statusCondition(filter: QueueFilter): Condition {
  return { sql: STATUS[filter.status], bound: [] };
}

/** Severity, service and source; `sql` begins with AND, or is ''. */
export function narrowing(filter: QueueFilter): Condition {
  const parts: string[] = [];
  const bound: Bound[] = [];
  const among = (column: string, values: readonly Bound[]): void => {
    if (values.length === 0) return;
    parts.push(`AND ${column} IN (${values.map(() => '?').join(', ')})`);
    bound.push(...values);
  };
  among(
    'severity_rank',
    filter.severities.map((severity) => SEVERITIES.indexOf(severity)),
  );
  among('service', filter.services);
  among('source', filter.sources);
  return { sql: parts.join(' '), bound };
}
