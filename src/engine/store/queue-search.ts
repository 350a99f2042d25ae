import type { QueueFilter } from '../../contract/views/queue';
import type { Prepared } from './prepared';
import { narrowing, statusCondition } from './queue-condition';
import { searchExpression } from './search';

/** Of what has all the words, so many of the newest are looked at. */
export const MOST_LOOKED_AT = 200_000;
/** So many of the newest are listed, of those that are not resolved and of those that are. */
export const MOST_UNRESOLVED_FOUND = 10_000;
export const MOST_RESOLVED_FOUND = 2_000;

export type Found = {
  /** In the order of the queue. */
  readonly numbers: readonly number[];
  /** Whether only the newest are listed: of those that are not resolved, of those that are. */
  readonly cut: { readonly unresolved: boolean; readonly resolved: boolean };
};

type Part = { readonly numbers: readonly number[]; readonly cut: boolean };
const NOTHING: Part = { numbers: [], cut: false };

/**
 * Incidents that fit a filter with words. Those that are not resolved are looked through from the oldest of them on; of
 * those that are resolved only the newest are listed. With these bounds any words are answered within milliseconds,
 * whatever is stored.
 */
export function queueSearch(ask: Prepared, filter: QueueFilter, words: readonly string[]): Found {
  return ask.atOnce(() => {
    const expression = searchExpression(words, ask);
    const part = (rank: string, from: number, most: number): Part =>
      expression === null ? NOTHING : newest(ask, filter, expression, rank, from, most);
    const { status } = filter;
    const unresolved =
      status === 'resolved' ? NOTHING : part('queue_rank < 3', oldestLive(ask), MOST_UNRESOLVED_FOUND);
    const resolved =
      status === 'resolved' || status === 'all' ? part('queue_rank = 3', 0, MOST_RESOLVED_FOUND) : NOTHING;
    return {
      numbers: [...unresolved.numbers, ...resolved.numbers],
      cut: { unresolved: unresolved.cut, resolved: resolved.cut },
    };
  });
}

/** What is not resolved is live; older ones need not be looked at. */
function oldestLive(ask: Prepared): number {
  const row = ask.get(
    'SELECT number FROM incidents INDEXED BY incidents_live WHERE live = 1 ORDER BY number LIMIT 1',
  ) as { number: number } | undefined;
  return row?.number ?? Number.MAX_SAFE_INTEGER;
}

function newest(
  ask: Prepared,
  filter: QueueFilter,
  expression: string,
  rank: string,
  from: number,
  most: number,
): Part {
  const status = statusCondition(filter);
  const narrow = narrowing(filter);
  const { found } = ask.get(
    `SELECT json_group_array(number ORDER BY queue_rank, severity_rank, opened_at DESC, number DESC) AS found FROM (
       SELECT number, queue_rank, severity_rank, opened_at
         FROM (SELECT rowid FROM incident_words WHERE incident_words MATCH ? AND rowid >= ? ORDER BY rowid DESC LIMIT ?) AS hit
         CROSS JOIN incidents INDEXED BY incidents_found ON number = hit.rowid
         WHERE ${rank} AND ${status.sql} ${narrow.sql} LIMIT ?)`,
    expression,
    from,
    MOST_LOOKED_AT,
    ...status.bound,
    ...narrow.bound,
    most + 1,
  ) as { found: string };
  const numbers = JSON.parse(found) as number[];
  if (numbers.length <= most) return { numbers, cut: hasMoreHits(ask, expression, from) };
  const oldest = numbers.reduce((a, b) => Math.min(a, b));
  return { numbers: numbers.filter((number) => number !== oldest), cut: true };
}

/** Whether more has the words than is looked at. */
function hasMoreHits(ask: Prepared, expression: string, from: number): boolean {
  const { highest } = ask.get('SELECT max(number) AS highest FROM incidents') as {
    highest: number | null;
  };
  if ((highest ?? 0) - from < MOST_LOOKED_AT) return false;
  const more = ask.get(
    'SELECT rowid FROM incident_words WHERE incident_words MATCH ? AND rowid >= ? ORDER BY rowid DESC LIMIT 1 OFFSET ?',
    expression,
    from,
    MOST_LOOKED_AT,
  );
  return more !== undefined;
}
