import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { desktopNotifier } from '../../src/engine/notify/desktop';
import type { PageToSend } from '../../src/engine/ports';

/** The notifier of the desktop itself, with a notify-send that never comes back. */
const PAGES = 10_000;
let folder: string;
let started: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-notify-'));
  started = join(folder, 'started');
  writeFileSync(started, '');
  writeFileSync(join(folder, 'notify-send'), `#!/bin/sh\necho $$ >> '${started}'\nexec sleep 60\n`, {
    mode: 0o755,
  });
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const pid of pids()) kill(pid);
  rmSync(folder, { recursive: true, force: true });
});

const pids = () => readFileSync(started, 'utf8').split('\n').filter(Boolean).map(Number);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

const page = (number: number): PageToSend => ({
  page: `p-${number}`,
  incident: `i-${number}`,
  number,
  person: 'ada',
  reason: 'firing',
  severity: number % 3 === 0 ? 'critical' : 'warning',
  title: `Critical: disk ${number}`,
  body: 'Everything',
});

describe.runIf(process.platform === 'linux')('a notification service that never answers', () => {
  test('E10: 10,000 pages to it: four processes at most, and each page is told within 20 s that it failed', async () => {
    const notifier = desktopNotifier('/no/icon.png');
    const began = Date.now();
    const before = process.memoryUsage().heapUsed;
    const reports = await Promise.all(
      Array.from({ length: PAGES }, (_, number) => notifier.send(page(number), () => Date.now())),
    );
    notifier.stop?.();
    expect(Date.now() - began).toBeLessThan(25_000);
    expect(new Set(reports.map(({ state }) => state))).toEqual(new Set(['failed']));
    expect(new Set(reports.map(({ detail }) => detail))).toEqual(
      new Set([
        'no answer from the notification service in 5 s',
        'the notification service of this desktop does not answer',
      ]),
    );
    expect(pids().length).toBeGreaterThan(0);
    expect(pids().length).toBeLessThanOrEqual(4);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  }, 40_000);
});
