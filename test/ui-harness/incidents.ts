import type { IncidentView, StoryLine } from '../../src/contract/views/incident';
import type { PersonView } from '../../src/contract/views/people';
import type { IncidentRow } from '../../src/contract/views/queue';
import recorded from './alerts.json' with { type: 'json' };

type Recorded = { labels: Record<string, string>; annotations: Record<string, string>; generatorURL: string };
const alerts = recorded.alerts as unknown as Recorded[];

const person = (id: string, name: string, initials: string, colour: number): PersonView => ({
  id,
  name,
  initials,
  colour,
  email: `${id}@example.org`,
  timeZone: 'Europe/Berlin',
});
export const PEOPLE = [
  person('ada', 'Ada Okafor', 'AO', 0),
  person('mika', 'Mika Lindqvist', 'ML', 3),
  person('noor', 'Noor Haddad', 'NH', 5),
  person('tomas', 'Tomás Reyes', 'TR', 4),
];
const ADA = PEOPLE[0]!;

export const SERVICES = ['Payments', 'Search', 'Kubernetes', 'Databases', 'Edge', 'Unrouted'].map((name) => ({
  id: name.toLowerCase(),
  name,
}));
const SOURCES = ['prod-alertmanager', 'staging-alertmanager', 'deploy-hooks'];

const MINUTE = 60_000;
const LONG =
  'Queue consumer lag on payments-settlement-eu-west-1 is above the threshold of 25,000 messages for more than fifteen minutes, which means that settlement files for the 02:00 clearing window may not be written in time unless consumers are added or the producer in payments-ledger is slowed down by hand now';
const RTL = 'تنبيه حرج: امتلأ القرص على الخادم db-1 بنسبة 97٪';
const HOSTILE =
  '<img src=x onerror=alert(1)> {{7*7}} \u202Egnp.exe ${jndi:ldap://x} <script>alert(1)</script>';

/** A pseudo-random number that is the same every time, so that two screenshots can be compared. */
function chance(seed: number): number {
  const x = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
}

/** So many believable incidents, newest number last. The first few are the hard cases: long, right-to-left, hostile. */
export function makeIncidents(amount: number, now: number): IncidentView[] {
  return Array.from({ length: amount }, (_, index) => makeIncident(index, amount, now));
}

function makeIncident(index: number, amount: number, now: number): IncidentView {
  const alert = alerts[index % alerts.length]!;
  const dice = chance(index);
  const live = amount <= 2 ? 1 : Math.min(60, Math.max(12, Math.round(amount * 0.35)));
  const resolved = index >= live;
  const acknowledged = !resolved && amount > 2 && dice > 0.55;
  const suppressed = !resolved && !acknowledged && amount > 2 && dice > 0.42;
  const snoozed = acknowledged && dice > 0.9;
  const word =
    alert.labels.severity === 'none'
      ? 'none'
      : index % 9 === 4
        ? 'error'
        : (alert.labels.severity ?? 'error');
  const severity = (amount === 1 ? 'critical' : word) as IncidentRow['severity'];
  const openedAt =
    now - Math.round((resolved ? 120 + index * 7 : 2 + index * index * 0.7) * MINUTE * (0.5 + dice));
  const title =
    amount > 2 && index === 3
      ? LONG
      : amount > 2 && index === 5
        ? RTL
        : amount > 2 && index === 8
          ? HOSTILE
          : (alert.annotations.summary ?? alert.labels.alertname ?? '');
  const service = SERVICES[Math.floor(chance(index + 0.5) * SERVICES.length)]!;
  const source = SOURCES[index % 7 === 6 ? 2 : index % 5 === 3 ? 1 : 0]!;
  const who = PEOPLE[Math.floor(chance(index + 0.7) * PEOPLE.length)]!;
  const acknowledgedAt =
    acknowledged || (resolved && dice > 0.3)
      ? Math.min(now - 100_000, openedAt + Math.round(dice * 5 * MINUTE))
      : null;
  const resolvedAt = resolved ? openedAt + Math.round((4 + dice * 90) * MINUTE) : null;
  const ringing = !resolved && !acknowledged && !suppressed && severity !== 'none';
  const row: IncidentRow = {
    id: `d1-${index + 1}`,
    number: 1000 + amount - index,
    title,
    severity,
    status: resolved ? 'resolved' : acknowledged ? 'acknowledged' : 'open',
    suppression: suppressed
      ? { how: dice > 0.5 ? 'inhibited' : 'silenced', by: ['7c1f4a52-2f0e-4a53-b9c8-51f04db1a6f0'] }
      : null,
    held:
      !resolved && !acknowledged && !suppressed && index === 6
        ? { how: 'silenced', detail: 'Silenced by Mika until 14:00: deploy', until: now + 90 * MINUTE }
        : null,
    lead: null,
    members: index === 1 ? 12 : 0,
    snoozedUntil: snoozed ? now + 47 * MINUTE : null,
    service,
    source,
    count: 1 + Math.floor(chance(index + 0.2) * 5) * (index % 3),
    openedAt,
    lastSeenAt: now - 9000,
    acknowledgedAt,
    acknowledgedBy: acknowledgedAt === null ? null : { name: who.name, person: who },
    resolvedAt,
    responder: severity === 'none' ? null : ADA,
    ringing,
    writeBack:
      acknowledged && source !== 'deploy-hooks'
        ? 'confirmed'
        : index === 1 && amount > 2 && ringing
          ? 'refused'
          : null,
  };
  return { ...row, ...details(row, alert, now) };
}

function details(row: IncidentRow, alert: Recorded, now: number): Omit<IncidentView, keyof IncidentRow> {
  const clock = (at: number) => new Date(at).toISOString().slice(11, 19);
  const confirmed = row.writeBack === 'confirmed' && row.acknowledgedAt !== null;
  const runbook = alert.annotations.runbook_url;
  return {
    description: alert.annotations.description ?? '',
    dedupKey: `a1b2c3d4e5f6${row.number}`,
    labels: Object.entries(alert.labels),
    annotations: Object.entries(alert.annotations),
    links: [
      { text: 'Graph in Prometheus', href: alert.generatorURL, openable: true },
      ...(row.id === 'd1-9' ? [{ text: 'Click me', href: 'javascript:alert(1)', openable: false }] : []),
    ],
    runbook: runbook ? { text: 'Runbook', href: runbook, openable: true } : null,
    startsAt: row.openedAt - 42_000,
    why: 'You are on call: there is no rota yet, so whoever sits at this desktop is.',
    resolvedBy: row.resolvedAt === null ? null : { name: row.source, person: null },
    missing: row.id === 'd1-5' ? { since: now - 34_000, reads: 2 } : null,
    writeBackDetail: confirmed
      ? {
          state: 'confirmed',
          at: (row.acknowledgedAt ?? 0) + 800,
          endsAt: now + 11 * MINUTE,
          silenceId: '2b9d2c5e-0f34-4f0e-9a58-3a9b1c0d7e11',
          detail: '',
          text: `Confirmed by ${row.source} ${clock((row.acknowledgedAt ?? 0) + 800)}, silenced until ${clock(now + 11 * MINUTE).slice(0, 5)}`,
        }
      : row.writeBack === 'refused'
        ? {
            state: 'refused',
            at: now - 20_000,
            endsAt: null,
            silenceId: '',
            detail: '403',
            text: `Not taken by ${row.source}: 403 Forbidden. It rings again.`,
          }
        : null,
    story: story(row),
    earlier: { facts: 0, pages: 0 },
    plan:
      row.status === 'open' && row.severity !== 'none'
        ? {
            text: 'Ada now, Mika in 4:10, everyone in 19:10.',
            steps: [
              {
                at: row.openedAt,
                begun: true,
                who: 'Ada Okafor',
                away: [],
                why: 'Ada Okafor is on call for primary, by the layer weekly.',
                skipped: false,
              },
              {
                at: now + 250_000,
                begun: false,
                who: 'Mika Lindqvist',
                away: ['Mika Lindqvist'],
                why: 'Nobody answered for 5 min. Mika Lindqvist is next.',
                skipped: false,
              },
              {
                at: now + 1_150_000,
                begun: false,
                who: 'Everyone',
                away: [],
                why: 'Nobody answered for 20 min. Everyone is paged.',
                skipped: false,
              },
            ],
            more: 0,
          }
        : null,
    waits: [],
    parts: [],
    movable: row.status !== 'resolved',
    pages:
      row.severity === 'none' || row.suppression
        ? []
        : [
            pageOf(row, 1, 'Pop-up', 'delivered', 'on screen after 38 ms'),
            pageOf(
              row,
              2,
              'Notification',
              row.number % 5 === 0 ? 'refused' : 'delivered',
              row.number % 5 === 0 ? 'the notification service did not answer within 4 s' : '',
            ),
            pageOf(row, 3, 'Sound', 'delivered', ''),
          ],
  };
}

function pageOf(
  row: IncidentRow,
  n: number,
  channel: string,
  state: 'delivered' | 'refused',
  detail: string,
): IncidentView['pages'][number] {
  return {
    id: `${row.id}-p${n}`,
    incident: row.id,
    person: 'ada',
    channel,
    at: row.openedAt + 20 * n,
    reason: 'firing',
    why: 'on call',
    delivery: { state, at: row.openedAt + 90 * n, detail },
  };
}

function story(row: IncidentRow): StoryLine[] {
  const ada = { name: ADA.name, person: ADA };
  const line = (
    at: number,
    kind: StoryLine['kind'],
    text: string,
    tone: StoryLine['tone'] = 'plain',
    detail = '',
    actor: StoryLine['actor'] = null,
  ): StoryLine => ({ at, kind, text, tone, detail, actor });
  const lines = [
    line(
      row.openedAt,
      'opened',
      `${row.source} reported it firing`,
      'plain',
      `Routed to ${row.service.name}`,
    ),
  ];
  if (row.suppression)
    lines.push(
      line(row.openedAt + 5, 'suppressed', `${row.suppression.how} at ${row.source}`, 'quiet'),
      line(row.openedAt + 6, 'notPaged', 'Not paged: suppressed at the source', 'quiet'),
    );
  else if (row.severity !== 'none') {
    lines.push(
      line(
        row.openedAt + 20,
        'paged',
        'Paged Ada Okafor by pop-up, notification and sound',
        'plain',
        'On call: there is no rota yet',
        ada,
      ),
      line(row.openedAt + 60, 'delivered', 'Pop-up: on screen after 38 ms', 'good'),
    );
    lines.push(
      row.number % 5 === 0
        ? line(
            row.openedAt + 4100,
            'delivered',
            'Notification: refused',
            'bad',
            'The notification service did not answer within 4 s',
          )
        : line(row.openedAt + 130, 'delivered', 'Notification: shown', 'good'),
    );
  }
  if (row.count > 1)
    lines.push(line(row.openedAt + 61_000, 'seen', `Received ${row.count - 1} more times`, 'quiet'));
  if (row.acknowledgedAt !== null && row.acknowledgedBy) {
    lines.push(
      line(
        row.acknowledgedAt,
        'acknowledged',
        `${row.acknowledgedBy.name} acknowledged after ${Math.max(1, Math.round((row.acknowledgedAt - row.openedAt) / 1000))} s`,
        'plain',
        '',
        row.acknowledgedBy,
      ),
    );
    if (row.writeBack === 'confirmed')
      lines.push(
        line(
          row.acknowledgedAt + 800,
          'writeBack',
          `Silence confirmed by ${row.source}`,
          'good',
          'silence 2b9d2c5e, for 15 min, renewed while it fires',
        ),
      );
    lines.push(
      line(
        row.acknowledgedAt + 95_000,
        'noted',
        'Restarted the exporter, watching the graph.',
        'plain',
        '',
        row.acknowledgedBy,
      ),
    );
  }
  if (row.writeBack === 'refused')
    lines.push(
      line(
        row.openedAt + 40_000,
        'writeBack',
        `Silence not taken by ${row.source}: 403 Forbidden`,
        'bad',
        'Ringing again',
      ),
    );
  if (row.resolvedAt !== null)
    lines.push(
      line(
        row.resolvedAt,
        'resolved',
        `${row.source} no longer reports it`,
        'good',
        'Not seen in 2 full reads, 5 min grace over',
      ),
    );
  return lines;
}
