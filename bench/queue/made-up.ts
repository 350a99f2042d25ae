import type { Alert } from '../../src/core/alert/alert';
import { SEVERITIES } from '../../src/core/alert/severity';
import { apply } from '../../src/core/incident/apply';
import type { IncidentFact } from '../../src/core/incident/fact';
import { type Incident, WATCHBILL } from '../../src/core/incident/incident';
import type { IncidentId, PageId } from '../../src/core/kernel/ids';

const NAMES = [
  ['KubePodCrashLooping', 'is restarting again and again'],
  ['NodeFilesystemAlmostOutOfSpace', 'has less than 5 % of space left'],
  ['PrometheusRuleFailures', 'fails to evaluate its rules'],
  ['KubePersistentVolumeFillingUp', 'is filling up'],
  ['CheckoutLatencyHigh', 'answers slower than its objective'],
  ['CertificateExpiresSoon', 'has a certificate that ends within a week'],
  ['PostgresReplicationLag', 'lags behind its primary'],
  ['QueueBacklogGrows', 'takes in more than it works off'],
] as const;
const PLACES = ['payments', 'search', 'identity', 'ledger', 'gateway', 'warehouse', 'mail'] as const;
const MINUTE = 60_000;
/** The last so many are still open, the ones before them acknowledged; all others are over. */
const OPEN = 120;
const ACKNOWLEDGED = 60;

/**
 * Incident `number` of `of`, five minutes apart, with the facts it came by.
 * @param allOpen all of them are open and of a severity that pages nobody: something to acknowledge
 */
export function madeUpIncident(
  number: number,
  of: number,
  now: number,
  allOpen = false,
): { facts: IncidentFact[]; incident: Incident } {
  const id = `bench-${number}` as IncidentId;
  const at = now - (of - number + 1) * 5 * MINUTE;
  const made = madeUpAlert(number, at);
  const alert: Alert = allOpen ? { ...made, severity: 'none' } : made;
  const source = { kind: 'source', id: alert.source } as const;
  const ada = { kind: 'person', id: 'ada' } as const;
  const pages = (['popup', 'sound', 'notification'] as const).map((channel, index) => ({
    id: `${id}-p${index + 1}` as PageId,
    channel,
  }));
  const facts: IncidentFact[] = [
    {
      kind: 'opened',
      at,
      by: source,
      incident: id,
      number,
      alert,
      service: PLACES[number % PLACES.length] as string,
      responder: 'ada',
      why: 'There is no rota yet: whoever sits here is on call.',
    },
    { kind: 'paged', at, by: WATCHBILL, incident: id, person: 'ada', reason: 'firing', why: '', pages },
    {
      kind: 'delivered',
      at: at + 9,
      by: WATCHBILL,
      incident: id,
      page: pages[0]?.id as PageId,
      channel: 'popup',
      delivery: { state: 'delivered', at: at + 9, detail: 'shown' },
    },
  ];
  if (!allOpen && number <= of - OPEN)
    facts.push({ kind: 'acknowledged', at: at + MINUTE, by: ada, incident: id, hereOnly: false });
  if (!allOpen && number <= of - OPEN - ACKNOWLEDGED)
    facts.push({
      kind: 'resolved',
      at: at + 4 * MINUTE,
      by: source,
      incident: id,
      because: 'The sender said that it is over.',
    });
  const incident = facts.reduce<Incident | undefined>(
    (before, fact) => apply(before, fact),
    undefined,
  ) as Incident;
  return { facts, incident };
}

function madeUpAlert(number: number, at: number): Alert {
  const [name, what] = NAMES[number % NAMES.length] as (typeof NAMES)[number];
  const place = PLACES[number % PLACES.length] as string;
  const pod = `${place}-api-${(number * 2654435761).toString(36).slice(-6)}`;
  return {
    source: 'local',
    dedupKey: `key-${number}`,
    event: 'firing',
    title: `${name}: ${place}/${pod} ${what}`,
    description: `${place}/${pod} ${what}, for longer than 15 minutes. Look at the dashboard, then at the last deployment.`,
    severity: SEVERITIES[number % 4] as Alert['severity'],
    labels: [
      ['alertname', name],
      ['cluster', number % 3 === 0 ? 'eu-west-1' : 'us-east-1'],
      ['instance', `10.0.${number % 256}.${(number >> 8) % 256}:9100`],
      ['namespace', place],
      ['pod', pod],
    ],
    annotations: [['summary', `${place}/${pod} ${what}`]],
    links: [],
    runbook: `https://runbooks.example.com/${name.toLowerCase()}`,
    startsAt: at,
    expiresAt: null,
    suppression: null,
  };
}
