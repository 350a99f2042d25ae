import type { Instant } from '../../core/time/instant';

/** `watchbill-2026-11-23T02-00.jsonl`. */
export function exportName(now: Instant): string {
  return `watchbill-${new Date(now).toISOString().slice(0, 16).replaceAll(':', '-')}.jsonl`;
}
