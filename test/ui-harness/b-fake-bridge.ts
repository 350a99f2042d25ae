import * as fixtures from './b-fixtures';
import { keepFixture } from './keep-fixtures';

/**
 * A `window.watchbill` that answers with the fixtures, so that screens can be looked at in any browser without an
 * engine. `window.harness` steers it. Only for looking: tests of behaviour stand beside the code.
 */
type Listener = (payload: unknown) => void;
type Harness = {
  pages: number;
  first: Record<string, unknown>;
  fail: string;
  over: Record<string, unknown>;
  calls: { name: string; input: unknown }[];
  push: (name: string, payload: unknown) => void;
  fixtures: typeof fixtures;
};

const listeners = new Map<string, Set<Listener>>();
const asked = new URLSearchParams(location.search);
const harness: Harness = {
  pages: Number(asked.get('pages') ?? 1),
  first: {},
  fail: '',
  over: {},
  calls: [],
  push: (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload);
  },
  fixtures,
};
if (asked.get('title') === 'long') harness.first = { title: fixtures.LONG_TITLE };
if (asked.get('title') === 'rtl')
  harness.first = { title: fixtures.RTL_TITLE, summary: fixtures.RTL_TITLE, service: 'المدفوعات' };
if (asked.get('title') === 'hostile')
  harness.first = { title: fixtures.HOSTILE, summary: fixtures.HOSTILE, service: fixtures.HOSTILE };
const severity = asked.get('severity');
if (severity) harness.first = { ...harness.first, severity };
if (asked.has('practice')) harness.first = { ...harness.first, practice: true };

const settings = {
  ...fixtures.settings,
  theme: asked.get('theme') ?? 'system',
  contrast: asked.get('contrast') ?? 'normal',
  redact: asked.has('redact'),
};

function answer(name: string, input: unknown): unknown {
  const now = Date.now();
  if (name in harness.over) return harness.over[name];
  const ids = (input as { ids?: string[] }).ids ?? [];
  switch (name) {
    case 'ringing.get':
      return fixtures.ringing(harness.pages, now, harness.first);
    case 'status.get':
      return fixtures.status();
    case 'settings.get':
      return settings;
    case 'settings.set': {
      Object.assign(settings, input);
      harness.push('settings', { ...settings });
      return { ...settings };
    }
    case 'sources.list':
      return asked.get('sources') === '0' ? [] : fixtures.sources(now);
    case 'sources.try':
      return { ok: true, text: 'It answers; 14 alerts fire.', alerts: 14 };
    case 'sources.save':
    case 'sources.remove':
    case 'sources.addSender':
      return { ok: true, text: 'Written to watchbill.yaml' };
    case 'sources.howToSend':
      return {
        url: 'http://127.0.0.1:9095',
        token: 'wb_3f9c0e51d2a84b7c9e10',
        routes: [
          {
            title: 'Prometheus',
            text: 'alerting:\n  alertmanagers:\n    - authorization: { credentials: TOKEN }\n      static_configs:\n        - targets: ["127.0.0.1:9095"]',
          },
          {
            title: 'Alertmanager webhook',
            text: 'receivers:\n  - name: watchbill\n    webhook_configs:\n      - url: http://127.0.0.1:9095/v1/alertmanager',
          },
          {
            title: 'PagerDuty Events API v2',
            text: 'curl http://127.0.0.1:9095/v2/enqueue -H "Content-Type: application/json" -d \'{"routing_key":"TOKEN","event_action":"trigger","payload":{"summary":"Disk full","severity":"critical","source":"db-1"}}\'',
          },
        ],
      };
    case 'unreadable.list':
      return asked.get('sources') === '0' ? [] : fixtures.unreadable(now);
    case 'team.get':
      return asked.has('broken') ? fixtures.brokenTeam : fixtures.team;
    case 'practice.get':
      return fixtures.practice((asked.get('practice') as 'idle' | null) ?? 'idle');
    case 'practice.start':
      return fixtures.practice('ringing');
    case 'calendar.range':
      return fixtures.calendar((input as { from: number }).from, (input as { to: number }).to, now);
    case 'keep.get':
    case 'keep.setRetention':
    case 'keep.clockIsRight':
      return keepFixture(now, asked.has('full'));
    case 'keep.previewRetention':
      return { incidents: 1_204 };
    case 'keep.previewRestore':
      return { ok: true, text: '', at: now - 27 * 3_600_000, incidents: 12_003, newer: 38, newerOpen: 3 };
    case 'secrets.status':
      return {
        state: asked.get('secrets') ?? 'encrypted',
        backend: 'gnome_libsecret',
        text: 'Secrets are encrypted by the system keychain (gnome-keyring).',
      };
    case 'firstRun.get':
      return {
        done: !asked.has('welcome'),
        demo: false,
        folder: '/home/ada/teams/payments-oncall',
        person: 'ada',
      };
    case 'firstRun.inspect': {
      const folder = (input as { folder: string }).folder;
      return folder.includes('new')
        ? {
            folder,
            state: 'empty',
            name: '',
            people: [],
            notes: ['The folder is empty. A watchbill.yaml is written into it.'],
          }
        : {
            folder,
            state: 'team',
            name: 'Payments',
            people: fixtures.team.people.map(({ id, name }) => ({ id, name })),
            notes: [],
          };
    }
    case 'firstRun.useTeam':
      return { ok: true, text: '' };
    case 'shell.chooseFolder':
      return { folder: '/home/ada/teams/payments-oncall' };
    case 'shell.about':
      return {
        version: '0.1.0',
        electron: '33.2.1',
        developmentRuntime: true,
        dataFolder: '/home/ada/.local/share/watchbill',
        teamFolder: '/home/ada/teams/payments-oncall',
        platform: 'linux',
      };
    case 'shell.openLink':
    case 'shell.openTeamFile':
      return { opened: true, why: '' };
    case 'notice.list':
    case 'trade.list':
    case 'rota.who':
    case 'schedule.lint':
    case 'calendar.subscriptions':
      return [];
    case 'rota.get':
      return {
        schedules: [],
        people: fixtures.team.people,
        me: 'ada',
        teamZone: 'Europe/London',
        away: [],
        problems: [],
      };
    case 'queue.window':
      return {
        rows: [],
        total: 0,
        remark: '',
        offset: 0,
        counts: { open: 0, acknowledged: 0, suppressed: 0, resolved: 0 },
      };
    case 'incident.acknowledge':
    case 'incident.snooze':
    case 'incident.resolve':
      setTimeout(() => {
        const view = fixtures.ringing(harness.pages, now, harness.first);
        const done = new Set(harness.calls.flatMap((call) => (call.input as { ids?: string[] }).ids ?? []));
        const pages = view.pages.filter((page) => !done.has(page.incident));
        harness.push('ringing', { ...view, pages, total: pages.length });
      }, 60);
      return { done: ids, refused: [] };
    default:
      return {};
  }
}

Object.defineProperty(window, 'harness', { value: harness });
Object.defineProperty(window, 'watchbill', {
  value: {
    call: async (name: string, input: unknown) => {
      harness.calls.push({ name, input });
      if (harness.fail === name) return { ok: false, error: 'the engine did not answer' };
      return { ok: true, value: answer(name, input) };
    },
    on: (name: string, listener: Listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  },
});
