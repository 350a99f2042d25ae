import type { QueueFilter } from '../../contract/views/queue';
import type { Prepared } from './prepared';
import { narrowing, statusCondition } from './queue-condition';

type Group = { readonly queue_rank: number; readonly severity_rank: number; readonly n: number };

/**
 * Numbers of the incidents at some places of the queue: open first (what its source suppresses after what is
 * acknowledged), critical first, newest first. How many there are of each status and severity is read from the
 * tallies, so that only the group in which a place lies is walked, from its nearer end, and through its index alone.
 */
export function queueOrder(
  ask: Prepared,
  filter: QueueFilter,
  offset: number,
  limit: number,
): { numbers: number[]; total: number } {
  const status = statusCondition(filter);
  const narrow = narrowing(filter);
  return ask.atOnce(() => {
    const groups = ask.all(
      `SELECT queue_rank, severity_rank, sum(n) AS n FROM tallies WHERE ${status.sql} ${narrow.sql}
         GROUP BY queue_rank, severity_rank ORDER BY queue_rank, severity_rank`,
      ...status.bound,
      ...narrow.bound,
    ) as Group[];
    const numbers: number[] = [];
    let before = 0;
    for (const group of groups) {
      const from = Math.max(0, offset - before);
      const take = Math.min(limit - numbers.length, group.n - from);
      before += group.n;
      // Not spread: a group may hold more than a call takes arguments.
      if (take > 0) for (const number of placesOf(group, from, take)) numbers.push(number);
    }
    return { numbers, total: before };
  });

  function placesOf(group: Group, from: number, take: number): number[] {
    const fromEnd = group.n - from - take;
    const backwards = fromEnd < from;
    // As one text: a row each would be an object each, a million of them when all is picked.
    const { found } = ask.get(
      `SELECT json_group_array(number) AS found FROM (
         SELECT number FROM incidents INDEXED BY incidents_in_queue_order
           WHERE queue_rank = ? AND severity_rank = ? ${narrow.sql}
           ORDER BY ${backwards ? 'opened_at, number' : 'opened_at DESC, number DESC'} LIMIT ? OFFSET ?)`,
      group.queue_rank,
      group.severity_rank,
      ...narrow.bound,
      take,
      backwards ? fromEnd : from,
    ) as { found: string };
    const numbers = JSON.parse(found) as number[];
    return backwards ? numbers.reverse() : numbers;
  }
}
