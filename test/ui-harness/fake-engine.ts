import type { Answer, Bridge, CallName, PushName } from '../../src/contract/bridge';
import type { IncidentView } from '../../src/contract/views/incident';
import type { IncidentRow, QueueFilter } from '../../src/contract/views/queue';
import type { StatusView } from '../../src/contract/views/status';
import { makeIncidents, PEOPLE, SERVICES } from './incidents';

export type Scene = {
  readonly incidents: number;
  readonly sources?: number;
  readonly blind?: boolean;
  readonly banners?: boolean;
  readonly firstRun?: boolean;
};
type Input = {
  filter: QueueFilter;
  offset: number;
  limit: number;
  id: string;
  ids: string[];
  until: number;
  text: string;
};

const RANK = { critical: 0, error: 1, warning: 2, info: 3, none: 4 } as const;
const LEVEL = { open: 0, acknowledged: 1, resolved: 2 } as const;
const ADA = { name: PEOPLE[0]!.name, person: PEOPLE[0]! };

/** An engine for looking at screens and testing them: real filters, order and actions over made-up incidents. */
export class FakeEngine {
  incidents: IncidentView[];
  /** Every call made, newest last. */
  readonly calls: { name: CallName; input: unknown }[] = [];
  /** Names of calls that answer with an error, and its words. */
  readonly broken = new Map<CallName, string>();
  settings = {
    theme: 'system',
    contrast: 'normal',
    startAtLogin: true,
    sound: 'on',
    volume: 0.8,
    answerShortcut: 'Control+Alt+P',
    port: 9095,
    redact: false,
  };
  private readonly listeners = new Map<PushName, Set<(payload: unknown) => void>>();
  version = 1;

  constructor(
    readonly scene: Scene,
    readonly now: number,
  ) {
    this.incidents = makeIncidents(scene.incidents, now);
    this.sort();
  }

  readonly bridge: Bridge = {
    call: (name, input) => {
      this.calls.push({ name, input });
      const error = this.broken.get(name);
      if (error !== undefined) return Promise.resolve({ ok: false, error });
      return Promise.resolve<Answer<unknown>>({
        ok: true,
        value: structuredClone(this.answer(name, input as Input)),
      });
    },
    on: (name, listener) => {
      const all = this.listeners.get(name) ?? new Set();
      this.listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    },
  };

  push(name: PushName, payload: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(structuredClone(payload));
  }

  /** Adds an incident that was not there, by default the loudest of all. */
  arrive(part: Partial<IncidentRow> = {}): IncidentView {
    const [made] = makeIncidents(1, this.now);
    const incident = {
      ...made!,
      id: `new-${this.incidents.length}`,
      number: 5000 + this.incidents.length,
      title: 'NewArrival',
      openedAt: this.now,
      ...part,
    };
    this.incidents.push(incident);
    this.changed();
    return incident;
  }

  changed(): void {
    this.sort();
    this.version += 1;
    this.push('queue', { version: this.version });
    this.push('status', this.status());
  }

  private sort(): void {
    this.incidents.sort(
      (a, b) =>
        this.level(a) - this.level(b) || RANK[a.severity] - RANK[b.severity] || b.openedAt - a.openedAt,
    );
  }

  private level(incident: IncidentView): number {
    return incident.status === 'open' && incident.suppression ? 0.5 : LEVEL[incident.status];
  }

  private answer(name: CallName, input: Input): unknown {
    switch (name) {
      case 'status.get':
        return this.status();
      case 'ringing.get':
        return { pages: [], total: 0, me: PEOPLE[0] };
      case 'settings.get':
        return this.settings;
      case 'firstRun.get':
        return { done: !this.scene.firstRun, demo: false, folder: '', person: 'ada' };
      case 'practice.get':
        return { incident: null, state: 'idle', channels: [], answeredAfter: null };
      case 'queue.window':
        return this.window(input);
      case 'queue.ids':
        return { ids: this.fitting(input.filter).map(({ id }) => id) };
      case 'incident.get':
        return this.incidents.find(({ id }) => id === input.id) ?? null;
      case 'incident.acknowledge':
        return this.act(input.ids, (incident) =>
          Object.assign(incident, {
            status: 'acknowledged',
            acknowledgedAt: this.now,
            acknowledgedBy: ADA,
            ringing: false,
            snoozedUntil: null,
          }),
        );
      case 'incident.snooze':
        return this.act(input.ids, (incident) =>
          Object.assign(incident, {
            status: 'acknowledged',
            acknowledgedAt: this.now,
            acknowledgedBy: ADA,
            ringing: false,
            snoozedUntil: input.until,
          }),
        );
      case 'incident.unacknowledge':
        return this.act(input.ids, (incident) =>
          Object.assign(incident, {
            status: 'open',
            acknowledgedAt: null,
            acknowledgedBy: null,
            ringing: true,
            snoozedUntil: null,
          }),
        );
      case 'incident.resolve':
        return this.act(input.ids, (incident) =>
          Object.assign(incident, {
            status: 'resolved',
            resolvedAt: this.now,
            resolvedBy: ADA,
            ringing: false,
          }),
        );
      case 'incident.note':
        return this.act([input.id], (incident) =>
          incident.story.push({
            at: this.now,
            kind: 'noted',
            text: input.text,
            detail: '',
            tone: 'plain',
            actor: ADA,
          }),
        );
      case 'team.get':
        return {
          folder: '/home/ada/on-call',
          name: 'Platform',
          timeZone: 'Europe/Berlin',
          people: PEOPLE,
          services: SERVICES.map((service) => ({
            ...service,
            match: [`team="${service.id}"`],
            owners: ['ada'],
            runbook: '',
            repository: '',
          })),
          problems: [],
          lastGood: false,
        };
      case 'sources.list':
        return this.sources();
      case 'shell.openLink':
      case 'shell.openTeamFile':
        return { opened: true, why: '' };
      case 'calendar.range':
        return { incidents: [], more: false, duty: [] };
      case 'unreadable.list':
      case 'notice.list':
      case 'trade.list':
      case 'rota.who':
      case 'schedule.lint':
      case 'calendar.subscriptions':
        return [];
      case 'rota.get':
        return {
          schedules: [],
          people: PEOPLE,
          me: 'ada',
          teamZone: 'Europe/Berlin',
          away: [],
          problems: [],
        };
      case 'secrets.status':
        return {
          state: 'encrypted',
          backend: 'gnome_libsecret',
          text: 'Secrets are encrypted by the keyring.',
        };
      case 'shell.about':
        return {
          version: '0.1.0',
          electron: '45.4.1',
          developmentRuntime: false,
          dataFolder: '/home/ada/.config/Watchbill',
          teamFolder: '/home/ada/on-call',
          platform: 'linux',
        };
      default:
        return {};
    }
  }

  private act(
    ids: readonly string[],
    change: (incident: IncidentView) => unknown,
  ): { done: string[]; refused: { id: string; why: string }[] } {
    const found = this.incidents.filter(({ id }) => ids.includes(id));
    for (const incident of found) change(incident);
    queueMicrotask(() => this.changed());
    return {
      done: found.map(({ id }) => id),
      refused: ids
        .filter((id) => !found.some((one) => one.id === id))
        .map((id) => ({ id, why: 'it is not here' })),
    };
  }

  private kept = {
    key: '',
    fits: [] as IncidentView[],
    counts: null as ReturnType<FakeEngine['countAll']> | null,
  };

  private window({ filter, offset, limit }: Input): unknown {
    const key = `${this.version} ${JSON.stringify(filter)}`;
    if (this.kept.key !== key) this.kept = { key, fits: this.fitting(filter), counts: this.countAll() };
    const rows = this.kept.fits.slice(offset, offset + limit).map(rowOf);
    return { rows, total: this.kept.fits.length, remark: '', offset, counts: this.kept.counts };
  }

  private fitting(filter: QueueFilter): IncidentView[] {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.incidents.filter(
      (one) =>
        (filter.status === 'all' ||
          (filter.status === 'unresolved' ? one.status !== 'resolved' : stateOf(one) === filter.status)) &&
        (filter.severities.length === 0 || filter.severities.includes(one.severity)) &&
        (filter.services.length === 0 || filter.services.includes(one.service.id)) &&
        (filter.sources.length === 0 || filter.sources.includes(one.source)) &&
        words.every((word) =>
          `${one.title} ${one.description} ${one.number} ${one.labels.join(' ')}`
            .toLowerCase()
            .includes(word),
        ),
    );
  }

  private countAll() {
    const count = (test: (one: IncidentView) => boolean) => this.incidents.filter(test).length;
    return {
      open: count(({ status }) => status === 'open'),
      acknowledged: count(({ status }) => status === 'acknowledged'),
      suppressed: count(({ status, suppression }) => status === 'open' && suppression !== null),
      resolved: count(({ status }) => status === 'resolved'),
    };
  }

  private sources() {
    const all = this.scene.sources ?? 3;
    const blind = this.scene.blind === true;
    return ['prod-alertmanager', 'staging-alertmanager', 'deploy-hooks'].slice(0, all).map((id, index) => ({
      id,
      type: index < 2 ? 'alertmanager' : 'push',
      title: id,
      url: index < 2 ? `https://${id}.example.org` : '',
      state: blind && index === 0 ? 'blind' : 'ok',
      lastGoodAt: this.now - (blind && index === 0 ? 400_000 : 8000 + index * 5000),
      lastBadAt: blind && index === 0 ? this.now - 3000 : null,
      lastError: blind && index === 0 ? 'no answer within 10 s' : '',
      failingSince: blind && index === 0 ? this.now - 390_000 : null,
      nextTryAt: this.now + 7000,
      alerts: index === 0 ? this.countAll().open : 0,
      every: 15_000,
      acknowledge: index < 2 ? 'silence' : 'none',
      auth: index < 2 ? 'bearer' : 'token',
      secret: 'present',
    }));
  }

  status(): StatusView {
    const { open, acknowledged, suppressed } = this.countAll();
    const waiting = this.incidents.filter(({ ringing }) => ringing).length;
    const blind = this.scene.blind
      ? [{ id: 'prod-alertmanager', text: 'Blind: no answer from prod-alertmanager for 6 min' }]
      : [];
    const all = this.scene.sources ?? 3;
    return {
      team: 'Platform',
      me: PEOPLE[0]!,
      tray: blind.length > 0 ? 'blind' : waiting > 0 ? 'page' : acknowledged > 0 ? 'acknowledged' : 'oncall',
      duties: [],
      onCall: {
        yes: true,
        until: this.now + 26 * 3_600_000,
        why: 'There is no rota yet, so whoever sits at this desktop is on call.',
      },
      waiting,
      open,
      acknowledged,
      suppressed,
      blind,
      sources: { all, failing: blind.length },
      storing: { ok: true, text: '' },
      listener: { url: 'http://127.0.0.1:9095', ok: true, text: '' },
      channels: [
        { id: 'popup', title: 'Pop-up', state: 'ok', detail: '', at: this.now - 60_000 },
        {
          id: 'notification',
          title: 'Notification',
          state: this.scene.blind ? 'bad' : 'ok',
          detail: this.scene.blind ? 'did not answer within 4 s' : '',
          at: this.now - 60_000,
        },
        { id: 'sound', title: 'Sound', state: 'ok', detail: '', at: this.now - 60_000 },
      ],
      banners: this.scene.banners
        ? [
            {
              id: 'slept',
              tone: 'warn',
              text: 'This desktop slept from 01:12 to 06:40. Two incidents opened meanwhile and ring now.',
              act: 'queue',
            },
            {
              id: 'team',
              tone: 'bad',
              text: 'watchbill.yaml line 14: "criticl" is not a severity. The last good version stays in force.',
              act: 'team',
            },
          ]
        : [],
      sentence:
        blind.length > 0
          ? `Blind: no answer from prod-alertmanager for 6 min. ${waiting} pages wait for you`
          : waiting > 0
            ? `${waiting === 1 ? 'One page waits' : `${waiting} pages wait`} for you`
            : acknowledged > 0
              ? `You are on call, ${acknowledged} acknowledged, nothing rings`
              : 'You are on call, nothing rings',
    };
  }
}

const DETAILS = new Set<string>([
  'description',
  'dedupKey',
  'labels',
  'annotations',
  'links',
  'runbook',
  'startsAt',
  'why',
  'resolvedBy',
  'missing',
  'writeBackDetail',
  'story',
  'pages',
  'earlier',
] satisfies (keyof Omit<IncidentView, keyof IncidentRow>)[]);

/** What a row of the list needs, and no more: the real engine sends no stories with a list. */
function rowOf(incident: IncidentView): IncidentRow {
  return Object.fromEntries(Object.entries(incident).filter(([name]) => !DETAILS.has(name))) as IncidentRow;
}

/** As the store's filter has it: what is open and suppressed is not among the open ones. */
function stateOf({ status, suppression }: IncidentView): QueueFilter['status'] {
  return status === 'open' && suppression ? 'suppressed' : status;
}
