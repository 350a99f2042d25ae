import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Input } from '../../core/step/input';
import { DAY, MINUTE, SECOND } from '../../core/time/duration';
import type { AlertmanagerConfig, SourceAnswer } from '../ports';
import { type Poller, startPolling } from './poll';

const config = (id: string, more: Partial<AlertmanagerConfig> = {}): AlertmanagerConfig => ({
  id,
  type: 'alertmanager',
  url: `http://${id}.example.com`,
  every: 15 * SECOND,
  resolveAfter: 90 * SECOND,
  blindAfter: 5 * MINUTE,
  acknowledge: 'nothing',
  silenceFor: 15 * MINUTE,
  auth: { kind: 'none' },
  caFile: '',
  ...more,
});
const good: SourceAnswer = { ok: true, alerts: [], startedAt: 7 };
const bad = (more: { retryAfter?: number; loginNeeded?: boolean } = {}): SourceAnswer => ({
  ok: false,
  problem: 'it is ill',
  retryAfter: null,
  loginNeeded: false,
  ...more,
});

/** A poller whose sources answer as `answers` says, and all that came of it. */
function world(ids: readonly string[]) {
  const w = {
    configs: ids.map((id) => config(id)),
    answers: {} as Record<string, (signal: AbortSignal) => Promise<SourceAnswer> | SourceAnswer>,
    reads: [] as string[],
    inputs: [] as Input[],
    errors: [] as string[],
    accept: (_input: Input): Promise<void> => Promise.resolve(),
    random: 0.5,
    poller: undefined as unknown as Poller,
    kinds: (id: string) => w.inputs.flatMap((i) => ('source' in i && i.source === id ? [i.kind] : [])),
  };
  w.poller = startPolling({
    configs: () => w.configs,
    read: async ({ id }, signal) => {
      w.reads.push(id);
      // Lets a test say what a source answers after the poller was made, which asks at once.
      await Promise.resolve();
      return (w.answers[id] ?? (() => good))(signal);
    },
    accept: (input) => {
      w.inputs.push(input);
      return w.accept(input);
    },
    clock: { now: () => Date.now() },
    random: () => w.random,
    log: { info: () => {}, warn: () => {}, error: (message) => w.errors.push(message) },
  });
  return w;
}

let stopAll: Array<() => Promise<void>> = [];
const start = (...ids: string[]) => {
  const w = world(ids);
  stopAll.push(() => w.poller.stop());
  return w;
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(async () => {
  await Promise.all(stopAll.map((stop) => stop()));
  stopAll = [];
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('asks at once and then in its rhythm, and tells when next', async () => {
  const w = start('a');
  await pass(0);
  expect(w.inputs).toEqual([
    { kind: 'sourceRead', source: 'a', alerts: [], startedAt: 7, nextTryAt: 1_000_000 + 15 * SECOND },
  ]);
  expect(w.poller.nextTryAt('a')).toBe(1_000_000 + 15 * SECOND);
  expect(w.poller.nextTryAt('nobody')).toBeNull();
  await pass(14_999);
  expect(w.reads).toHaveLength(1);
  await pass(1);
  expect(w.reads).toHaveLength(2);
});

test('C1: a failing source backs off and recovers with the first good answer; another does not notice', async () => {
  const w = start('ill', 'well');
  w.answers['ill'] = () => bad();
  await pass(0);
  expect(w.inputs[0]).toEqual({
    kind: 'sourceFailed',
    source: 'ill',
    error: 'it is ill',
    nextTryAt: 1_001_000,
  });
  // Half of 2, 4, 8, 16 … seconds.
  await pass(1 * SECOND + 2 * SECOND + 4 * SECOND);
  expect(w.kinds('ill')).toHaveLength(4);
  await pass(7 * SECOND);
  expect(w.kinds('ill')).toHaveLength(4);
  w.answers['ill'] = () => good;
  await pass(1 * SECOND);
  expect(w.kinds('ill').at(-1)).toBe('sourceRead');
  await pass(15 * SECOND);
  expect(w.kinds('ill').slice(-2)).toEqual(['sourceRead', 'sourceRead']);
  expect(w.kinds('well')).toEqual(['sourceRead', 'sourceRead', 'sourceRead']);

  // It begins again at the first step.
  w.answers['ill'] = () => bad();
  await pass(15 * SECOND);
  const failures = w.kinds('ill').filter((kind) => kind === 'sourceFailed').length;
  await pass(1 * SECOND);
  expect(w.kinds('ill').filter((kind) => kind === 'sourceFailed')).toHaveLength(failures + 1);
});

test('A22: an adapter that throws is that source failed, and tried again', async () => {
  const w = start('broken', 'well');
  w.answers['broken'] = () => {
    throw new TypeError('token tok-123 is not a function');
  };
  await pass(0);
  expect(w.inputs).toContainEqual({
    kind: 'sourceFailed',
    source: 'broken',
    error: 'broken: reading it broke inside Watchbill (TypeError); see the log',
    nextTryAt: 1_001_000,
  });
  expect(JSON.stringify(w.inputs)).not.toContain('tok-123');
  expect(w.kinds('well')).toEqual(['sourceRead']);
  w.answers['broken'] = () => good;
  await pass(1 * SECOND);
  expect(w.kinds('broken').at(-1)).toBe('sourceRead');
});

test('C4: one request in flight; an adapter that hangs is given up after 45 seconds', async () => {
  const w = start('hung', 'well');
  let aborted = false;
  w.answers['hung'] = (signal) => {
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise(() => {});
  };
  w.poller.pollNow();
  await pass(44 * SECOND);
  expect(w.reads.filter((id) => id === 'hung')).toHaveLength(1);
  expect(w.poller.nextTryAt('hung')).toBeNull();
  await pass(1 * SECOND);
  expect(aborted).toBe(true);
  expect(w.kinds('hung')).toEqual(['sourceFailed']);
  expect(w.kinds('well').length).toBeGreaterThan(3);
});

test('asked to poll now: at once, and once more after what is in flight', async () => {
  const w = start('a', 'b');
  await pass(0);
  w.poller.pollNow('a');
  await pass(0);
  expect(w.reads).toEqual(['a', 'b', 'a']);
  let answer: (a: SourceAnswer) => void = () => {};
  w.answers['a'] = () => new Promise((resolve) => (answer = resolve));
  w.poller.pollNow();
  await pass(0);
  expect(w.reads).toEqual(['a', 'b', 'a', 'a', 'b']);
  for (let i = 0; i < 5; i += 1) w.poller.pollNow('a');
  await pass(0);
  expect(w.reads).toHaveLength(5);
  answer(good);
  await pass(0);
  expect(w.reads.slice(5)).toEqual(['a']);
  answer(good);
  await pass(14 * SECOND);
  expect(w.reads.slice(5)).toEqual(['a']);
});

test('C2, C11: what the source asks for, and a login that is needed, are waited for', async () => {
  const w = start('busy', 'locked');
  w.answers['busy'] = () => bad({ retryAfter: 40 * SECOND });
  w.answers['locked'] = () => bad({ loginNeeded: true });
  await pass(39 * SECOND);
  expect(w.reads).toEqual(['busy', 'locked']);
  await pass(1 * SECOND);
  expect(w.reads).toEqual(['busy', 'locked', 'busy']);
  await pass(5 * MINUTE - 41 * SECOND);
  expect(w.reads.filter((id) => id === 'locked')).toHaveLength(1);
  await pass(1 * SECOND);
  expect(w.reads.filter((id) => id === 'locked')).toHaveLength(2);
});

test('a changed team file: new and changed are asked at once, removed no more, others left alone', async () => {
  const w = start('same', 'changed', 'removed');
  let late: (a: SourceAnswer) => void = () => {};
  w.answers['removed'] = () => new Promise((resolve) => (late = resolve));
  await pass(5 * SECOND);
  expect(w.kinds('removed')).toEqual([]);
  w.reads.length = 0;
  w.configs = [config('same'), config('changed', { url: 'http://elsewhere.example.com' }), config('new')];
  w.poller.configsChanged();
  await pass(0);
  expect(w.reads).toEqual(['changed', 'new']);
  late(good);
  await pass(10 * SECOND);
  expect(w.reads).toEqual(['changed', 'new', 'same']);
  expect(w.kinds('removed')).toEqual([]);
  expect(w.poller.nextTryAt('removed')).toBeNull();
});

test('stopped: what is in flight is given up, and nothing is told or asked any more', async () => {
  const w = start('a');
  await pass(0);
  let aborted = false;
  w.answers['a'] = (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        aborted = true;
        resolve(good);
      });
    });
  await pass(15 * SECOND);
  await w.poller.stop();
  expect(aborted).toBe(true);
  await pass(DAY);
  expect(w.inputs).toHaveLength(1);
  expect(w.reads).toHaveLength(2);
});

test('P2: what could not be stored, or hangs being stored, does not stop the asking', async () => {
  const w = start('a');
  w.accept = () => Promise.reject(new Error('disk full'));
  await pass(0);
  expect(w.errors).toEqual(['what a source told could not be stored']);
  w.accept = () => new Promise(() => {});
  await pass(30 * SECOND);
  expect(w.reads).toHaveLength(3);
});

test('B7: a rhythm longer than setTimeout can hold does not become a storm', async () => {
  const w = world([]);
  stopAll.push(() => w.poller.stop());
  w.configs = [config('rare', { every: 30 * DAY })];
  w.poller.configsChanged();
  await pass(30 * DAY - 1);
  expect(w.reads).toHaveLength(1);
  await pass(1);
  expect(w.reads).toHaveLength(2);
});

test('P12: what a poll gave is kept by nobody when it is told', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const w = start('a');
  const given: Array<WeakRef<SourceAnswer>> = [];
  w.answers['a'] = () => {
    const answer: SourceAnswer = { ok: true, alerts: [], startedAt: given.length };
    given.push(new WeakRef(answer));
    return answer;
  };
  await pass(20 * 15 * SECOND);
  vi.useRealTimers();
  await new Promise((done) => setImmediate(done));
  collect();
  expect(given.length).toBe(21);
  // The last one may still be on the stack of whoever told it.
  expect(given.slice(0, -1).filter((answer) => answer.deref() !== undefined)).toHaveLength(0);
});
