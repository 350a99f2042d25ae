import type { Instant } from '../../core/time/instant';
import type { Prepared } from './prepared';

/** So many times are enough to tell whether an alert flaps. */
const MOST = 100;

/** When an alert began in `[from, to)`, oldest first; the latest of them when there are many. */
export function arrivalsOf(
  ask: Prepared,
  { source, dedupKey }: { readonly source: string; readonly dedupKey: string },
  from: Instant,
  to: Instant,
): Instant[] {
  const rows = ask.all(
    `SELECT opened_at AS at FROM incidents INDEXED BY incidents_by_time
       WHERE opened_at >= ? AND opened_at < ? AND source = ? AND dedup_key IN (?, ?) ORDER BY opened_at DESC LIMIT ?`,
    from,
    to,
    source,
    dedupKey,
    // Keys that SQLite would not keep stand there as JSON (rows.ts).
    JSON.stringify(dedupKey),
    MOST,
  ) as { at: Instant }[];
  return rows.map(({ at }) => at).reverse();
}
