import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isIncidentFact } from '../../core/incident/fact';
import { isRinging } from '../../core/page/ringing';
import { rotaOf } from '../../core/schedule/rota';
import { commit } from '../../core/step/commit';
import type { Input } from '../../core/step/input';
import { alertKey, emptyState, type State } from '../../core/step/state';
import { step } from '../../core/step/step';
import { checkTeam } from '../../core/team/check-team';
import { readTeam } from '../../core/team/read';
import { DAY, HOUR } from '../../core/time/duration';
import { type Instant, parseInstant } from '../../core/time/instant';
import { parseBody, readPlaces } from '../accepted/read-request';
import { startListener } from '../ingest/listener';
import { makeTokens } from '../ingest/tokens';
import type { Gate, Log, Queries } from '../ports';
import { withCodeowners } from '../store/codeowners-file';
import { DEMO_ALERTS, DEMO_SENDER } from './alerts';
import { type DemoEvent, demoHistory } from './history';
import { NOTES } from './notes';
import { RUNBOOKS } from './runbooks';
import { startDemoSender } from './sender';
import { writeDemoTeam } from './team';
import { DEMO_ME, DEMO_TEAM_FILE } from './team-file';

const NOW = parseInstant('2026-11-23T09:33:00Z') as Instant;
const { team, problems } = readTeam(DEMO_TEAM_FILE);
if (!team) throw new Error(JSON.stringify(problems));
const TEAM = team;

function fresh(): State {
  const state = emptyState('demo', DEMO_ME, ['popup']);
  commit(state, step(state, { kind: 'teamChanged', team: TEAM, rota: rotaOf(TEAM) }, NOW - 40 * DAY));
  return state;
}

/** Tells the real core the whole month, as the app does. */
function replay(events: readonly DemoEvent[]) {
  const state = fresh();
  const facts: Array<{ kind: string; incident: string }> = [];
  const services = new Map<string, number>();
  const refusals: string[] = [];
  for (const event of events) {
    let input: Input;
    if (event.kind === 'input') input = event.input;
    else {
      const incident = state.byKey.get(alertKey(event.source, event.dedupKey));
      if (incident === undefined) throw new Error(`nothing open to ${event.command.act}: ${event.dedupKey}`);
      input = { kind: 'command', incident, command: event.command, by: { kind: 'person', id: event.by } };
    }
    const decision = step(state, input, event.at);
    if (decision.refusal !== null) refusals.push(decision.refusal);
    for (const fact of decision.facts) {
      if (isIncidentFact(fact)) facts.push({ kind: fact.kind, incident: fact.incident });
      if (fact.kind === 'opened') services.set(fact.service, (services.get(fact.service) ?? 0) + 1);
    }
    commit(state, decision);
  }
  return { state, facts, services, refusals };
}

describe('the demo team', () => {
  it('is a team file without a single problem, and every service has alerts', () => {
    expect(problems).toEqual([]);
    expect([TEAM.people.length, TEAM.services.length]).toEqual([6, 6]);
    expect(TEAM.sources).toEqual([{ id: DEMO_SENDER, type: 'push', title: 'Demo sender' }]);
    expect(DEMO_ALERTS.length).toBeGreaterThanOrEqual(60);
  });

  it('has a runbook for every alert and every link between them, and notes to go with them', () => {
    const books = new Set(RUNBOOKS.map(([name]) => `runbooks/${name}.md`));
    const wanted = [
      ...TEAM.services.map(({ runbook }) => runbook),
      ...DEMO_ALERTS.flatMap(({ annotations }) =>
        annotations.filter(([name]) => name === 'runbook').map(([, value]) => value),
      ),
    ];
    for (const runbook of wanted) if (!runbook.startsWith('https://')) expect(books).toContain(runbook);
    for (const [name, text] of RUNBOOKS) {
      expect(text).toMatch(/^# .+\n/);
      for (const [, link] of text.matchAll(/\]\(([^)]+)\)/g))
        expect(books, name).toContain(`runbooks/${link}`);
      expect(NOTES[name], name).toBeDefined();
    }
  });

  it('is written once, and never over what somebody changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchbill-demo-'));
    await writeDemoTeam(folder, NOW);
    expect((await readdir(join(folder, 'runbooks'))).length).toBe(RUNBOOKS.length);
    await writeFile(join(folder, 'watchbill.yaml'), 'mine');
    await writeDemoTeam(folder, NOW);
    expect(await readFile(join(folder, 'watchbill.yaml'), 'utf8')).toBe('mine');
    const { team: owned, problems: unread, read } = await withCodeowners(folder, TEAM, DEMO_TEAM_FILE);
    expect(owned.services.find(({ id }) => id === 'edge')?.owners).toEqual(['ines', 'theo', 'marcus']);
    expect([unread, read]).toMatchObject([[], [{ unknown: [], skipped: [] }]]);
    expect(checkTeam(TEAM, NOW)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('the demo month', () => {
  it.each([1, 7, 42, 2026, 987_654_321])(
    'seed %i: a month that the core takes whole, at the end of which nothing rings',
    (seed) => {
      const events = demoHistory({ now: NOW, me: DEMO_ME, seed });
      const { state, facts, services, refusals } = replay(events);
      expect(refusals).toEqual([]);
      const opened = facts.filter(({ kind }) => kind === 'opened').length;
      expect(opened).toBeGreaterThan(80);
      expect(opened).toBeLessThan(220);
      expect([...services.keys()].sort()).toEqual([
        'checkout',
        'edge',
        'events',
        'ledger',
        'monitoring',
        'platform',
      ]);
      const live = [...state.incidents.values()].filter(({ status }) => status !== 'resolved');
      expect(live.filter(isRinging)).toEqual([]);
      const stateOf = ({ status, suppression, snoozedUntil }: (typeof live)[number]) =>
        suppression?.how ?? (snoozedUntil === null ? status : 'snoozed');
      expect(live.map(stateOf).sort()).toEqual([
        ...Array.from({ length: 5 }, () => 'acknowledged'),
        'inhibited',
        'silenced',
        'snoozed',
      ]);
      // Long enough for a first look, and over while the same person still sits there.
      const snoozed = live.find(({ snoozedUntil }) => snoozedUntil !== null)?.snoozedUntil ?? 0;
      expect(snoozed - NOW).toBeGreaterThanOrEqual(3 * HOUR);
      expect(snoozed - NOW).toBeLessThanOrEqual(4 * HOUR);
      expect(live.filter(({ severity }) => severity === 'critical')).toHaveLength(2);
      for (const kind of [
        'acknowledged',
        'unacknowledged',
        'snoozed',
        'noted',
        'resolved',
        'seen',
        'paged',
      ]) {
        expect(
          facts.some((fact) => fact.kind === kind),
          kind,
        ).toBe(true);
      }
    },
  );

  it('is in order, in the past, and always the same', () => {
    const events = demoHistory({ now: NOW, me: 'grace', seed: 3 });
    expect(events.every((event, i) => i === 0 || (events[i - 1] as DemoEvent).at <= event.at)).toBe(true);
    expect(events.every(({ at }) => Number.isInteger(at) && at < NOW && at > NOW - 33 * DAY)).toBe(true);
    expect(demoHistory({ now: NOW, me: 'grace', seed: 3 })).toEqual(events);
    expect(demoHistory({ now: NOW, me: 'grace', seed: 4 })).not.toEqual(events);
    expect(new Set(events.flatMap((event) => (event.kind === 'command' ? [event.by] : [])))).toEqual(
      new Set(['grace', 'ada', 'ines', 'marcus', 'noah', 'priya']),
    );
  });

  it.each([0, 6, 11, 18, 23])('holds whatever the time of day (%i:00 UTC)', (hour) => {
    for (let day = 0; day < 7; day++) {
      const now = Math.floor(NOW / DAY) * DAY + day * DAY + hour * 3_600_000;
      const { state, refusals } = replay(demoHistory({ now, me: DEMO_ME, seed: day }));
      expect(refusals).toEqual([]);
      expect([...state.incidents.values()].filter(isRinging)).toEqual([]);
    }
  });
});

describe('the demo sender', () => {
  const stops: Array<() => void | Promise<void>> = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  const silent: Log = { info() {}, warn() {}, error() {} };

  it('posts alerts that ring to our listener, a critical one first, and says when they are over', async () => {
    const state = fresh();
    const rang: string[] = [];
    const over: string[] = [];
    let told: () => void = () => undefined;
    const enough = new Promise<void>((resolve) => {
      told = resolve;
    });
    const gate: Gate = {
      accept(inputs) {
        for (const input of inputs) {
          const decision = step(state, input, NOW);
          for (const fact of decision.facts) {
            if (fact.kind === 'opened') rang.push(fact.alert.severity);
            if (fact.kind === 'resolved') over.push(fact.because);
          }
          commit(state, decision);
        }
        if (rang.length >= 12) told();
        return Promise.resolve();
      },
      acceptBody(request) {
        return this.accept(readPlaces(request, parseBody(request.body), [...request.gist.rank.keys()]));
      },
      quarantine: () => Promise.reject(new Error('unreadable')),
      command: () => Promise.reject(new Error('no commands')),
    };
    const tokens = makeTokens({
      engineToken: 'e'.repeat(40),
      senders: new Map([[DEMO_SENDER, ['t'.repeat(40)]]]),
    });
    const listener = await startListener({
      port: 0,
      gate,
      queries: {} as Queries,
      tokens,
      clock: { now: () => NOW },
      log: silent,
      me: DEMO_ME,
      rota: () => {
        throw new Error('there is no rota here');
      },
    });
    stops.push(() => listener.stop());
    let n = 0;
    const random = () => (n += 0.618_034) % 1;
    const sender = startDemoSender({
      url: listener.url,
      token: 't'.repeat(40),
      random,
      log: silent,
      everyMs: 8,
      firstMs: 1,
      clock: { now: () => NOW },
    });
    stops.push(() => sender.stop());
    await enough;
    sender.stop();
    expect(rang[0]).toBe('critical');
    expect(rang.filter((severity) => severity !== 'critical').length).toBeGreaterThan(3);
    expect(over.length).toBeGreaterThan(3);
    expect(
      [...state.incidents.values()].filter(({ status }) => status === 'open').length,
    ).toBeLessThanOrEqual(4);
    const before = rang.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(rang.length).toBeLessThanOrEqual(before + 1);
  });

  it('says in the log when nobody listens, and goes on', async () => {
    const warned: string[] = [];
    await new Promise<void>((resolve) => {
      const log: Log = {
        ...silent,
        warn: (message) => {
          warned.push(message);
          if (warned.length === 2) resolve();
        },
      };
      const sender = startDemoSender({
        url: 'http://127.0.0.1:9',
        token: 'x',
        random: () => 0.5,
        log,
        everyMs: 5,
        firstMs: 1,
      });
      stops.push(() => sender.stop());
    });
    expect(warned).toEqual(['the demo sender could not send', 'the demo sender could not send']);
  });
});
