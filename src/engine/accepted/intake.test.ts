import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertOf, BEGIN } from '../../../test/helpers/step-story';
import type { Alert } from '../../core/alert/alert';
import type { Incident } from '../../core/incident/incident';
import { commit } from '../../core/step/commit';
import type { Input } from '../../core/step/input';
import { emptyState, type State } from '../../core/step/state';
import { step } from '../../core/step/step';
import { makeGate } from '../gate';
import { makePager } from '../pager/pager';
import type { Gate } from '../ports';
import { restore } from '../restore';
import { type FactLog, openFactLog } from '../store/fact-log';
import { Reader } from '../store/reader';
import { type Intake, makeIntake } from './intake';
import { makeJournal } from './journal';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => BEGIN };

let folder: string;
let stops: Array<() => Promise<unknown> | void>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-intake-'));
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

type Engine = { state: State; gate: Gate; intake: Intake; log: FactLog; rang: string[] };

/** The real parts from the gate to the disk, in this thread. */
async function start(at: string): Promise<Engine> {
  const state = emptyState('desk', 'ada', ['bell']);
  const log = await openFactLog(at, null);
  const journal = makeJournal(join(at, 'accepted'), clock.now);
  const reader = Reader.open(at);
  restore(state, reader, BEGIN);
  reader.close();
  const rang: string[] = [];
  const pager = makePager({
    state,
    log,
    notifiers: [
      {
        id: 'bell',
        title: 'Bell',
        send: (page) => {
          rang.push(page.title);
          return Promise.resolve({ state: 'delivered', at: BEGIN, detail: '' });
        },
      },
    ],
    clock,
    serviceName: (id) => id,
    carryOut: () => undefined,
    tellTeam: () => undefined,
    changed: () => undefined,
    stored: () => undefined,
    slept: () => undefined,
    setBack: () => undefined,
    journal: quiet,
  });
  const intake = makeIntake({ pager, log, journal, clock, report: quiet });
  await intake.begin();
  const counters = { accepted: 0, notStored: 0, unreadable: 0 };
  const gate = makeGate({ pager, intake, state, log, clock, counters });
  stops.push(async () => {
    await intake.stop();
    pager.stop();
    await log.close();
  });
  return { state, gate, intake, log, rang };
}

function sent(key: string, over: Partial<Alert> = {}): Input {
  return { kind: 'alertSent', alert: alertOf(key, over) };
}

/** What counts of an incident: not its number, which goes by the order of deciding. */
function shown({ dedupKey, status, count, severity }: Incident): string {
  return `${dedupKey} ${status} ${count} ${severity}`;
}

const event = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  event: fc.constantFrom('firing' as const, 'firing' as const, 'resolved' as const, 'acknowledged' as const),
  severity: fc.constantFrom('critical' as const, 'warning' as const, 'info' as const),
});

describe('what is accepted', () => {
  it('D4: a critical rings before it is answered, although warnings that came before it wait', async () => {
    const { gate, rang, intake } = await start(folder);
    const warnings = Array.from({ length: 500 }, (_, n) => sent(`w${n}`, { severity: 'warning' }));
    const all = [gate.accept(warnings), gate.accept([sent('db')])];
    expect([rang[0], intake.waiting()]).toEqual(['Critical: db is broken', 500]);
    await Promise.all(all);
    await intake.caughtUp(10_000);
    expect([rang.length, intake.waiting()]).toEqual([501, 0]);
  });

  it('gives the same incidents as deciding one after the other, however requests and urgencies mix', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { minLength: 1, maxLength: 5 }), { maxLength: 12 }),
        async (requests) => {
          const at = mkdtempSync(join(folder, 'mix-'));
          const engine = await start(at);
          const expected = emptyState('desk', 'ada', ['bell']);
          const overThere: string[] = [];
          for (const events of requests) {
            for (const { key, ...over } of events) {
              const decision = step(expected, sent(key, over), BEGIN);
              commit(expected, decision);
              for (const incident of decision.incidents)
                if (incident.status === 'resolved') overThere.push(shown(incident));
            }
          }
          await Promise.all(
            requests.map((events) => engine.gate.accept(events.map(({ key, ...over }) => sent(key, over)))),
          );
          await engine.intake.caughtUp(10_000);
          const states = (state: State) => [...state.incidents.values()].map(shown).toSorted();
          expect(states(engine.state)).toEqual(states(expected));
          const reader = Reader.open(at);
          const over = reader.endedSince(0).map(shown);
          reader.close();
          expect(over.toSorted()).toEqual(overThere.toSorted());
          for (const stop of stops.splice(0).reverse()) await stop();
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('what somebody does to an incident comes after what was sent before it', async () => {
    const { gate, state, intake } = await start(folder);
    await gate.accept([sent('db', { severity: 'warning' })]);
    await intake.caughtUp(5_000);
    const id = [...state.incidents.keys()][0] as Incident['id'];
    const again = gate.accept([sent('db', { severity: 'warning' })]);
    const by = { kind: 'person', id: 'ada' } as const;
    await gate.command([id], { act: 'resolve' }, by);
    await again;
    await intake.caughtUp(5_000);
    // Not opened anew by what was on its way when it was resolved.
    expect([...state.byKey.values()]).toEqual([]);
  });

  it('sets aside what cannot be decided, says so, and goes on behind it', async () => {
    const { gate, state, intake } = await start(folder);
    const nonsense = {
      kind: 'alertSent',
      alert: { ...alertOf('x'), severity: 'warning', event: 'firing', labels: null },
    };
    const request = {
      at: BEGIN,
      source: 'grafana',
      format: 'of-nobody',
      body: Buffer.from(JSON.stringify([nonsense])),
      gist: { key: Int32Array.of(1), rank: Uint8Array.of(2) },
      inputs: null,
    };
    // Before it and behind it, decided in the same go.
    const warning = { severity: 'warning' } as const;
    await Promise.all([
      gate.accept([sent('web', warning), sent('cache', warning)]),
      gate.acceptBody(request),
      gate.accept([sent('queue', warning)]),
    ]);
    await gate.accept([sent('db')]);
    await intake.caughtUp(5_000);
    const keys = [...state.incidents.values()].map(({ dedupKey }) => dedupKey);
    expect(keys.toSorted()).toEqual(['cache', 'db', 'queue', 'web']);
    expect(intake.waiting()).toBe(0);
    const reader = Reader.open(folder);
    expect(reader.unreadable(5)).toMatchObject([
      { source: 'grafana', reason: expect.stringContaining('nobody reads "of-nobody" any more') },
    ]);
    reader.close();
  });
});
