import type { Bridge, CallName, PushName } from '../../src/contract/bridge';
import type { ExplainAnswer } from '../../src/contract/explain/explain-views';
import type { NoiseView } from '../../src/contract/noise/noise-views';
import type { PolicyChange, PolicyPreview, PolicyView } from '../../src/contract/policy/policy-views';
import { makeLabels } from '../../src/core/alert/labels';
import { explainAlert } from '../../src/core/explain/explain';
import { parseLabels } from '../../src/core/explain/parse-labels';
import { teamPlaces } from '../../src/core/explain/team-places';
import { muteWords } from '../../src/core/mute/mute-words';
import { type Replayed, replay } from '../../src/core/replay/replay';
import type { ReplayEvent } from '../../src/core/replay/replay-event';
import { rotaOf } from '../../src/core/schedule/rota';
import { escalationDraft } from '../../src/core/team/draft-escalation';
import { serviceDraft } from '../../src/core/team/draft-service';
import { editEscalation, removeEscalation } from '../../src/core/team/edit-escalation';
import { editService, moveService, removeService } from '../../src/core/team/edit-service';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { explainViewOf } from '../../src/engine/views/explain';
import { makeNames } from '../../src/engine/views/names';
import { policyPreviewOf } from '../../src/engine/views/policy-preview';
import { FakeEngine } from './fake-engine';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const HEAD = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York, quietHours: [ { from: "22:00", to: "07:00" } ] }
  - { id: linus, name: Linus Roy, timeZone: Asia/Kolkata }
`;
const POLICIES = `services:
  - id: checkout
    name: Checkout
    match: ['namespace=~"pay.*"', 'severity!="info"']
    owners: [ada, grace]
    runbook: runbooks/checkout.md
    escalation: payments
  - id: search
    name: Search
    match: ['namespace="search"']
    escalation: payments
    hold: 2m
    group: { by: [alertname, cluster], wait: 30s, window: 5m }
    flapping: { changes: 4, within: 30m, steady: 5m }
    supportHours: { hours: [ { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" } ] }
  - { id: rest, name: Everything else, match: [], urgency: low }
escalations:
  - id: payments
    name: Payments
    acknowledgeTimeout: 30m
    repeat: 2
    steps:
      - { page: ["schedule:primary"] }
      - { after: 4m, page: ["next:primary", "person:linus"], roundRobin: true, when: { urgency: high } }
      - { after: 15m, page: [everyone], acknowledge: all }
`;
const TAIL = `schedules:
  - { id: primary, name: Primary, layers: [ { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week } ] }
sources:
  - { id: prod, type: alertmanager, url: "http://127.0.0.1:9093" }
`;

export type PolicyScene = { readonly what: 'none' | 'some' | 'broken' };

/** Policies, explain and noise over the real rules: a team file in memory, and a week of alerts that is made up. */
export class PolicyFake {
  readonly calls: { name: CallName; input: unknown }[] = [];
  readonly broken = new Map<CallName, string>();
  readonly engine: FakeEngine;
  text: string;
  noise: NoiseView = noiseOf(0, []);
  private readonly events: readonly ReplayEvent[];

  constructor(
    readonly scene: PolicyScene,
    readonly now: number,
  ) {
    this.engine = new FakeEngine({ incidents: 12 }, now);
    this.text = scene.what === 'none' ? HEAD + TAIL : HEAD + POLICIES + TAIL;
    this.events = weekOf(now);
    if (scene.what !== 'none') this.noise = noiseOf(now, ROWS);
  }

  readonly bridge: Bridge = {
    call: async (name, input) => {
      this.calls.push({ name, input });
      const error = this.broken.get(name);
      if (error !== undefined) return { ok: false, error };
      const answer = this.answer(name, input as never);
      if (answer === undefined) return this.engine.bridge.call(name, input);
      return { ok: true, value: structuredClone(answer) };
    },
    on: (name, listener) => this.engine.bridge.on(name, listener),
  };

  push(name: PushName, payload: unknown): void {
    this.engine.push(name, payload);
  }

  private answer(name: CallName, input: { change: PolicyChange; text: string; id: string }): unknown {
    switch (name) {
      case 'policy.get':
        return this.view();
      case 'policy.check':
        return { problems: this.changed(input.change).problems };
      case 'policy.preview':
        return this.preview(input.change);
      case 'policy.save': {
        const { text, problems } = this.changed(input.change);
        if (text === null) return { ok: false, text: `Not saved: ${problems[0]?.message ?? ''}.` };
        this.text = text;
        return { ok: true, text: 'It is in the team file.' };
      }
      case 'explain.pasted':
        return this.explain(input.text);
      case 'explain.incident':
        return this.explain(`alertname=IndexBehind,namespace=search,cluster=eu,severity=error`, true);
      case 'noise.report':
        return this.noise;
      default:
        return undefined;
    }
  }

  private team(text = this.text): Team {
    return readTeam(text).team as Team;
  }

  private names() {
    return makeNames({ team: this.team(), me: 'ada', channelTitles: new Map(), timeZone: 'Europe/London' });
  }

  private view(): PolicyView {
    const team = this.team();
    return structuredClone({
      services: team.services.map((service) => serviceDraft(service, team.timeZone)),
      escalations: team.escalations.map((escalation) => escalationDraft(escalation, team.timeZone)),
      people: team.people.map(({ id }) => this.names().person(id)),
      schedules: team.schedules.map(({ id, name }) => ({ id, name })),
      timeZone: team.timeZone,
      locked:
        this.scene.what === 'broken'
          ? 'watchbill.yaml has a mistake in line 12: "hold" is not a duration'
          : '',
    }) as PolicyView;
  }

  private changed(change: PolicyChange): { text: string | null; problems: PolicyPreview['problems'] } {
    const edited =
      change.kind === 'service'
        ? editService(this.text, change.id, change.draft)
        : change.kind === 'escalation'
          ? editEscalation(this.text, change.id, change.draft)
          : change.kind === 'moveService'
            ? moveService(this.text, change.id, change.to)
            : change.kind === 'removeService'
              ? removeService(this.text, change.id)
              : removeEscalation(this.text, change.id);
    return edited.ok ? { text: edited.value, problems: [] } : { text: null, problems: [...edited.error] };
  }

  private preview(change: PolicyChange): PolicyPreview {
    const { text, problems } = this.changed(change);
    const span = { start: this.now - 7 * DAY, end: this.now };
    if (text === null)
      return {
        problems,
        from: span.start,
        to: span.end,
        before: null,
        after: null,
        changes: [],
        moreChanges: 0,
        notes: [],
      };
    const run = (team: Team): Replayed[] => replay(team, rotaOf(team), 'ada', this.events, span);
    const teams = { before: this.team(), after: this.team(text) };
    return policyPreviewOf({
      span,
      before: run(teams.before),
      after: run(teams.after),
      teams,
      problems,
      cut: false,
      names: this.names(),
    });
  }

  private explain(typed: string, past = false): ExplainAnswer {
    const labels = parseLabels(typed);
    if (!labels.ok) return { problem: labels.error, read: '', alerts: [] };
    const team = this.team();
    const named = new Map(labels.value);
    const severity = (named.get('severity') ?? 'error') as 'error';
    const title = named.get('alertname') ?? 'An alert without a name';
    const alert = {
      source: 'prod',
      dedupKey: 'x',
      title,
      labels: labels.value,
      severity,
      startsAt: null,
      suppression: null,
    };
    const explained = explainAlert({
      team,
      rota: rotaOf(team),
      alert,
      at: this.now,
      firing: [],
      arrivals: [],
      sentTo: null,
      channels: {
        me: 'ada',
        rules: [
          { title: 'the pop-up', after: 0, urgency: 'any' },
          { title: 'the phone', after: 2 * MINUTE, urgency: 'high' },
        ],
      },
      words: muteWords(team),
    });
    const story = [
      ['opened', 'IndexBehind fired.', 'First seen by prod.'],
      ['held', 'Held back: Search pages what still fires after 2 min.', ''],
      ['released', 'Nothing holds it back any more.', 'It still fires.'],
      ['paged', 'Ada was paged by pop-up and sound.', ''],
      ['acknowledged', 'Ada acknowledged, 40 s after the page.', ''],
    ] as const;
    const happened: ExplainAnswer['alerts'][number]['happened'] = past
      ? story.map(([kind, text, detail], i) => ({
          at: this.now + i * 50_000,
          kind,
          text,
          detail,
          tone: 'plain',
          actor: null,
        }))
      : [];
    const view = explainViewOf({
      alert,
      explained,
      at: this.now,
      places: teamPlaces(this.text),
      names: this.names(),
      happened,
    });
    return { problem: '', read: past ? 'incident 41' : 'labels', alerts: [view] };
  }
}

/** Some forty alerts: blips that go away, a few that people worked on, nights among them. */
function weekOf(now: number): ReplayEvent[] {
  const events: ReplayEvent[] = [];
  for (let i = 0; i < 40; i++) {
    const at = now - 7 * DAY + i * 4 * 3_600_000 + (i % 7) * 11 * MINUTE;
    const name = ['CheckoutSlow', 'IndexBehind', 'DiskFillsUp', 'CertificateExpires'][i % 4] as string;
    const labels = makeLabels(
      Object.entries({
        alertname: name,
        namespace: ['pay-eu', 'search', 'web', 'pay-us'][i % 4] as string,
        cluster: 'eu',
        pod: `p-${i}`,
      }),
    );
    const alert = {
      source: 'prod',
      dedupKey: `k${i}`,
      event: 'firing',
      title: name,
      description: '',
      severity: i % 5 === 0 ? 'critical' : i % 3 === 0 ? 'warning' : 'error',
      labels,
      annotations: [],
      links: [],
      runbook: '',
      startsAt: at,
      expiresAt: null,
      suppression: null,
    } as const;
    const incident = `d1-${i}`;
    const by = { kind: 'person', id: 'ada' } as const;
    events.push({ kind: 'alert', at, incident, alert });
    if (i % 4 === 0)
      events.push({
        kind: 'command',
        at: at + 3 * MINUTE,
        incident,
        command: { act: 'acknowledge', hereOnly: true },
        by,
      });
    events.push({
      kind: 'alert',
      at: at + (i % 4 === 0 ? 40 : 2 + (i % 9)) * MINUTE,
      incident,
      alert: { ...alert, event: 'resolved' },
    });
  }
  return events.sort((a, b) => a.at - b.at);
}

type Row = NoiseView['rows'][number];
const row = (name: string, service: string, part: Partial<Row>): Row => ({
  name,
  service: {
    id: service,
    name: service === 'unrouted' ? 'Unrouted' : `${service[0]?.toUpperCase()}${service.slice(1)}`,
    inFile: service !== 'unrouted',
  },
  incidents: 0,
  paged: 0,
  atSleep: 0,
  unacted: 0,
  unactedAtSleep: 0,
  held: [],
  suggestions: [],
  ...part,
});
const ROWS: readonly Row[] = [
  row('IndexBehind', 'search', {
    incidents: 61,
    paged: 14,
    atSleep: 9,
    unacted: 14,
    unactedAtSleep: 9,
    held: [
      { how: 'holding', incidents: 47 },
      { how: 'flapping', incidents: 12 },
    ],
    suggestions: [
      {
        kind: 'hold',
        text: 'Hold for 5 min: 12 of 14 pages were over by then.',
        yaml: 'hold: 5m',
        avoided: 12,
      },
      {
        kind: 'flapping',
        text: 'It flaps: 6 of 14 pages were at least the 4th within 30 min.',
        yaml: 'flapping: { changes: 4, within: 30m, steady: 5m }',
        avoided: 6,
      },
    ],
  }),
  row('CheckoutSlow', 'checkout', {
    incidents: 22,
    paged: 22,
    atSleep: 4,
    unacted: 8,
    unactedAtSleep: 2,
    suggestions: [
      {
        kind: 'group',
        text: 'Group by alertname: 5 of 8 pages would have joined an incident that was open already.',
        yaml: 'group: { by: [alertname], wait: 30s, window: 5m }',
        avoided: 5,
      },
    ],
  }),
  row('KubernetesPodNotHealthyForMoreThanFifteenMinutesInProduction', 'unrouted', {
    incidents: 5,
    paged: 5,
    unacted: 3,
  }),
  row('DiskFillsUp', 'rest', {
    incidents: 90,
    paged: 3,
    atSleep: 1,
    unacted: 0,
    held: [
      { how: 'silenced', incidents: 60 },
      { how: 'inhibited', incidents: 27 },
    ],
  }),
  row('CertificateExpires', 'checkout', { incidents: 2, paged: 2 }),
];

function noiseOf(now: number, rows: readonly Row[]): NoiseView {
  const sum = (of: (row: Row) => number) => rows.reduce((total, each) => total + of(each), 0);
  return {
    from: now - 30 * DAY,
    to: now,
    total: {
      incidents: sum((each) => each.incidents),
      paged: sum((each) => each.paged),
      atSleep: sum((each) => each.atSleep),
      unacted: sum((each) => each.unacted),
      unactedAtSleep: sum((each) => each.unactedAtSleep),
      held: sum((each) => each.held.reduce((total, { incidents }) => total + incidents, 0)),
    },
    rows: [...rows],
    moreRows: rows.length === 0 ? 0 : 3,
    heldBy:
      rows.length === 0
        ? []
        : [
            {
              how: 'silenced',
              detail: 'Silenced by Ada until Fri 14:00: new disks on the way',
              incidents: 60,
            },
            { how: 'holding', detail: 'Search pages what still fires after 2 min', incidents: 47 },
            { how: 'inhibited', detail: 'Incident 31 explains it (inhibition "node-down")', incidents: 27 },
          ],
    csv: 'alert,service\r\nIndexBehind,search\r\n',
    notes: [
      "Pages are those that reached somebody through this desktop, Ada Okafor's; others' are known on theirs.",
    ],
  };
}
