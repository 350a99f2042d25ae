import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextMonthlyDrill } from '../../core/drill/monthly-drill';
import type { Incident } from '../../core/incident/incident';
import type { IncidentId } from '../../core/kernel/ids';
import type { Page } from '../../core/page/page';
import { commit } from '../../core/step/commit';
import type { Input } from '../../core/step/input';
import { emptyState } from '../../core/step/state';
import { step } from '../../core/step/step';
import { HOUR, MINUTE, SECOND } from '../../core/time/duration';
import { makePractice } from '../practice';
import { type DrillDesk, openDrillDesk } from './drill-desk';

const MONDAY = Date.parse('2026-11-23T10:00:00Z');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder = '';
let desk: DrillDesk | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-drill-'));
  vi.useFakeTimers({ now: MONDAY, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(async () => {
  await desk?.stop();
  desk = null;
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** The real rules decide; a pop-up shows what they page 100 ms after it. */
function engine() {
  const clock = { now: () => Date.now() };
  const state = emptyState('d1', 'ada', ['popup']);
  const pages = new Map<string, Page>();
  const stored = new Map<IncidentId, Incident>();
  const practice = makePractice(state, clock);
  let busy = false;
  const take = (inputs: readonly Input[]): Promise<void> => {
    for (const input of inputs) {
      const decision = step(state, input, Date.now());
      commit(state, decision);
      for (const incident of decision.incidents) stored.set(incident.id, incident);
      for (const { page, channel, incident } of decision.pages)
        pages.set(page, {
          id: page,
          incident,
          channel,
          person: 'ada',
          at: Date.now(),
          reason: 'firing',
          why: '',
          delivery: { state: 'delivered', at: Date.now() + 100, detail: 'shown' },
        });
      practice.incident();
    }
    return Promise.resolve();
  };
  void take([{ kind: 'started', version: 'test' }]);
  const open = (desktop = 'd1') => {
    desk = openDrillDesk({
      dataFolder: folder,
      desktop,
      practice,
      accept: take,
      found: (id) => {
        const incident = stored.get(id);
        return incident
          ? { incident, pages: [...pages.values()].filter((page) => page.incident === id) }
          : null;
      },
      channelTitle: (id) => id,
      zone: () => 'UTC',
      away: () => [],
      isBusy: () => busy,
      clock,
      log: quiet,
      changed: () => undefined,
    });
    return desk;
  };
  return {
    open,
    answer: () => {
      const id = practice.incident() as IncidentId;
      const by = { kind: 'person', id: 'ada' } as const;
      return take([
        { kind: 'command', incident: id, command: { act: 'acknowledge', hereOnly: false }, by },
        ...practice.tidy(),
      ]);
    },
    ringing: () => [...state.incidents.values()].filter(({ status }) => status === 'open').length,
    busy: (is: boolean) => {
      busy = is;
    },
  };
}

/** Time passes in steps, and what waits for the disk comes through. */
async function pass(ms: number, every = 500): Promise<void> {
  for (let left = ms; left > 0; left -= every) {
    await vi.advanceTimersByTimeAsync(Math.min(every, left));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a drill', () => {
  it('goes the real way, is timed and kept, and read back by the next start', async () => {
    const { open, answer, ringing } = engine();
    const drills = open();
    const { id } = await drills.start('critical');
    expect(ringing()).toBe(1);
    await pass(41 * SECOND);
    await answer();
    await pass(2 * SECOND);
    await settled();
    expect(drills.running()).toBeNull();
    expect(drills.get(id)).toMatchObject({
      outcome: 'answered',
      answeredAfter: 41 * SECOND,
      channels: [{ channel: 'popup', state: 'delivered', after: 100 }],
    });
    await drills.stop();
    expect(engine().open().list()).toMatchObject([{ id, outcome: 'answered' }]);
  });

  it('that nobody answers is missed, is said, and rings no longer', async () => {
    const { open, ringing } = engine();
    const drills = open();
    await drills.start('critical');
    await pass(15 * MINUTE + SECOND, 5 * SECOND);
    await settled();
    expect(drills.list()).toMatchObject([{ outcome: 'missed', answeredAfter: null }]);
    expect(ringing()).toBe(0);
  });

  it('is cut off by the next one, and by a stop that was longer than it may last', async () => {
    const first = engine();
    const drills = first.open();
    await drills.start('warning');
    await pass(SECOND);
    await drills.start('critical');
    expect(drills.list().map(({ outcome }) => outcome)).toEqual(['running', 'interrupted']);
    await drills.stop();
    await vi.advanceTimersByTimeAsync(HOUR);
    const again = engine().open();
    await settled();
    expect(again.list().map(({ outcome }) => outcome)).toEqual(['interrupted', 'interrupted']);
  });

  it('goes on over a restart, as its page does', async () => {
    const { open, answer } = engine();
    await open().start('critical');
    await desk?.stop();
    await pass(20 * SECOND);
    const again = open();
    await pass(10 * SECOND);
    await answer();
    await pass(2 * SECOND);
    await settled();
    expect(again.list()).toMatchObject([{ outcome: 'answered', answeredAfter: 30 * SECOND }]);
  });

  it('is not lost for a line that cannot be read', async () => {
    const { open, answer } = engine();
    await open().start('critical');
    await answer();
    await pass(2 * SECOND);
    await settled();
    await desk?.stop();
    appendFileSync(join(folder, 'drills.jsonl'), '{"version":1,"kind":"en');
    expect(engine().open().list()).toHaveLength(1);
    expect(readFileSync(join(folder, 'drills.jsonl'), 'utf8').split('\n').filter(Boolean)).toHaveLength(3);
  });
});

describe('the drill of the month', () => {
  const ask = { desktop: 'd1', zone: 'UTC', since: MONDAY, last: null, busy: [] };

  it('comes at its minute, once', async () => {
    const { open, answer } = engine();
    const drills = open();
    await drills.setMonthly(true);
    const due = nextMonthlyDrill(ask, MONDAY);
    expect(drills.monthly()).toMatchObject({ on: true, nextAt: due });
    vi.setSystemTime(due - 40 * SECOND);
    await pass(30 * SECOND, 30 * SECOND);
    expect(drills.list()).toEqual([]);
    await pass(70 * SECOND, 10 * SECOND);
    await settled();
    expect(drills.list()).toMatchObject([{ kind: 'monthly', outcome: 'running' }]);
    expect(Math.abs((drills.list()[0]?.startedAt ?? 0) - due)).toBeLessThan(MINUTE);
    await answer();
    await pass(2 * MINUTE, 10 * SECOND);
    await settled();
    expect(drills.list()).toMatchObject([{ kind: 'monthly', outcome: 'answered' }]);
    expect(drills.monthly().nextAt).toBeGreaterThan(due + 60 * MINUTE);
  });

  it('waits while an incident wants an answer, and never comes out of hours for that', async () => {
    const { open, busy } = engine();
    const drills = open();
    await drills.setMonthly(true);
    const due = nextMonthlyDrill(ask, MONDAY);
    busy(true);
    vi.setSystemTime(due);
    await pass(12 * MINUTE, 30 * SECOND);
    expect(drills.list()).toEqual([]);
    const evening = Math.floor(due / (24 * HOUR)) * 24 * HOUR + 18 * HOUR;
    vi.setSystemTime(evening);
    busy(false);
    await pass(HOUR, 30 * SECOND);
    expect(drills.list()).toEqual([]);
    vi.setSystemTime(evening + 15 * HOUR + 5 * MINUTE);
    await pass(2 * MINUTE, 30 * SECOND);
    await settled();
    const day = new Date(evening).getUTCDay();
    expect(drills.list()).toHaveLength(day === 5 ? 0 : 1);
  });
});
