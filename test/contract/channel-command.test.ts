import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command } from '../../src/engine/channels/adapters/command';
import type { ChannelReport } from '../../src/engine/channels/channel-type';

// What only a command has: a process, what it started, its environment and its exit code.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(text: string): string {
  const path = join(folder, 'script');
  writeFileSync(path, `#!/bin/sh\ncd '${folder}'\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

function run(path: string, args = '', signal = AbortSignal.timeout(10_000)): Promise<ChannelReport> {
  return command.send(
    {
      key: 'k',
      title: 'title\nwith $(touch injected)',
      body: 'b',
      severity: 'warning',
      incidents: [],
      kind: 'page',
    },
    { id: 'c', type: 'command', title: 'C', values: { command: path, arguments: args } },
    { clock: { now: () => 0 }, log: { info() {}, warn() {}, error() {} }, signal },
  );
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie that init has not fetched yet runs no more.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

test('is ended with everything it started, also what does not heed SIGTERM', async () => {
  const path = script(
    "trap '' TERM\n(trap '' TERM; sleep 600) &\necho $! > child\necho $$ > own\nwait; sleep 600",
  );
  const ended = new AbortController();
  const report = run(path, '', ended.signal);
  await expect.poll(() => existsSync(join(folder, 'own')), { timeout: 8_000 }).toBe(true);
  ended.abort();
  expect(await report).toEqual({
    state: 'failed',
    again: true,
    detail: 'the command did not end in time and was ended',
  });
  const pids = ['child', 'own'].map((name) => Number(readFileSync(join(folder, name), 'utf8')));
  await expect.poll(() => pids.filter(isAlive), { timeout: 8_000 }).toEqual([]);
});

test('what it left in the background with its output open does not hold up the report', async () => {
  const began = performance.now();
  const report = await run(script('sleep 30 & echo $! > child; echo on its way'));
  expect(report).toEqual({ state: 'delivered', detail: 'the command ended with 0: on its way' });
  expect(performance.now() - began).toBeLessThan(8_000);
  process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')), 'SIGKILL');
});

test('its exit code is the result', async () => {
  const states = new Map<number, string>();
  for (const code of [0, 1, 2, 64, 75, 77, 78, 126, 127, 255]) {
    const report = await run(script(`exit ${code}`));
    states.set(code, `${report.state}${report.state === 'failed' && report.again ? ', again' : ''}`);
  }
  expect(Object.fromEntries(states)).toEqual({
    0: 'delivered',
    1: 'failed, again',
    2: 'failed, again',
    64: 'refused',
    75: 'failed, again',
    77: 'refused',
    78: 'refused',
    126: 'refused',
    127: 'refused',
    255: 'failed, again',
  });
  expect(await run(script('kill -9 $$'))).toEqual({
    state: 'failed',
    again: true,
    detail: 'the command was ended by SIGKILL',
  });
});

test('no shell reads anything: arguments arrive as they are, one by one', async () => {
  const path = script('for each in "$@"; do printf "%s\\n" "$each" >> arguments; done');
  await run(path, JSON.stringify(['a b', '$HOME', '; touch injected', '*', '--', '']));
  expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('a b\n$HOME\n; touch injected\n*\n--\n\n');
  rmSync(join(folder, 'arguments'));
  await run(path, 'one two\n  three  \n\n');
  expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('one two\nthree\n');
  expect(existsSync(join(folder, 'injected'))).toBe(false);
});

test('it gets the environment of this desktop, without what is Watchbill’s and Electron’s own', async () => {
  process.env['WATCHBILL_TOKEN'] = 'CANARY';
  process.env['ELECTRON_RUN_AS_NODE'] = '1';
  try {
    await run(script('env > env'));
  } finally {
    delete process.env['WATCHBILL_TOKEN'];
    delete process.env['ELECTRON_RUN_AS_NODE'];
  }
  const env = readFileSync(join(folder, 'env'), 'utf8');
  expect(env).not.toMatch(/CANARY|ELECTRON_|WATCHBILL_SECRET/);
  expect(env).toContain(`PATH=${process.env['PATH']}`);
  expect(env).toContain('WATCHBILL_TITLE=title with $(touch injected)\n');
});

test('a program that is not there or may not be run is refused in words; output is cut', async () => {
  expect(await run(join(folder, 'none'))).toEqual({
    state: 'refused',
    detail: 'the command: there is no such program',
  });
  const path = script('exit 0');
  chmodSync(path, 0o644);
  expect(await run(path)).toEqual({ state: 'refused', detail: 'the command: this user may not run it' });
  const loud = await run(script("head -c 1000000 /dev/zero | tr '\\0' x; exit 1"));
  expect(loud.state).toBe('failed');
  expect(loud.detail.length).toBeLessThanOrEqual(300);
});
