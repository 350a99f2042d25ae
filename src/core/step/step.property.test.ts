import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADA, alertOf, PROD, Story, teamOf } from '../../../test/helpers/step-story';
import type { Alert } from '../alert/alert';
import { SEVERITIES } from '../alert/severity';
import { apply } from '../incident/apply';
import { isIncidentFact } from '../incident/fact';
import { type Incident, isLive } from '../incident/incident';
import { REMIND_EVERY } from '../page/decide';
import { isRinging } from '../page/ringing';
import { rotaOf } from '../schedule/rota';
import type { Team } from '../team/team';
import { HOUR, MINUTE, SECOND } from '../time/duration';
import type { Command, Input } from './input';
import { type Decision, step, wakeOf } from './step';

/*
 * Whatever happens, in whatever order: alerts, reads, failures, people, answers of sources, crashes, sleeps, clocks
 * that jump. After every single step the promises are checked against the facts alone, which is all that survives.
 */

const GRID = 5 * SECOND;
const short = { silenceFor: 3 * MINUTE, blindAfter: 4 * MINUTE } as const;
const TEAMS: readonly Team[] = [
  teamOf({ ...short, acknowledge: 'silence' }),
  teamOf({ ...short, acknowledge: 'nothing' }),
  { ...teamOf(), sources: [{ ...PROD, ...short, id: 'other', acknowledge: 'silence' }] },
  { ...teamOf(), sources: [] },
];

type Act = (world: World) => void;

/** A source that keeps silences, the pager's one timer, and the checks. */
class World extends Story {
  armed: number | null = null;
  /** Silences as they stand at the source, and until when. */
  readonly standing = new Map<string, number>();
  private made = 0;
  private readonly ringing = new Map<string, { rings: boolean; paged: boolean }>();
  private readonly byId = new Map<string, Incident>();
  private folded = 0;

  constructor() {
    super(TEAMS[0]);
    this.armed = wakeOf(this.state, this.now);
  }

  override happens(input: Input): Decision {
    const { rota, flaps, inhibit } = this.state;
    const before = {
      ...structuredClone({ ...this.state, rota: null, flaps: null, inhibit: null }),
      rota,
      flaps,
      inhibit,
    };
    const twin = step(this.state, input, this.now);
    const facts = this.facts.length;
    const decision = super.happens(input);
    // `happens` decided anew, over a state that the first deciding must not have changed.
    if (!isDeepStrictEqual(twin, decision))
      throw new Error(`decided differently the second time: ${input.kind}`);
    const again = step(before, input, this.now);
    if (!isDeepStrictEqual(again, decision)) throw new Error(`deciding changed the state: ${input.kind}`);
    if (this.checks) this.check(input, facts, decision);
    return decision;
  }

  /** Field initialisers of this class run after the first `started`, which needs no check. */
  private readonly checks: boolean = true;

  override after(duration: number): this {
    const end = this.now + duration;
    for (let turns = 0; this.armed !== null && this.armed <= end; turns += 1) {
      if (turns > 2000) throw new Error('a wake-up that never ends');
      this.now = Math.max(this.now, this.armed);
      this.happens({ kind: 'timePassed' });
      const next: number | null = wakeOf(this.state, this.now);
      if (next !== null && next <= this.now) throw new Error('awake, and due at once again');
    }
    this.now = end;
    return this;
  }

  override restart(): Decision {
    const decision = super.restart();
    this.armed = wakeOf(this.state, this.now);
    return decision;
  }

  answer(how: 'done' | 'refused' | 'lied' | 'lost'): void {
    const order = this.orders.shift();
    if (!order || how === 'lost') return;
    const { incident, source, silenceId } = order;
    if (!this.state.team.sources.some(({ id }) => id === source)) return;
    if (order.order === 'unsilence') {
      if (how === 'done') {
        this.standing.delete(silenceId);
        this.happens({ kind: 'silenceRemoved', incident, silenceId });
      } else
        this.happens({ kind: 'silenceRefused', incident, order: 'unsilence', silenceId, error: 'HTTP 500' });
      return;
    }
    if (how === 'refused') {
      this.happens({ kind: 'silenceRefused', incident, order: 'silence', silenceId: '', error: 'HTTP 403' });
      return;
    }
    const runs = (this.standing.get(silenceId) ?? 0) > this.now;
    const id = runs ? silenceId : `sil-${(this.made += 1)}`;
    const endsAt = this.now + order.for;
    this.standing.set(id, endsAt);
    if (how === 'lied')
      this.happens({ kind: 'silenceRefused', incident, order: 'silence', silenceId: id, error: 'unlike' });
    else this.happens({ kind: 'silenceWritten', incident, silenceId: id, endsAt });
  }

  private check(input: Input, since: number, decision: Decision): void {
    for (const fact of this.facts.slice(since)) {
      if (!isIncidentFact(fact)) continue;
      const known = this.byId.get(fact.incident);
      if (!known && fact.kind !== 'opened') continue;
      const after = foldOne(known, fact);
      this.byId.set(after.id, after);
      const was = this.ringing.get(after.id) ?? { rings: false, paged: false };
      const rings = isRinging(after);
      this.ringing.set(after.id, {
        rings,
        paged: rings && (fact.kind === 'paged' || (was.rings && was.paged)),
      });
    }
    this.folded += 1;
    const all = [...this.byId.values()];
    const open = all.filter(({ status }) => status !== 'resolved');

    for (const [id, { rings, paged }] of this.ringing)
      if (rings && !paged) throw new Error(`${id} rings for nobody after ${input.kind}`);
    if (input.kind === 'started') {
      const rung = new Set(decision.pages.map(({ incident }) => incident));
      for (const incident of open)
        if (isRinging(incident) && !rung.has(incident.id))
          throw new Error(`${incident.id} was lost by a crash`);
    }
    for (const { incident } of decision.pages)
      if (!isRinging(this.byId.get(incident) as Incident))
        throw new Error(`${incident} pages although it is quiet`);

    const keys = open.map(({ source, dedupKey }) => `${source}\n${dedupKey}`);
    if (new Set(keys).size !== keys.length)
      throw new Error(`two open incidents of one alert: ${keys.join(', ')}`);
    const live = new Map(all.filter(isLive).map((incident) => [incident.id, incident]));
    if (!isDeepStrictEqual(this.state.incidents, live))
      throw new Error(`not what is live after ${input.kind}`);
    const index = new Map(open.map(({ id }, n) => [keys[n], id]));
    if (!isDeepStrictEqual(this.state.byKey, index)) throw new Error(`a stale index after ${input.kind}`);

    this.rearm(input, decision);
    const due = wakeOf(this.state, this.now);
    if (due !== null && (this.armed === null || this.armed > due))
      throw new Error(
        `the timer stands at ${this.armed}, but something is due at ${due} after ${input.kind}`,
      );
    for (const incident of open) {
      const times = [incident.snoozedUntil];
      if (isRinging(incident)) times.push((incident.lastPagedAt as number) + REMIND_EVERY + GRID);
      if (incident.expiresAt !== null)
        times.push(Math.max(incident.expiresAt, this.state.listeningSince + 5 * MINUTE) + GRID);
      for (const time of times)
        if (time !== null && (this.armed === null || this.armed > time))
          throw new Error(`${incident.id} is due at ${time}, the timer stands at ${this.armed}`);
    }
  }

  /** As the pager does. */
  private rearm(input: Input, decision: Decision): void {
    if (['timePassed', 'started', 'woke', 'teamChanged'].includes(input.kind))
      this.armed = wakeOf(this.state, this.now);
    else if (decision.wakeAt !== null && (this.armed === null || decision.wakeAt < this.armed))
      this.armed = decision.wakeAt;
  }
}

function foldOne(before: Incident | undefined, fact: Parameters<typeof apply>[1]): Incident {
  return apply(before, fact);
}

const key = fc.constantFrom('a', 'b', 'c', '__proto__');
const severity = fc.constantFrom(...SEVERITIES);
const suppressed = fc.oneof(
  { weight: 3, arbitrary: fc.constant('own' as const) },
  { weight: 1, arbitrary: fc.constantFrom('silenced' as const, 'inhibited' as const, 'muted' as const) },
);

const sent: fc.Arbitrary<Act> = fc
  .record({
    key,
    severity,
    event: fc.constantFrom(
      'firing' as const,
      'firing' as const,
      'resolved' as const,
      'acknowledged' as const,
    ),
    ends: fc.option(fc.integer({ min: 0, max: 4 * MINUTE })),
  })
  .map(({ key, severity, event, ends }) => (world) => {
    world.sent(key, { severity, event, expiresAt: ends === null ? null : world.now + ends });
  });

/** What a polled source lists; silences of ours that stand there show. */
const read: fc.Arbitrary<Act> = fc
  .record({
    alerts: fc.array(fc.tuple(key, severity, suppressed, fc.integer({ min: 0, max: 2 })), { maxLength: 3 }),
    restarted: fc.boolean(),
    source: fc.constantFrom('prod', 'prod', 'other'),
  })
  .map(({ alerts, restarted, source }) => (world) => {
    const list = alerts.map(([key, severity, how, start]): Alert => {
      const own = [...world.standing].filter(([, end]) => end > world.now).map(([id]) => id);
      const by = how === 'own' ? own : ['somebody'];
      const suppression = by.length === 0 ? null : ({ how: how === 'own' ? 'silenced' : how, by } as const);
      return alertOf(key, { source, severity, suppression, startsAt: start });
    });
    world.happens({
      kind: 'sourceRead',
      source,
      alerts: list,
      startedAt: restarted ? world.now : null,
      nextTryAt: null,
    });
  });

const failed: fc.Arbitrary<Act> = fc.constant((world) => void world.failed());

const command: fc.Arbitrary<Act> = fc
  .tuple(
    fc.nat(20),
    fc.oneof(
      fc.constant<Command>({ act: 'acknowledge', hereOnly: false }),
      fc.constant<Command>({ act: 'acknowledge', hereOnly: true }),
      fc.constant<Command>({ act: 'unacknowledge' }),
      fc.constant<Command>({ act: 'resolve' }),
      fc.constant<Command>({ act: 'note', text: 'x' }),
      fc.integer({ min: 1, max: HOUR }).map((until): Command => ({ act: 'snooze', until })),
    ),
  )
  .map(([pick, command]) => (world) => {
    const ids = [...world.state.incidents.keys()];
    const incident = ids[pick % Math.max(ids.length, 1)] ?? 'desk-1';
    const told = command.act === 'snooze' ? { ...command, until: world.now + command.until } : command;
    world.happens({ kind: 'command', incident, command: told, by: ADA });
  });

const answer = (...hows: Array<'done' | 'refused' | 'lied' | 'lost'>): fc.Arbitrary<Act> =>
  fc.constantFrom(...hows).map((how) => (world) => world.answer(how));

const delivered: fc.Arbitrary<Act> = fc.nat(9).map((n) => (world) => {
  const at = world.now;
  if (n === 0 || n >= world.state.nextNumber) return;
  world.happens({
    kind: 'delivered',
    incident: `desk-${n}`,
    page: `desk-${n}-p1`,
    channel: 'popup',
    delivery: { state: 'delivered', at, detail: '' },
  });
});

const time: fc.Arbitrary<Act> = fc
  .oneof(fc.integer({ min: 0, max: 20 * SECOND }), fc.integer({ min: 0, max: 20 * MINUTE }))
  .map((duration) => (world) => void world.after(duration));
/** Sources answer within two minutes, or not at all: the pager gives up on them before. */
const soon: fc.Arbitrary<Act> = fc.integer({ min: 0, max: 100 * SECOND }).map((duration) => (world) => {
  while (world.orders.length > 0) world.answer('done');
  world.after(duration);
});
/** The clock is set, or we were stopped for a while, and nobody tells. */
const jump: fc.Arbitrary<Act> = fc.integer({ min: 1, max: 26 * HOUR }).map((by) => (world) => {
  world.now += by;
});
const sleep: fc.Arbitrary<Act> = fc
  .integer({ min: SECOND, max: 9 * HOUR })
  .map((duration) => (world) => void world.sleep(duration));
const restart: fc.Arbitrary<Act> = fc.constant((world) => void world.restart());
const team: fc.Arbitrary<Act> = fc
  .constantFrom(...TEAMS)
  .map((team) => (world) => void world.happens({ kind: 'teamChanged', team, rota: rotaOf(team) }));

const often = (arbitrary: fc.Arbitrary<Act>, weight: number) => ({ arbitrary, weight });
const anything = fc.array(
  fc.oneof(
    often(sent, 6),
    often(read, 6),
    often(failed, 1),
    often(command, 6),
    often(answer('done', 'done', 'refused', 'lied', 'lost'), 5),
    often(delivered, 1),
    often(time, 6),
    often(jump, 1),
    often(sleep, 1),
    often(restart, 1),
    often(team, 1),
  ),
  { maxLength: 60, size: 'max' },
);

describe('whatever happens', () => {
  it('nothing that rings was left unpaged, no alert has two incidents, and the timer is never late', () => {
    fc.assert(
      fc.property(anything, (acts) => {
        const world = new World();
        for (const act of acts) act(world);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('everything ends: once alerts, people and sources are done, nothing is live and no silence of ours stands', () => {
    const kind = fc.array(
      fc.oneof(
        often(sent, 3),
        often(read, 6),
        often(command, 8),
        often(answer('done', 'done', 'done', 'refused'), 8),
        often(soon, 6),
      ),
      { maxLength: 60, size: 'max' },
    );
    fc.assert(
      fc.property(kind, (acts) => {
        const world = new World();
        for (const act of acts) act(world);
        for (let turn = 0; turn < 3; turn += 1) {
          while (world.orders.length > 0) world.answer('done');
          for (const { id, status } of world.state.incidents.values())
            if (status !== 'resolved') world.told({ act: 'resolve' }, id);
          while (world.orders.length > 0) world.answer('done');
          // A removal that was not taken is tried again after a minute; the silence itself lasts for three.
          world.after(61 * SECOND);
        }
        expect([...world.state.incidents.values()].filter(({ source }) => source !== 'watchbill')).toEqual(
          [],
        );
        expect([...world.standing].filter(([, end]) => end > world.now)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});
