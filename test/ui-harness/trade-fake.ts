import type { Bridge, CallName, PushName } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import { overridesOf, rotaOf } from '../../src/core/schedule/rota';
import type { Schedule } from '../../src/core/schedule/schedule';
import { readTeam } from '../../src/core/team/read';
import type { Act, ActBody } from '../../src/core/team-log/act';
import { foldActs } from '../../src/core/team-log/fold-acts';
import { nextStamp, printStamp, type Stamp } from '../../src/core/team-log/stamp';
import type { HandlerParts } from '../../src/engine/handlers/parts';
import { rotaHandlers } from '../../src/engine/handlers/rota';
import { tradeHandlers } from '../../src/engine/handlers/trades';
import { makeNames } from '../../src/engine/views/names';
import { FakeEngine } from './fake-engine';
import { tradeTeam } from './trade-team';

export type TradeScene = {
  readonly people?: number;
  readonly schedules?: number;
  readonly incidents?: number;
  /** Whose desktop it is. */
  readonly me?: string;
};

/**
 * The rota and its trades over a team file and a log in memory, answered by the engine's own handlers, so that screens
 * trade for real; all else by the fake engine. The clock stands at `now` for the handlers.
 */
export class TradeFake {
  readonly engine: FakeEngine;
  readonly made: { name: CallName; input: unknown }[] = [];
  /** Names of calls that answer with an error, and its words. */
  readonly broken = new Map<CallName, string>();
  /** Answers in place of the real ones. */
  readonly over = new Map<CallName, unknown>();
  acts: Act[] = [];
  version = 1;
  private last: Stamp | null = null;
  private readonly handlers: Record<string, (input: never) => unknown>;
  private readonly me: string;
  private readonly team;
  private rota;

  constructor(
    scene: TradeScene,
    readonly now: number,
  ) {
    this.me = scene.me ?? 'ada';
    this.engine = new FakeEngine({ incidents: scene.incidents ?? 6 }, now);
    const read = readTeam(tradeTeam(scene.people ?? 3, scene.schedules ?? 3));
    if (!read.team) throw new Error(JSON.stringify(read));
    this.team = read.team;
    this.rota = rotaOf(this.team, foldActs([]));
    this.handlers = { ...rotaHandlers(this.parts()), ...tradeHandlers(this.parts()) };
  }

  readonly bridge: Bridge = {
    call: async (name, input) => {
      this.made.push({ name, input });
      const error = this.broken.get(name);
      if (error !== undefined) return { ok: false, error };
      const handler = this.over.has(name) ? () => this.over.get(name) : this.answerOf(name);
      if (!handler) return this.engine.bridge.call(name, input);
      try {
        const value = await handler(calls[name].input.parse(input) as never);
        return { ok: true, value: structuredClone(calls[name].output.parse(value)) };
      } catch (thrown) {
        return { ok: false, error: (thrown as Error).message };
      }
    },
    on: (name, listener) => this.engine.bridge.on(name, listener),
  };

  push(name: PushName, payload: unknown): void {
    this.engine.push(name, payload);
  }

  /** Writes acts as somebody's desktop would, and tells the screen. @returns their ids */
  act(bodies: readonly ActBody[], by = this.me): Act[] {
    const made = bodies.map((body): Act => {
      this.last = nextStamp(this.last, this.now, by);
      return { id: printStamp(this.last), stamp: this.last, by, body };
    });
    this.acts.push(...made);
    this.rota = rotaOf(this.team, foldActs(this.acts));
    this.version += 1;
    queueMicrotask(() => this.push('rota', { version: this.version }));
    return made;
  }

  /** A team that has lived: overrides, trades agreed and offered, absences, around now. */
  live(): void {
    if (this.rota.schedules.length < 3) return;
    const hour = 3_600_000;
    const today = Math.floor(this.now / (24 * hour)) * 24 * hour;
    const at = (days: number, hours: number) => today + days * 24 * hour + hours * hour;
    const duty = (person: string, schedule: string, from: number): { start: number; end: number } => {
      const span = { start: from, end: from + 60 * 24 * hour };
      const row = this.schedule(schedule);
      const found = dutiesOf(shiftsOf(row, overridesOf(this.rota, row), this.rota.calendars, span));
      const own = found.find((one) => one.person === person && one.start > from) ?? found[0];
      if (!own) throw new Error(`nobody has ${schedule}`);
      return own;
    };
    this.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'linus',
          start: at(1, 9),
          end: at(2, 15),
          reason: 'dentist',
        },
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: null,
          start: at(-4, 10),
          end: at(-4, 18),
          reason: 'moving',
        },
        {
          kind: 'overrideMade',
          schedule: 'secondary',
          person: 'ada',
          start: at(3, 8),
          end: at(4, 20),
          reason: '',
        },
      ],
      'grace',
    );
    const hers = duty('grace', 'primary', at(4, 0));
    const mine = duty('ada', 'secondary', at(5, 0));
    const piece = (schedule: string, { start, end }: { start: number; end: number }) => ({
      schedule,
      start,
      end,
    });
    const [agreed] = this.act(
      [
        {
          kind: 'tradeOffered',
          to: 'ada',
          give: [{ schedule: 'primary', start: hers.start, end: Math.min(hers.end, hers.start + 20 * hour) }],
          want: [piece('secondary', mine)],
          note: 'My sister marries',
        },
      ],
      'grace',
    );
    const give = [
      { schedule: 'primary', start: hers.start, end: Math.min(hers.end, hers.start + 20 * hour) },
    ];
    this.act(
      [{ kind: 'tradeAccepted', trade: agreed?.id ?? '', give, want: [piece('secondary', mine)] }],
      'ada',
    );
    const later = duty('linus', 'primary', at(8, 0));
    this.act(
      [
        { kind: 'tradeOffered', to: null, give: [piece('primary', later)], want: [], note: 'School play' },
        {
          kind: 'tradeOffered',
          to: 'ada',
          give: [piece('secondary', duty('linus', 'secondary', at(6, 0)))],
          want: [piece('primary', duty('ada', 'primary', at(10, 0)))],
          note: '',
        },
      ],
      'linus',
    );
    const own = duty('ada', 'desk', at(2, 0));
    this.act(
      [{ kind: 'tradeOffered', to: 'grace', give: [piece('desk', own)], want: [], note: 'Train to Leeds' }],
      'ada',
    );
    const away = duty('ada', 'primary', at(11, 0));
    this.act(
      [
        {
          kind: 'awaySet',
          person: 'ada',
          start: away.start + 24 * hour,
          end: away.start + 60 * hour,
          reason: 'Vacation',
        },
      ],
      'ada',
    );
    this.act(
      [{ kind: 'awaySet', person: 'grace', start: at(9, 0), end: at(14, 0), reason: 'Conference' }],
      'grace',
    );
  }

  /** Inputs of every call of a name, oldest first. */
  inputs(name: CallName): unknown[] {
    return this.made.filter((call) => call.name === name).map(({ input }) => input);
  }

  names() {
    return makeNames({ team: this.team, me: this.me, channelTitles: new Map(), timeZone: 'Europe/London' });
  }

  private schedule(id: string): Schedule {
    const found = this.rota.schedules.find((one) => one.id === id);
    if (!found) throw new Error(`no schedule ${id}`);
    return found;
  }

  private answerOf(name: CallName) {
    if (name === 'status.get')
      return () => ({ ...this.engine.status(), team: this.team.name, me: this.names().person(this.me) });
    if (name === 'calendar.range') return (input: { from: number; to: number }) => this.incidents(input);
    return this.handlers[name];
  }

  private incidents({ from, to }: { from: number; to: number }) {
    const incidents = this.engine.incidents
      .map((one) => ({ ...one, start: one.openedAt, end: one.resolvedAt, service: one.service.name }))
      .filter(({ start, end }) => start < to && (end ?? this.now) > from)
      .map(({ id, number, title, severity, status, suppression, snoozedUntil, start, end, service }) => ({
        id,
        number,
        title,
        severity,
        status,
        suppression,
        snoozedUntil,
        start,
        end,
        service,
      }));
    return { incidents, more: false, duty: [] };
  }

  private parts(): HandlerParts {
    return {
      state: { me: this.me, team: this.team, incidents: new Map() },
      names: () => this.names(),
      reader: () => null,
      clock: { now: () => this.now },
      notices: { list: () => [], dismiss: () => {} },
      rota: {
        current: () => this.rota,
        acts: () => this.acts,
        act: (bodies: readonly ActBody[], by?: string) => Promise.resolve(this.act(bodies, by)),
        onChange: () => () => {},
        problems: () => [],
      },
    } as unknown as HandlerParts;
  }
}
