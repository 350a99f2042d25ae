import type { Bridge, CallName, Checked, Output, PushName } from '../../src/contract/bridge';
import type { NoticeView } from '../../src/contract/rota/rota-views';
import type { ImportView, SubscriptionView, SyncView } from '../../src/contract/rota/share-views';
import { draftOf } from '../../src/core/schedule/draft';
import { readDraft } from '../../src/core/schedule/draft-read';
import { onCallAt } from '../../src/core/schedule/on-call-at';
import { type Rota, rotaOf } from '../../src/core/schedule/rota';
import type { Schedule } from '../../src/core/schedule/schedule';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { dutiesNow } from '../../src/engine/views/duties-now';
import { makeNames } from '../../src/engine/views/names';
import { rotaViewOf } from '../../src/engine/views/rota';
import { lintOf, previewOf } from '../../src/engine/views/schedule-preview';
import { FakeEngine } from './fake-engine';
import { teamFile } from './rota-team';

const DAY = 86_400_000;

export type RotaScene = {
  /** 3 or 14 people. */
  readonly people?: number;
  /** The team file has a mistake. */
  readonly broken?: boolean;
  /** No schedule yet. */
  readonly empty?: boolean;
  readonly notices?: boolean;
  readonly incidents?: number;
};

/** The rota's calls over a team file in memory, answered by the real rules; the rest by the fake engine. */
export class RotaFake {
  team: Team;
  away: { id: string; person: string; start: number; end: number; reason: string }[] = [];
  notices: NoticeView[];
  notes: { at: number; text: string }[] = [];
  sync: SyncView;
  subscriptions: SubscriptionView[];
  version = 1;
  readonly calls: { name: CallName; input: unknown }[] = [];
  /** Names of calls that answer with an error, and its words. */
  readonly broken = new Map<CallName, string>();
  readonly engine: FakeEngine;

  constructor(
    readonly scene: RotaScene,
    readonly now: number,
  ) {
    this.engine = new FakeEngine({ incidents: scene.incidents ?? 3 }, now);
    this.team = read(teamFile(scene.people ?? 3, scene.empty ?? false));
    const [first] = this.team.people;
    this.away = first
      ? [{ id: 'away-1', person: first.id, start: now + 9 * DAY, end: now + 16 * DAY, reason: 'Vacation' }]
      : [];
    this.notices = scene.notices ? notices(now) : [];
    this.sync = sync(now);
    this.subscriptions = subscriptions(now);
  }

  readonly bridge: Bridge = {
    call: async (name, input) => {
      this.calls.push({ name, input });
      const error = this.broken.get(name);
      if (error !== undefined) return { ok: false, error };
      try {
        const value = this.answer(name, input);
        if (value !== undefined) return { ok: true, value: structuredClone(value) };
      } catch (thrown) {
        return { ok: false, error: (thrown as Error).message };
      }
      return this.engine.bridge.call(name, input);
    },
    on: (name, listener) => this.engine.bridge.on(name, listener),
  };

  push(name: PushName, payload: unknown): void {
    this.engine.push(name, payload);
  }

  changed(): void {
    this.version += 1;
    this.push('rota', { version: this.version });
  }

  inputs<N extends CallName>(name: N): Checked<N>[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input as Checked<N>);
  }

  private rota(): Rota {
    return rotaOf(this.team);
  }

  private names() {
    return makeNames({ team: this.team, me: 'ada', channelTitles: new Map(), timeZone: 'Europe/London' });
  }

  private answer(name: CallName, input: unknown): unknown {
    switch (name) {
      case 'status.get':
        return { ...this.engine.status(), team: this.team.name, me: this.names().person('ada') };
      case 'team.get':
        return this.teamView();
      case 'rota.get': {
        const { from, to, schedules } = input as Checked<'rota.get'>;
        const view = rotaViewOf({
          rota: this.rota(),
          span: { start: from, end: to },
          schedules,
          names: this.names(),
          teamZone: this.team.timeZone,
          problems: this.scene.broken
            ? ['calendars/xnys.ics cannot be read: it ends in the middle of an event']
            : [],
        });
        return {
          ...view,
          away: this.away.map((away) => ({ ...away, origin: 'act', needsCover: [] })),
        } satisfies Output<'rota.get'>;
      }
      case 'rota.who':
        return dutiesNow(this.rota(), this.names(), this.now).map((duty) => {
          const schedule = this.schedule(duty.schedule);
          const next =
            duty.until === null || !schedule ? null : onCallAt(this.rota(), schedule, duty.until).person;
          return { ...duty, next: next === null ? null : this.names().person(next) };
        }) satisfies Output<'rota.who'>;
      case 'schedule.draft': {
        const schedule = this.schedule((input as Checked<'schedule.draft'>).id);
        return schedule ? draftOf(schedule) : null;
      }
      case 'schedule.preview':
        return this.preview(input as Checked<'schedule.preview'>);
      case 'schedule.save':
        return this.save(input as Checked<'schedule.save'>);
      case 'schedule.remove': {
        const { id } = input as Checked<'schedule.remove'>;
        this.put(this.team.schedules.filter((schedule) => schedule.id !== id));
        return { ok: true, text: `Removed ${id} from watchbill.yaml.` };
      }
      case 'schedule.lint':
        return lintOf(this.rota(), this.now);
      case 'away.set': {
        const given = input as Checked<'away.set'>;
        const id = `away-${this.away.length + 1}`;
        this.away.push({ ...given, id, reason: given.reason ?? '' });
        this.changed();
        return { ok: true, text: `${this.names().person(given.person).name} is away then.`, id };
      }
      case 'away.remove':
        this.away = this.away.filter(({ id }) => id !== (input as { id: string }).id);
        this.changed();
        return { ok: true, text: 'Taken back.' };
      case 'notice.list':
        return this.notices;
      case 'notice.dismiss':
        this.notices = this.notices.filter(({ id }) => id !== (input as { id: string }).id);
        return {};
      case 'handover.get':
        return this.handover((input as { schedule: string }).schedule);
      case 'handover.note':
        this.notes.push({ at: this.now, text: (input as { text: string }).text });
        return { ok: true, text: 'Noted for the next one.' };
      case 'sync.get':
      case 'sync.now':
        return this.sync;
      case 'sync.set':
        this.sync = { ...this.sync, auto: (input as { auto: boolean }).auto };
        return this.sync;
      case 'calendar.subscriptions':
        return this.subscriptions;
      case 'calendar.subscribe':
        return { ok: true, text: 'Followed: 14 events.' };
      case 'calendar.unsubscribe':
        this.subscriptions = this.subscriptions.filter(({ id }) => id !== (input as { id: string }).id);
        return { ok: true, text: 'Not followed any more; the file stays.' };
      case 'calendar.export':
        return {
          fileName: 'primary.ics',
          text: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
          feed: 'http://127.0.0.1:9095/calendars/primary.ics?token=f4c1b7e09a',
        };
      case 'import.preview':
        return imported((input as { text: string }).text);
      case 'import.apply':
        return { ok: true, text: 'Written to watchbill.yaml.' };
      case 'shell.saveText':
        return { saved: true, text: 'Saved primary.ics' };
      default:
        return undefined;
    }
  }

  private schedule(id: string): Schedule | undefined {
    return this.team.schedules.find((schedule) => schedule.id === id);
  }

  private put(schedules: readonly Schedule[]): void {
    this.team = { ...this.team, schedules };
    queueMicrotask(() => this.changed());
  }

  private save({ draft, replaces }: Checked<'schedule.save'>): { ok: boolean; text: string } {
    const { schedule, problems } = readDraft(draft, this.team);
    if (!schedule) return { ok: false, text: problems[0]?.message ?? 'it is wrong' };
    const at = this.team.schedules.findIndex(({ id }) => id === replaces);
    this.put(
      at < 0
        ? [...this.team.schedules, schedule]
        : this.team.schedules.map((one, i) => (i === at ? schedule : one)),
    );
    return { ok: true, text: `Written to watchbill.yaml: ${schedule.name}.` };
  }

  private preview({ draft, replaces }: Checked<'schedule.preview'>): Output<'schedule.preview'> {
    return previewOf({
      draft,
      replaces,
      rota: this.rota(),
      team: this.team,
      names: this.names(),
      now: this.now,
    });
  }

  private teamView(): Output<'team.get'> {
    const { team } = this;
    return {
      folder: '/home/ada/teams/payments-oncall',
      name: team.name,
      timeZone: team.timeZone,
      people: team.people.map(({ id, holidays }) => ({ ...this.names().person(id), holidays })),
      services: team.services.map(({ id, name, owners }) => ({
        id,
        name,
        match: [`service="${id}"`],
        owners: [...owners],
        runbook: `runbooks/${id}.md`,
        repository: '',
      })),
      problems: this.scene.broken
        ? [
            {
              level: 'error',
              line: 31,
              column: 17,
              message: 'there is no person "grcae". Did you mean "grace"?',
            },
          ]
        : [],
      lastGood: this.scene.broken ?? false,
    };
  }

  private handover(id: string): Output<'handover.get'> {
    const schedule = this.schedule(id);
    if (!schedule) throw new Error(`There is no schedule "${id}" any more.`);
    const names = this.names();
    const duty = onCallAt(this.rota(), schedule, this.now);
    const next = duty.until === null ? null : onCallAt(this.rota(), schedule, duty.until).person;
    return {
      schedule: id,
      scheduleName: schedule.name,
      from: duty.person === null ? null : names.person(duty.person),
      to: next === null ? null : names.person(next),
      at: duty.until,
      open: this.engine.incidents
        .filter(({ status }) => status !== 'resolved')
        .slice(0, 4)
        .map(({ id: incident, number, title, severity, status }) => ({
          id: incident,
          number,
          title,
          severity,
          status,
        })),
      noisy: [
        { title: 'KubePodCrashLooping: payments-api', count: 14 },
        { title: 'PostgresReplicationLag', count: 6 },
        { title: 'CertificateExpiresSoon', count: 1 },
      ],
      notes: [
        {
          at: this.now - 3 * DAY,
          by: names.person(this.team.people[1]?.id ?? 'grace'),
          text: 'The replica of the ledger is rebuilt until Thursday: lag is expected.\nAsk Linus before you restart it.',
        },
        ...this.notes.map(({ at, text }) => ({ at, by: names.person('ada'), text })),
      ],
    };
  }
}

function read(text: string): Team {
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}

function notices(now: number): NoticeView[] {
  return [
    {
      id: 'n3',
      at: now,
      kind: 'ends',
      title: 'Your duty for Primary ends in 15 minutes',
      text: 'Linus Roy is next.',
      trade: '',
      start: now + 900_000,
      schedule: 'primary',
    },
    {
      id: 'n2',
      at: now - 60_000,
      kind: 'moved',
      title: 'Your next duty moved',
      text: 'From Friday 18:00 to Saturday 09:00: Grace Lindt took Friday.',
      trade: 't1',
      start: now + 2 * DAY,
      schedule: 'primary',
    },
    {
      id: 'n1',
      at: now - 3_600_000,
      kind: 'needs-cover',
      title: 'Your shift on Monday needs cover',
      text: 'You are away from Monday to Friday.',
      trade: '',
      start: now + 9 * DAY,
      schedule: 'primary',
    },
  ];
}

function sync(now: number): SyncView {
  return {
    kind: 'git',
    auto: false,
    state: 'idle',
    text: 'Up to date with origin/main.',
    branch: 'main',
    remote: 'origin (git.example.com)',
    lastAt: now - 240_000,
    steps: [
      { at: now - 240_000, text: 'pulled 2 commits', ok: true },
      { at: now - 250_000, text: 'pushed', ok: true },
      { at: now - 3_600_000, text: 'the remote did not answer within 20 s', ok: false },
    ],
    logTrouble: '',
    desktops: [
      { id: 'ada-desk', person: 'ada', lastAt: now - 20_000 },
      { id: 'grace-mac', person: 'grace', lastAt: now - 7_200_000 },
    ],
  };
}

function subscriptions(now: number): SubscriptionView[] {
  return [
    {
      id: 'away:grace',
      title: 'Absences of Grace Lindt',
      file: 'calendars/away-grace.ics',
      host: 'calendar.example.com',
      lastGoodAt: now - 1_200_000,
      problem: '',
      events: 14,
    },
    {
      id: 'layer:desk/imported',
      title: 'Layer imported of Desk',
      file: 'calendars/desk-imported.ics',
      host: 'oncall.example.com',
      lastGoodAt: now - 90_000_000,
      problem: 'calendar.example.com answered 403 Forbidden; the last good calendar is still used.',
      events: 52,
    },
  ];
}

function imported(text: string): ImportView {
  if (!text.trim().startsWith('{') && !text.startsWith('BEGIN:VCALENDAR'))
    return {
      ok: false,
      text: 'This is not JSON: unexpected "n" at line 1, column 1.',
      schedules: [],
      people: [],
      notes: [],
      yaml: '',
    };
  return {
    ok: true,
    text: '2 schedules with 3 layers',
    schedules: [
      { id: 'platform', name: 'Platform', layers: 2, overrides: 1 },
      { id: 'platform-secondary', name: 'Platform, secondary', layers: 1, overrides: 0 },
    ],
    people: [
      { id: 'ada', name: 'Ada Okafor', isNew: false },
      { id: 'samira', name: 'Samira Haddad', isNew: true },
    ],
    notes: [
      'Platform, layer "Nights": a restriction of 36 hours is no daily window; it is written as two.',
      'Platform: the override by a deleted user is left out.',
    ],
    yaml: '  - id: platform\n    name: Platform\n    timeZone: Europe/London\n    layers:\n      - id: week\n        people: [ada, samira]\n',
  };
}
