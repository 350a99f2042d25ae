import { oneLine } from '../alert/alert';
import { labelValue } from '../alert/labels';
import type { Severity } from '../alert/severity';
import type { Incident } from '../incident/incident';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { PageReason } from './page';

const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  none: 'No severity',
};

const REASON_WORDS: Record<PageReason, string> = {
  firing: 'fires now',
  'still-unanswered': 'still unanswered',
  'after-restart': 'unanswered before a restart',
  'after-sleep': 'unanswered while this machine slept',
  'snooze-over': 'the snooze is over',
  'no-longer-suppressed': 'no longer suppressed at its source',
  unacknowledged: 'no longer acknowledged',
  'write-back-refused': 'its source did not take the acknowledgement',
  worse: 'became worse',
  released: 'no longer held back',
  'acknowledge-timed-out': 'acknowledged for long, and not over',
  'handed-over': 'handed over to you',
  'asked-to-help': 'your answer is asked for as well',
  'next-channel': 'still unanswered, by the next channel',
};

/** The label names that say best where it is, in this order. */
const WHERE = [
  'instance',
  'host',
  'node',
  'pod',
  'namespace',
  'cluster',
  'environment',
  'env',
  'region',
  'job',
  'component',
  'source',
];

export function severityWord(severity: Severity): string {
  return SEVERITY_WORDS[severity];
}

export function reasonWords(reason: PageReason): string {
  return REASON_WORDS[reason];
}

/** Up to three labels that tell where something is. */
export function whereLabels(incident: Incident): ReadonlyArray<readonly [string, string]> {
  const found: Array<readonly [string, string]> = [];
  for (const name of WHERE) {
    const value = labelValue(incident.alert.labels, name);
    if (value !== '' && found.length < 3) found.push([name, oneLine(value, 200)]);
  }
  return found;
}

/** Title and body of a page for channels that show two texts; one line each, plain text. */
export function pageText(
  incident: Incident,
  serviceName: string,
  reason: PageReason,
  at: Instant,
): { title: string; body: string } {
  const where = whereLabels(incident)
    .map(([, value]) => value)
    .join(', ');
  const since = printDuration(at - incident.openedAt);
  const parts = [where, reasonWords(reason), at - incident.openedAt > 60_000 ? `open for ${since}` : ''];
  return {
    title: oneLine(`${severityWord(incident.severity)}: ${incident.title}`, 200),
    body: oneLine(`${serviceName} · ${parts.filter(Boolean).join(' · ')}`, 300),
  };
}
