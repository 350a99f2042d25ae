import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../core/heartbeat/heartbeat';
import type { Pulse } from '../../core/heartbeat/pulse';
import { heard } from '../../core/heartbeat/watch-heartbeats';
import { HOUR, MINUTE } from '../../core/time/duration';
import { openHeartbeatDesk } from './heartbeat-desk';
import { readPulses } from './heartbeat-file';

const AT = Date.parse('2026-11-23T02:00:00Z');
const NIGHTLY: Heartbeat = { id: 'nightly', name: 'nightly', match: null, within: 26 * HOUR, service: '' };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder = '';
let now = AT;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-beats-'));
  now = AT;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(heartbeats: readonly Heartbeat[] = [NIGHTLY]) {
  const pulses = new Map<string, Pulse>();
  const desk = openHeartbeatDesk({
    dataFolder: folder,
    heartbeats: () => heartbeats,
    pulses: () => pulses,
    hear: (ids) => {
      for (const pulse of heard(heartbeats, pulses, ids, now).pulses) pulses.set(pulse.id, pulse);
    },
    clock: { now: () => now },
    log: quiet,
  });
  return { desk, pulses };
}
const onDisk = () => readFileSync(join(folder, 'heartbeats.json'), 'utf8');

describe('what is heard', () => {
  it('is on the disk when a call is answered, and read back by the next start', async () => {
    const { desk } = open();
    expect(await desk.beat('nightly')).toBe(true);
    expect(readPulses(folder, quiet)).toEqual({
      aliveAt: AT,
      pulses: [{ id: 'nightly', lastHeardAt: AT, watchedSince: AT, missedAt: null }],
    });
    await desk.stop();
  });

  it('is written once a minute at the most, and what was heard since at the end', async () => {
    const { desk } = open();
    await desk.beat('nightly');
    const first = onDisk();
    now += MINUTE - 1;
    await desk.beat('nightly');
    expect(onDisk()).toBe(first);
    now += 1;
    await desk.beat('nightly');
    expect(onDisk()).not.toBe(first);
    now += 5_000;
    await desk.beat('nightly');
    await desk.stop();
    expect(readPulses(folder, quiet).pulses[0]?.lastHeardAt).toBe(now);
  });

  it('of a heartbeat that nobody named is none, and writes nothing', async () => {
    const { desk } = open();
    expect(await desk.beat('hourly')).toBe(false);
    expect(() => onDisk()).toThrow('ENOENT');
    await desk.stop();
  });

  it('that cannot be kept is an error for whoever called: they call again', async () => {
    const { desk } = open();
    rmSync(folder, { recursive: true });
    await expect(desk.beat('nightly')).rejects.toThrow('ENOENT');
    mkdirSync(folder);
    expect(await desk.beat('nightly')).toBe(true);
    await desk.stop();
  });

  it('many at once is few writes', async () => {
    const { desk, pulses } = open();
    await Promise.all(Array.from({ length: 50 }, () => desk.beat('nightly')));
    expect(pulses.size).toBe(1);
    await desk.stop();
  });

  it('from a damaged file is nothing, and the file is kept aside', () => {
    writeFileSync(join(folder, 'heartbeats.json'), '{"version":1,');
    expect(readPulses(folder, quiet)).toEqual({ aliveAt: null, pulses: [] });
    expect(readFileSync(join(folder, 'heartbeats.json.corrupt'), 'utf8')).toBe('{"version":1,');
  });
});
