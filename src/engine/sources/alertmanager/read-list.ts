import { type Alert, clipText } from '../../../core/alert/alert';
import { makeLabels } from '../../../core/alert/labels';
import type { SourceId } from '../../../core/kernel/ids';
import type { Instant } from '../../../core/time/instant';
import { jsonText, type Mask, quote, type Refusal, refuse } from './answer';
import { readAlert } from './read-alert';

/** Key of the alert that stands for those that could not be read. */
export const UNREADABLE_KEY = 'watchbill:unreadable';

/**
 * Reads the whole answer to GET /api/v2/alerts.
 *
 * A list in which some entries are unreadable is a good read of the others, and one more alert stands for the
 * unreadable ones: it says how many and shows the first as text, pages like any alert of unknown severity, and
 * resolves when all can be read again. So nothing vanishes, and nothing hides the rest. A list in which nothing is
 * readable is no list of alerts: a problem, never "no alerts" (reliability C7).
 */
export function readList(
  source: SourceId,
  json: unknown,
  text: string,
  now: Instant,
  mask: Mask,
): { readonly ok: true; readonly alerts: readonly Alert[] } | Refusal {
  if (!Array.isArray(json))
    return refuse(`answered with JSON that is not a list of alerts${quote(text, mask)}`);
  const alerts: Alert[] = [];
  const unreadable: unknown[] = [];
  for (const raw of json as unknown[]) {
    const alert = readAlert(source, raw, now);
    if (alert === null) unreadable.push(raw);
    else alerts.push(alert);
  }
  if (unreadable.length > 0) {
    if (alerts.length === 0)
      return refuse(`answered with a list of something else than alerts${quote(text, mask)}`);
    alerts.push(standIn(source, unreadable, mask));
  }
  return { ok: true, alerts };
}

function standIn(source: SourceId, unreadable: readonly unknown[], mask: Mask): Alert {
  const many = unreadable.length === 1 ? 'One alert' : `${unreadable.length} alerts`;
  return {
    source,
    dedupKey: UNREADABLE_KEY,
    event: 'firing',
    title: `${many} of ${source} could not be read`,
    description: clipText(
      `${many} in the list of ${source} had neither labels nor a fingerprint. Look there what is firing. The first one${quote(jsonText(unreadable[0]), mask)}`,
    ),
    severity: 'error',
    labels: makeLabels([['alertname', 'WatchbillUnreadableAlert']]),
    annotations: [],
    links: [],
    runbook: '',
    startsAt: null,
    expiresAt: null,
    suppression: null,
  };
}
