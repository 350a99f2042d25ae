import { type Alert, type AlertLink, clipText, oneLine } from '../../../core/alert/alert';
import { makeLabels } from '../../../core/alert/labels';
import { readSeverity } from '../../../core/alert/severity';
import { err, ok, type Result } from '../../../core/kernel/result';
import {
  type Fields,
  firstText,
  givenStart,
  isFields,
  keyText,
  linkTo,
  MAX_LINKS,
  type Pair,
  pairsOf,
  text,
  unusableTimes,
} from '../alert-fields';
import type { Format, ReadingContext } from '../format';

/** Limit of PagerDuty's Events API v2 for `dedup_key`, in characters. */
const MAX_KEY = 255;
const EVENTS: ReadonlyMap<unknown, Alert['event']> = new Map([
  ['trigger', 'firing'],
  ['acknowledge', 'acknowledged'],
  ['resolve', 'resolved'],
]);

/** The token of such a sender is its routing key. */
const routingKey = {
  tokenIn: (body: unknown) =>
    isFields(body) && typeof body['routing_key'] === 'string' ? body['routing_key'] : null,
  tokenInText: (raw: string) => /"routing_key"\s{0,20}:\s{0,20}"([^"\\]{1,300})"/.exec(raw)?.[1] ?? null,
  refuse: (reasons: readonly string[]) => ({
    status: 'invalid event',
    message: 'Event object is invalid',
    errors: reasons,
  }),
};

/**
 * PagerDuty's Events API v2: anything that can page PagerDuty pages Watchbill by changing an address. What PagerDuty
 * requires and refuses is required and refused here, except that any word is a severity.
 */
export const pagerdutyEvents: Format = {
  id: 'pagerduty',
  title: 'Anything that sends to PagerDuty (Events API v2)',
  route: '/v2/enqueue',
  ...routingKey,
  read(body, context) {
    const alert = readEvent(body, context);
    if (!alert.ok) return alert;
    const answer = { status: 'success', message: 'Event processed', dedup_key: alert.value.dedupKey };
    return ok({
      inputs: [{ kind: 'alertSent', alert: alert.value }],
      refused: [],
      answer: { status: 202, body: answer },
    });
  },
};

/** PagerDuty's change events: a deploy, a change of settings. They page nobody and stand beside incidents. */
export const pagerdutyChange: Format = {
  id: 'pagerduty-change',
  title: 'Change events of PagerDuty senders',
  route: '/v2/change/enqueue',
  ...routingKey,
  read(body, { source, receivedAt }) {
    if (!isFields(body)) return err('an object is expected');
    const payload = isFields(body['payload']) ? body['payload'] : {};
    const summary = oneLine(text(payload['summary']));
    if (summary === '') return err("'payload.summary' is missing or blank");
    const occurredAt = givenStart(payload['timestamp'], receivedAt).at;
    return ok({
      inputs: [{ kind: 'changeSent', source, summary, links: linksOf(body), occurredAt }],
      refused: [],
      answer: { status: 202, body: { status: 'success', message: 'Change event processed' } },
    });
  },
};

function readEvent(body: unknown, context: ReadingContext): Result<Alert, string> {
  if (!isFields(body)) return err('an object is expected');
  const event = EVENTS.get(body['event_action']);
  if (event === undefined) return err("'event_action' must be trigger, acknowledge or resolve");
  const payload = isFields(body['payload']) ? body['payload'] : {};

  const given = body['dedup_key'];
  const noKey = given === undefined || given === null || given === '';
  if (noKey && event !== 'firing') return err("'dedup_key' is missing or blank");
  const dedupKey = noKey ? context.newKey() : keyText(given);
  if (dedupKey === null) return err("'dedup_key' must be text");
  if (dedupKey.length > MAX_KEY) return err(`'dedup_key' is longer than ${MAX_KEY} characters`);

  const summary = oneLine(text(payload['summary']));
  if (summary === '' && event === 'firing') return err("'payload.summary' is missing or blank");

  const start = givenStart(payload['timestamp'], context.receivedAt);
  const details = detailsOf(payload['custom_details']);
  return ok({
    source: context.source,
    dedupKey,
    event,
    title: summary === '' ? oneLine(`${text(body['event_action'])} for ${dedupKey}`) : summary,
    description: clipText(details.description),
    severity: readSeverity(text(payload['severity'])),
    labels: makeLabels([...details.labels, ...ownLabels(payload)]),
    annotations: makeLabels([...details.annotations, ...unusableTimes({ timestamp: start })]),
    links: linksOf(body),
    runbook: details.runbook,
    startsAt: start.at,
    expiresAt: null,
    suppression: null,
  });
}

const OWN_LABELS = ['source', 'component', 'group', 'class', 'severity'] as const;

function ownLabels(payload: Fields): Pair[] {
  return OWN_LABELS.flatMap((name) => {
    const value = text(payload[name]);
    return value === '' ? [] : [[name, value] as const];
  });
}

/** `custom_details` may be an object, text or anything: short values are labels, texts of several lines annotations. */
function detailsOf(value: unknown) {
  const pairs = pairsOf(value);
  const named = (...names: string[]) =>
    firstText(...names.map((name) => pairs.find(([key]) => key === name)?.[1]));
  return {
    labels: pairs.filter(([, detail]) => detail !== '' && !detail.includes('\n')),
    annotations: pairs.filter(([, detail]) => detail.includes('\n')),
    // `firing` and `resolved` are the texts of Alertmanager's own notifier.
    description: isFields(value)
      ? named('description', 'message', 'details', 'body', 'firing', 'resolved')
      : text(value) || (Array.isArray(value) ? JSON.stringify(value) : ''),
    runbook: named('runbook_url', 'runbook').trim().slice(0, 4096),
  };
}

function linksOf(body: Fields): AlertLink[] {
  const links: AlertLink[] = [];
  for (const link of listOf(body['links'])) links.push(...linkTo(link['text'], link['href']));
  links.push(...linkTo(body['client'], body['client_url']));
  for (const image of listOf(body['images'])) links.push(...linkTo(image['alt'], image['src']));
  return links.slice(0, MAX_LINKS);
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
