import type { Bridge, CallName, PushName } from '../../src/contract/bridge';
import { makeLabels } from '../../src/core/alert/labels';
import type { Incident } from '../../src/core/incident/incident';
import type { Rota } from '../../src/core/schedule/rota';
import { rotaOf } from '../../src/core/schedule/rota';
import { emptyState } from '../../src/core/step/state';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { foldActs } from '../../src/core/team-log/fold-acts';
import { printStamp } from '../../src/core/team-log/stamp';
import { muteHandlers } from '../../src/engine/handlers/mutes';
import { makeNames } from '../../src/engine/views/names';
import { teamViewOf } from '../../src/engine/views/team';
import { FakeEngine } from './fake-engine';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const FILE = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
  - { id: linus, name: Linus Roy }
services:
  - { id: checkout, name: Checkout, match: [ 'service="checkout"' ] }
  - { id: ledger, name: Ledger, match: [ 'service="ledger"' ] }
  - { id: db, name: Databases, match: [ 'service="db"' ] }
  - { id: edge, name: Edge, match: [ 'service="edge"' ] }
`;
const PLANNED = `maintenance:
  - { id: backups, services: [db], hours: [ { days: [sun], from: "02:00", to: "03:00" } ], reason: weekly backup }
  - { id: move, services: [db, ledger], start: 2026-12-01T22:00, end: 2026-12-02T01:00, reason: new database hosts }
`;

const ALERTS = [
  ['DiskFull', 'db', 'critical', 'db-1', 'open'],
  ['DiskFull', 'db', 'critical', 'db-2', 'acknowledged'],
  ['ReplicationLag', 'db', 'warning', 'db-2', 'open'],
  ['CheckoutSlow', 'checkout', 'error', 'web-7', 'open'],
  ['QueueConsumerLagIsAboveTheThresholdForMoreThanFifteenMinutes', 'ledger', 'warning', 'worker-3', 'open'],
  ['DiskFull', 'edge', 'warning', 'edge-4', 'open'],
] as const;

export type MutesScene = { readonly what?: 'none' | 'some' | 'many' };

/** Silences and maintenance in memory, answered for by the engine's own handlers; everything else by the made-up engine. */
export class MutesFake {
  readonly acts: Act[] = [];
  readonly calls: { name: CallName; input: unknown }[] = [];
  /** Names of calls that answer with an error, and its words. */
  readonly broken = new Map<CallName, string>();
  readonly engine: FakeEngine;
  private readonly team: Team;
  private readonly handlers: ReturnType<typeof muteHandlers>;
  private version = 1;

  constructor(
    readonly scene: MutesScene,
    readonly clock: () => number,
  ) {
    const now = clock();
    this.engine = new FakeEngine({ incidents: 3 }, now);
    const read = readTeam(scene.what === 'none' ? FILE : FILE + PLANNED).team;
    if (!read) throw new Error('the team file is broken');
    this.team = read;
    const state = emptyState('d1', 'ada', []);
    state.team = this.team;
    for (const [i, [name, service, severity, instance, status]] of ALERTS.entries()) {
      const labels = makeLabels(
        Object.entries({ alertname: name, service, severity, instance, cluster: 'eu-1', pod: `p-${i}` }),
      );
      const incident = { id: `d1-${i}`, number: 40 + i, title: name, severity, service, status };
      state.incidents.set(incident.id, {
        ...incident,
        source: 'prod',
        alert: { labels },
      } as unknown as Incident);
    }
    if (scene.what !== 'none') this.some(now);
    if (scene.what === 'many') this.many(now);
    this.handlers = muteHandlers({
      state,
      clock: { now: clock },
      names: () => this.names(),
      rota: {
        current: () => this.rota(),
        act: async (bodies: readonly ActBody[]) => this.act(bodies, 'ada', clock()),
      },
      reader: () => ({ asked: (ask: (rows: unknown) => unknown) => ask({ all: () => this.held() }) }),
    } as unknown as Parameters<typeof muteHandlers>[0]);
  }

  readonly bridge: Bridge = {
    call: async (name, input) => {
      this.calls.push({ name, input });
      const error = this.broken.get(name);
      if (error !== undefined) return { ok: false, error };
      if (name === 'team.get')
        return {
          ok: true,
          value: teamViewOf({
            folder: '/teams/payments',
            team: this.team,
            problems: [],
            lastGood: false,
            names: this.names(),
          }),
        };
      const handler = (this.handlers as Record<string, (input: unknown) => unknown>)[name];
      if (!handler) return this.engine.bridge.call(name, input);
      return { ok: true, value: structuredClone(await handler(input)) };
    },
    on: (name, listener) => this.engine.bridge.on(name, listener),
  };

  push(name: PushName, payload: unknown): void {
    this.engine.push(name, payload);
  }

  act(bodies: readonly ActBody[], by: string, at: number): Act[] {
    const made = bodies.map((body, i): Act => {
      const stamp = { ms: at, count: this.acts.length + i, desktop: 'd1' };
      return { id: printStamp(stamp), stamp, by, body };
    });
    this.acts.push(...made);
    this.version += 1;
    this.push('rota', { version: this.version });
    return made;
  }

  private some(now: number): void {
    const silence = (by: string, start: number, end: number, matchers: string[], reason: string): string =>
      (this.act([{ kind: 'silenceMade', matchers, start, end, reason }], by, start)[0] as Act).id;
    silence(
      'grace',
      now - 50 * MINUTE,
      now + 8 * MINUTE,
      ['alertname="DiskFull"', 'service="db"'],
      'bigger disks come today',
    );
    silence(
      'ada',
      now - 10 * MINUTE,
      now + 130 * MINUTE,
      ['service=~"checkout|edge"', 'severity!="critical"'],
      '',
    );
    silence('linus', now + DAY, now + DAY + 60 * MINUTE, ['cluster="eu-1"'], 'router firmware');
    const ended = silence('linus', now - DAY, now + DAY, ['alertname="CertificateExpiresSoon"'], 'renewed');
    this.act([{ kind: 'silenceEnded', silence: ended, at: now - 3 * 60 * MINUTE }], 'ada', now);
    const span = { start: now - 5 * MINUTE, end: now + 25 * MINUTE };
    this.act(
      [{ kind: 'maintenanceStarted', services: ['ledger'], ...span, reason: 'deploy v4.11.2' }],
      'ci',
      span.start,
    );
  }

  private many(now: number): void {
    for (let i = 0; i < 40; i += 1)
      this.act(
        [
          {
            kind: 'silenceMade',
            matchers: [
              `alertname="A${'VeryLongAlertNameThatGoesOn'.repeat(i % 4)}${i}"`,
              'namespace=~"team-(a|b|c)-.*"',
              `instance="10.0.${i}.1:9100"`,
            ],
            start: now,
            end: now + (i + 1) * 40 * MINUTE,
            reason: i % 3 === 0 ? 'because of a long story '.repeat(1 + (i % 6)) : '',
          },
        ],
        i % 5 === 0 ? 'somebody-who-left' : 'grace',
        now,
      );
  }

  private held(): { by: string; incidents: number }[] {
    return this.acts.map(({ id }, i) => ({ by: id, incidents: (i * 7) % 13 }));
  }

  private rota(): Rota {
    return rotaOf(this.team, foldActs(this.acts.toSorted((a, b) => (a.id < b.id ? -1 : 1))));
  }

  private names() {
    return makeNames({ team: this.team, me: 'ada', channelTitles: new Map(), timeZone: 'Europe/London' });
  }
}
