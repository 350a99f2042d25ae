import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallName, HandlersOf } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import { startEngine } from '../../src/engine/engine';
import { screenChannel } from '../../src/engine/notify/screen';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { answerCall } from '../../src/main/answer-call';
import { inputsOf, type Known } from './from-schema';
import { guarded, soundProblem, unpolluted } from './guarded';
import { changedJson, ODD_TEXTS } from './mutations';
import { assertHolds } from './runs';

/*
 * What a screen may ask, to a real engine on a real folder, through the table of calls: inputs of the right shape with
 * odd texts and times, inputs changed in one place, and whatever else the structured clone algorithm lets through.
 */
const NOW = Date.parse('2026-11-23T12:00:00Z');
const TEXT = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week }
escalations:
  - { id: payments, steps: [ { page: [schedule:primary] }, { page: [grace], after: 5 minutes } ] }
sources:
  - { id: ci, type: push, title: CI }
`;

let engine: Engine;
let root = '';
let known: Known = {};
const warned: unknown[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string, detail?: unknown) => void warned.push([message, detail]),
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-fuzz-ipc-'));
  for (const name of ['team', 'data']) mkdirSync(join(root, name));
  writeFileSync(join(root, 'team', 'watchbill.yaml'), TEXT);
  engine = await startEngine({
    teamFolder: join(root, 'team'),
    dataFolder: join(root, 'data'),
    me: 'ada',
    port: 0,
    notifiers: [screenChannel('popup', 'Pop-up'), screenChannel('sound', 'Sound')],
    secrets: secretsFile(join(root, 'data', 'secrets.json')),
    clock: { now: () => NOW },
    log,
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
  for (const key of ['a', 'b', 'c']) {
    await fetch(`${engine.url}/v2/enqueue`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${engine.token}` },
      body: JSON.stringify({
        event_action: 'trigger',
        dedup_key: key,
        payload: { summary: key, source: 's', severity: 'critical' },
      }),
    });
  }
  const asked = calls['queue.window'].input.parse({ filter: { status: 'all' }, offset: 0, limit: 10 });
  const { rows } = await engine.handlers['queue.window'](asked);
  const odd = ODD_TEXTS.filter((text) => text.length < 3_000);
  const ids = rows.map(({ id }) => id);
  known = {
    '*': ['primary', 'weekly', 'ada', 'grace', 'payments', 'ci', ...ids, ...odd],
    id: ['primary', 'ci', 'payments', ...ids, ...odd],
    ids: [...ids, 'nobody-1'],
    schedule: ['primary', 'none'],
    schedules: ['primary', 'none'],
    person: ['ada', 'grace', 'nobody'],
    people: ['ada', 'grace', 'nobody'],
    timeZone: ['Europe/London', 'Mars/Olympus', ''],
    start: ['2026-01-05T09:00', '2026-02-30T09:00', '09:00', ''],
    end: ['2026-04-05T09:00', ''],
    until: ['2027-01-05T09:00', ''],
    turn: ['1 week', '12 hours', '0 days', '-1 week', '1e9 weeks', '9999 weeks'],
    from: ['09:00', 'fri 18:00', '24:00', '25:00'],
    to: ['17:00', 'mon 09:00', '24:00', ''],
    // Nothing may be asked for outside of this machine.
    url: [
      'http://127.0.0.1:9/',
      'file:///etc/passwd',
      'http://169.254.169.254/',
      'webcal://127.0.0.1:9/x.ics',
      'not an address',
    ],
    calendar: ['calendars/x.ics', '../../etc/passwd', '/etc/passwd', ''],
    caFile: ['', '../../etc/passwd', 'ca.pem'],
    text: ['', '{"schedules":[]}', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', 'a note'],
  };
});
afterAll(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

const INSTANTS = [NOW, NOW - 86_400_000, NOW + 86_400_000, NOW + 30 * 86_400_000, 0, -1, 253_402_300_799_999];

/** The shell's calls need a window and are tried by test/e2e; here only their inputs are checked. */
const handlers = new Proxy({} as HandlersOf<CallName>, {
  get: (_target, name: CallName) =>
    engine.handlers[name as keyof typeof engine.handlers] ??
    (() => Promise.reject(new Error('a call of the shell'))),
});
/** A plan takes as long as it is given, an address that does not answer as long as its deadline. */
const SLOW: ReadonlySet<string> = new Set([
  'plan.start',
  'sources.try',
  'calendar.subscribe',
  'sync.now',
  'sync.set',
]);

const answer = (name: unknown, input: unknown) =>
  guarded(() => answerCall(name, input, { handlers, log, checkOutput: true }));

/** All that a call could change on the disk, but for the database. */
function onDisk(): string {
  return readdirSync(join(root, 'team'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}: ${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
    .toSorted()
    .join('\n');
}

/** No text of this kind is for a person. */
function soundAnswer(name: string, given: Awaited<ReturnType<typeof answerCall>>): void {
  if (given.ok) return;
  soundProblem(given.error, 1_500);
  expect(given.error, name).not.toMatch(/Watchbill made a mistake|ENOENT|EACCES|SQLITE|constraint failed/);
}

const names = Object.keys(calls) as CallName[];

describe('calls of screens', () => {
  it('E3: inputs of the right shape: an answer that fits the contract, or words; nothing is written that was refused', async () => {
    const fast = names.filter((name) => calls[name].where === 'engine' && !SLOW.has(name));
    const asked = fc
      .constantFrom(...fast)
      .chain((name) => fc.tuple(fc.constant(name), inputsOf(calls[name].input, known, INSTANTS)));
    let done = 0;
    await assertHolds(300, asked, async ([name, input]) => {
      const before = onDisk();
      const given = await answer(name, input);
      soundAnswer(name, given);
      const refused = !given.ok || (given.value as { ok?: boolean } | null)?.ok === false;
      if (refused && name !== 'practice.start') expect(onDisk(), name).toBe(before);
      else done += 1;
    });
    expect(done).toBeGreaterThan(100);
    expect(warned.filter((entry) => JSON.stringify(entry).includes('does not fit'))).toEqual([]);
    unpolluted();
  });

  it('E3: inputs changed in one place, and any other value: refused in words before any handler runs', async () => {
    const changed = fc.constantFrom(...names).chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof(
          inputsOf(calls[name].input, known, INSTANTS)
            .chain((input) => changedJson([input]))
            .map((text) => JSON.parse(text) as unknown),
          fc.anything({
            withBigInt: true,
            withDate: true,
            withMap: true,
            withSet: true,
            withNullPrototype: true,
            withSparseArray: true,
            withTypedArray: true,
          }),
        ),
      ),
    );
    await assertHolds(300, changed, async ([name, input]) => {
      // What fits after all was tried above.
      if (calls[name].input.safeParse(input).success) return;
      const before = onDisk();
      const given = await answer(name, input);
      expect(given.ok).toBe(false);
      soundAnswer(name, given);
      expect(onDisk()).toBe(before);
    });
  });

  it('E3: names that are not in the table', async () => {
    const odd = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'engine', 'status.get '),
      fc.string(),
      fc.anything(),
    );
    await assertHolds(100, odd, async (name) => {
      if (typeof name === 'string' && Object.hasOwn(calls, name)) return;
      expect(await answer(name, {})).toEqual({ ok: false, error: 'There is no such call.' });
    });
  });
});
