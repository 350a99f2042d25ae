import type { RingingPage } from '../../../contract/views/ringing';
import { severityRank } from '../../../core/alert/severity';

/** The order of the stack: critical first, then the one that waits longest. */
export function stackOrder(pages: readonly RingingPage[]): readonly RingingPage[] {
  return pages.toSorted(
    (a, b) =>
      severityRank(a.severity) - severityRank(b.severity) || a.pagedAt - b.pagedAt || a.number - b.number,
  );
}

/**
 * Which incident the large card shows. The one under the fingers stays there as long as it waits, so that a page
 * coming in never puts another incident under a key that is already on its way down. When it goes, the next in the
 * order takes its place. While nobody steers (`held` false) the most urgent one is on top.
 */
export function chosenIncident(
  before: readonly string[],
  after: readonly string[],
  chosen: string | null,
  held: boolean,
): string | null {
  if (after.length === 0) return null;
  if (chosen === null || !held) return after[0] ?? null;
  if (after.includes(chosen)) return chosen;
  const still = new Set(after);
  const from = before.indexOf(chosen);
  const next = before.slice(from + 1).find((id) => still.has(id));
  return next ?? after[0] ?? null;
}

/** The neighbour of an incident in the stack, by `by` steps; stops at both ends. */
export function neighbour(order: readonly string[], chosen: string | null, by: number): string | null {
  if (order.length === 0) return null;
  const at = chosen === null ? -1 : order.indexOf(chosen);
  if (at === -1) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null;
}

/** "3 pages wait, 2 critical": the head of the stack in words. */
export function stackSentence(pages: readonly RingingPage[], total: number): string {
  const critical = pages.filter((page) => page.severity === 'critical').length;
  const head = total === 1 ? '1 page waits' : `${total.toLocaleString('en')} pages wait`;
  if (critical === 0) return head;
  return critical === total
    ? `${head}, ${total === 1 ? '' : 'all '}critical`
    : `${head}, ${critical} critical`;
}
