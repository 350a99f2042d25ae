import type { Output } from '../../src/contract/bridge';
import type { CalendarView } from '../../src/contract/views/calendar';
import type { PersonView } from '../../src/contract/views/people';
import type { PracticeView } from '../../src/contract/views/practice';
import type { RingingPage, RingingView } from '../../src/contract/views/ringing';
import type { SourceView, UnreadableView } from '../../src/contract/views/sources';
import type { StatusView } from '../../src/contract/views/status';
import type { TeamView } from '../../src/contract/views/team';

/** Views as the engine would send them, for looking at screens and for their tests. Alert names are real ones. */

export const LONG_TITLE = `KubePersistentVolumeFillingUp: the PersistentVolume claimed by prometheus-k8s-db-prometheus-k8s-0 in namespace monitoring on cluster eu-west-1-production-payments-blue is only 2.31% free and, at the current rate of ingestion over the last six hours, is expected to fill up within the next four days; please act now.`;
export const RTL_TITLE = 'الخادم «payments-db-1» لا يستجيب منذ ٥ دقائق';
export const HOSTILE = '<img src=x onerror=alert(1)> \u202Egnp.exe ${x} {{y}}';

export const ada: PersonView = {
  id: 'ada',
  name: 'Ada Okafor',
  initials: 'AO',
  colour: 0,
  email: 'ada@example.com',
  timeZone: 'Europe/London',
};
export const grace: PersonView = {
  id: 'grace',
  name: 'Grace Lindt',
  initials: 'GL',
  colour: 3,
  email: 'grace@example.com',
  timeZone: 'America/New_York',
};
export const linus: PersonView = {
  id: 'linus',
  name: 'Linus Roy',
  initials: 'LR',
  colour: 5,
  email: 'linus@example.com',
  timeZone: 'Asia/Kolkata',
};

const NAMES: readonly [string, RingingPage['severity'], string][] = [
  ['Checkout returns errors for 12 % of requests', 'critical', 'Checkout'],
  ['etcdMembersDown: 1 of 3 members is down', 'critical', 'Platform'],
  ['PostgresReplicationLag: replica is 42 s behind', 'error', 'Ledger'],
  ['NodeFilesystemSpaceFillingUp: /var on ip-10-0-3-17', 'warning', 'Platform'],
  ['KubePodCrashLooping: payments-api-7d9f', 'warning', 'Payments API'],
  ['HighRequestLatency: p99 over 2 s', 'error', 'Search'],
  ['CertificateExpiresSoon: 6 days left', 'info', 'Edge'],
];

export function ringingPage(index: number, now: number, over: Partial<RingingPage> = {}): RingingPage {
  const [title, severity, service] = NAMES[index % NAMES.length] as (typeof NAMES)[number];
  return {
    incident: `inc-${index}`,
    number: 1042 + index,
    title,
    severity,
    service,
    source: 'prod-alertmanager',
    where: [
      ['instance', 'checkout-7.eu-west-1:9090'],
      ['namespace', 'payments'],
      ['cluster', 'blue'],
    ],
    summary:
      '5xx rate is 12.4 % over 5 minutes, budget is 0.1 %. Orders are failing for customers in the EU.',
    startsAt: now - 247_000 - index * 61_000,
    openedAt: now - 240_000 - index * 61_000,
    pagedAt: now - 240_000 - index * 61_000,
    count: index % 3 === 0 ? 12 : 1,
    why: 'You are on call: there is no rota yet, so whoever sits at this desktop is.',
    reason: 'new',
    runbook: { text: 'runbooks/checkout.md', href: 'runbooks/checkout.md', openable: false },
    pages: [
      { id: `p-${index}-popup`, channel: 'popup' },
      { id: `p-${index}-sound`, channel: 'sound' },
    ],
    practice: false,
    sounds: true,
    ...over,
  };
}

export function ringing(count: number, now: number, first: Partial<RingingPage> = {}): RingingView {
  const pages = Array.from({ length: Math.min(count, 50) }, (_, i) =>
    ringingPage(i, now, i === 0 ? first : {}),
  );
  return { pages, total: count, me: ada };
}

export const settings: Output<'settings.get'> = {
  theme: 'system',
  contrast: 'normal',
  startAtLogin: true,
  sound: 'on',
  volume: 0.8,
  answerShortcut: 'CommandOrControl+Alt+A',
  port: 9095,
  redact: false,
};

export function sources(now: number): SourceView[] {
  const base = {
    type: 'alertmanager' as const,
    acknowledge: 'silence' as const,
    auth: 'bearer' as const,
    secret: 'present' as const,
    every: 15_000,
  };
  return [
    {
      ...base,
      id: 'prod-alertmanager',
      title: 'prod-alertmanager',
      url: 'https://alerts.example.com/am',
      state: 'ok',
      lastGoodAt: now - 6000,
      lastBadAt: now - 8_400_000,
      lastError: '',
      failingSince: null,
      nextTryAt: now + 9000,
      alerts: 14,
    },
    {
      ...base,
      id: 'eu-alertmanager',
      title: 'eu-alertmanager',
      url: 'http://10.0.3.17:9093',
      auth: 'basic',
      state: 'blind',
      lastGoodAt: now - 420_000,
      lastBadAt: now - 11_000,
      lastError: 'connect ECONNREFUSED 10.0.3.17:9093',
      failingSince: now - 405_000,
      nextTryAt: now + 49_000,
      alerts: 3,
    },
    {
      ...base,
      id: 'staging',
      title: 'staging',
      url: 'https://staging.example.com',
      acknowledge: 'nothing',
      state: 'failing',
      secret: 'missing',
      lastGoodAt: null,
      lastBadAt: now - 3000,
      lastError: '401 Unauthorized: the source asks for a login',
      failingSince: now - 60_000,
      nextTryAt: now + 240_000,
      alerts: 0,
    },
    {
      id: 'ci',
      type: 'push',
      title: 'CI and batch jobs',
      url: '',
      state: 'waiting',
      lastGoodAt: null,
      lastBadAt: null,
      lastError: '',
      failingSince: null,
      nextTryAt: null,
      alerts: 0,
      every: null,
      acknowledge: 'none',
      auth: 'token',
      secret: 'present',
    },
    {
      id: 'built-in',
      type: 'built-in',
      title: 'This desktop',
      url: '',
      state: 'ok',
      lastGoodAt: now - 3_600_000,
      lastBadAt: null,
      lastError: '',
      failingSince: null,
      nextTryAt: null,
      alerts: 2,
      every: null,
      acknowledge: 'none',
      auth: 'token',
      secret: 'present',
    },
  ];
}

export function unreadable(now: number): UnreadableView[] {
  return [
    {
      id: 2,
      at: now - 90_000,
      source: 'ci',
      format: 'plain',
      reason: 'the body is not JSON: unexpected end at 41',
      body: '{"title":"Nightly build failed","severity":',
    },
    {
      id: 1,
      at: now - 86_400_000,
      source: 'eu-alertmanager',
      format: 'alertmanager',
      reason: 'alert 3 has no labels',
      body: `{"x":"${HOSTILE}"}`,
    },
  ];
}

export const team: TeamView = {
  folder: '/home/ada/teams/payments-oncall',
  name: 'Payments',
  timeZone: 'Europe/London',
  people: [ada, grace, linus],
  services: [
    {
      id: 'checkout',
      name: 'Checkout',
      match: ['service="checkout"', 'namespace=~"pay.*"'],
      owners: ['ada', 'grace'],
      runbook: 'runbooks/checkout.md',
      repository: 'example/checkout',
    },
    {
      id: 'ledger',
      name: 'Ledger',
      match: ['service="ledger"'],
      owners: ['linus'],
      runbook: 'https://example.com/runbooks/ledger',
      repository: '',
    },
    { id: 'rest', name: 'Everything else', match: [], owners: [], runbook: '', repository: '' },
  ],
  problems: [],
  lastGood: true,
};

export const brokenTeam: TeamView = {
  ...team,
  lastGood: false,
  problems: [
    {
      level: 'error',
      line: 14,
      column: 12,
      message: 'service "checkout": namespace=~"pay.*( is not a matcher: the quote is not closed',
    },
    { level: 'warning', line: 22, column: 5, message: 'owner "joe" is not one of the people' },
  ],
};

export function practice(state: PracticeView['state']): PracticeView {
  const channels: PracticeView['channels'] = [
    { channel: 'popup', title: 'Pop-up', state: 'delivered', detail: 'shown on screen' },
    {
      channel: 'notification',
      title: 'Notification',
      state: 'failed',
      detail: 'org.freedesktop.Notifications is not answering',
    },
    {
      channel: 'sound',
      title: 'Sound',
      state: state === 'ringing' ? 'pending' : 'delivered',
      detail: state === 'ringing' ? '' : 'playing on 1 output',
    },
  ];
  return {
    incident: state === 'idle' ? null : 'practice-1',
    state,
    channels: state === 'idle' ? [] : channels,
    answeredAfter: state === 'answered' ? 4200 : null,
  };
}

export function status(): StatusView {
  return {
    team: 'Payments',
    me: ada,
    tray: 'blind',
    onCall: { yes: true, until: null, why: 'no rota yet' },
    duties: [],
    waiting: 2,
    open: 4,
    acknowledged: 1,
    suppressed: 3,
    blind: [{ id: 'eu-alertmanager', text: 'no answer for 7 min' }],
    sources: { all: 5, failing: 2 },
    storing: { ok: true, text: '' },
    listener: { url: 'http://127.0.0.1:9095', ok: true, text: '' },
    channels: [],
    banners: [],
    sentence: 'You are on call. 2 pages wait. Blind on eu-alertmanager.',
  };
}

/** A month of believable history around `now`. */
export function calendar(from: number, to: number, now: number): CalendarView {
  const day = 86_400_000;
  const incidents: CalendarView['incidents'] = [];
  for (let d = -31, n = 900; d <= 0; d++) {
    const start = Math.floor(now / day) * day + d * day;
    const many = [2, 0, 3, 1, 6, 1, 0][Math.abs(d) % 7] ?? 1;
    for (let i = 0; i < many; i++, n++) {
      const at = start + ((i * 5 + Math.abs(d) * 3) % 23) * 3_600_000 + ((n * 7) % 60) * 60_000;
      if (at > now) continue;
      const [title, severity, service] = NAMES[n % NAMES.length] as (typeof NAMES)[number];
      const open = d === 0 && i === 0;
      incidents.push({
        id: `h-${n}`,
        number: n,
        title,
        severity,
        service,
        status: open ? 'open' : 'resolved',
        start: at,
        end: open ? null : at + (8 + ((n * 13) % 90)) * 60_000,
        suppression: null,
        snoozedUntil: null,
      });
    }
  }
  return { incidents: incidents.filter((i) => i.start < to && (i.end ?? now) > from), more: false };
}
