import { describe, expect, it } from 'vitest';
import type { CallName, HandlersOf } from '../contract/bridge';
import { calls } from '../contract/calls';
import { answerCall } from './answer-call';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const ran: string[] = [];
const handlers = Object.fromEntries(
  Object.keys(calls).map((name) => [name, (input: unknown) => (ran.push(name), { name, input })]),
) as unknown as HandlersOf<CallName>;
const ask = (name: unknown, input: unknown, checkOutput = false) =>
  answerCall(name, input, { handlers, log: silent, checkOutput });

describe('answerCall', () => {
  const unknown: readonly unknown[] = [
    '',
    '__proto__',
    'constructor',
    'toString',
    'status',
    'status.get ',
    null,
    7,
    {},
    ['status.get'],
    // Found by test/fuzz/ipc.test.ts: what cannot become text.
    Object.assign(Object.create(null) as object, { a: 1 }),
    { toString: 1, valueOf: 2 },
    'x'.repeat(1e7),
  ];
  it.each(unknown.map((name) => ({ name })))('knows no call (%#)', async ({ name }) => {
    ran.length = 0;
    expect(await ask(name, {})).toEqual({ ok: false, error: 'There is no such call.' });
    expect(ran).toEqual([]);
  });

  const hostile: ReadonlyArray<readonly [string, unknown]> = [
    ['no argument', undefined],
    ['null', null],
    ['a number', 7],
    ['a string', 'x'],
    ['an array', []],
    ['50 MB', 'x'.repeat(50_000_000)],
    ['an own __proto__', JSON.parse('{"__proto__":{"x":1},"id":"a"}')],
    ['a foreign key', { surprise: 1 }],
  ];
  it.each(Object.keys(calls))('%s refuses what does not fit, and runs nothing', async (name) => {
    ran.length = 0;
    for (const [what, input] of hostile) {
      const answer = await ask(name, input);
      expect(answer.ok, what).toBe(false);
      expect(JSON.stringify(answer).length, what).toBeLessThan(500);
    }
    expect(ran).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('fills in defaults and hands the checked input on', async () => {
    expect(await ask('practice.start', {})).toEqual({
      ok: true,
      value: { name: 'practice.start', input: { severity: 'critical' } },
    });
  });

  it('turns errors into words', async () => {
    const broken = { ...handlers, 'status.get': () => Promise.reject(new Error('the disk is full')) };
    expect(await answerCall('status.get', {}, { handlers: broken, log: silent, checkOutput: false })).toEqual(
      {
        ok: false,
        error: 'the disk is full',
      },
    );
  });

  it('finds answers that break the contract in development', async () => {
    expect(await ask('status.get', {}, true)).toMatchObject({
      ok: false,
      error: expect.stringContaining('mistake in status.get'),
    });
  });
});
