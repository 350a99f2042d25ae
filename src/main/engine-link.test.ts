import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromEngine, ToEngine } from '../contract/engine-link';
import type { ChildEvents } from './engine-child';
import { engineLink, type LinkState } from './engine-link';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const START = {
  teamFolder: '/t',
  dataFolder: '/d',
  me: 'ada',
  port: 0,
  version: '1',
  icon: '',
  demo: false,
  settingsFile: '',
};

type Life = {
  sent: ToEngine[];
  say(message: FromEngine): void;
  die(why: string): void;
  killed: boolean;
  mute: boolean;
};

/** Stands for the process at the other end: it answers pings unless it is muted. The real one is driven in test/e2e. */
function harness() {
  const lives: Life[] = [];
  const states: LinkState[] = [];
  const pushed: unknown[] = [];
  const kept = new Map<string, string | null>([['source:prod', 'hunter22']]);
  const spawn = (events: ChildEvents) => {
    const life: Life = {
      sent: [],
      say: events.heard,
      die: events.ended,
      killed: false,
      mute: false,
    };
    lives.push(life);
    return {
      pid: lives.length,
      send: (message: ToEngine) => {
        life.sent.push(message);
        if (message.kind === 'ping' && !life.mute) events.heard({ kind: 'pong', id: message.id });
      },
      kill: () => {
        life.killed = true;
        events.ended('killed');
      },
    };
  };
  const link = engineLink({
    spawn,
    secrets: {
      get: (name) => Promise.resolve(kept.get(name) ?? null),
      set: (name, value) =>
        name === 'broken'
          ? Promise.reject(new Error('disk full'))
          : Promise.resolve(void kept.set(name, value)),
    },
    log: silent,
    pushed: (name, payload) => void pushed.push([name, payload]),
    stateChanged: (state) => void states.push(state),
  });
  const life = () => lives.at(-1)!;
  const run = async () => {
    link.start(START);
    await vi.advanceTimersByTimeAsync(0);
    life().say({ kind: 'started', url: 'http://127.0.0.1:1', port: 1 });
  };
  return { link, lives, life, states, pushed, run };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('engineLink', () => {
  it('answers calls with words before there is an engine', async () => {
    const { link } = harness();
    expect(await link.call('status.get', {})).toMatchObject({
      ok: false,
      error: expect.stringContaining('welcome'),
    });
  });

  it('gives every call its own answer, whatever the order', async () => {
    const { link, life, run } = harness();
    await run();
    const first = link.call('sources.list', {});
    const second = link.call('sources.pollNow', {});
    const [a, b] = life().sent.filter((each) => each.kind === 'call');
    life().say({ kind: 'answer', id: b!.id, answer: { ok: true, value: {} } });
    life().say({ kind: 'answer', id: a!.id, answer: { ok: true, value: [] } });
    expect(await first).toEqual({ ok: true, value: [] });
    expect(await second).toEqual({ ok: true, value: {} });
  });

  it('lets a call wait for an engine that is starting, but not for ever', async () => {
    const { link, life } = harness();
    link.start(START);
    await vi.advanceTimersByTimeAsync(0);
    const early = link.call('sources.list', {});
    await vi.advanceTimersByTimeAsync(1_000);
    life().say({ kind: 'started', url: '', port: 1 });
    await vi.advanceTimersByTimeAsync(0);
    const sent = life().sent.find((each) => each.kind === 'call');
    life().say({ kind: 'answer', id: sent!.id, answer: { ok: true, value: [] } });
    expect(await early).toEqual({ ok: true, value: [] });
    life().die('exit code 1');
    const late = link.call('sources.list', {});
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await late).toMatchObject({ ok: false });
  });

  it('starts it again when it dies, and refuses what was asked of the dead one', async () => {
    const { link, lives, life, states, run } = harness();
    await run();
    const asked = link.call('status.get', {});
    life().die('exit code 9');
    expect(await asked).toMatchObject({ ok: false });
    expect(states.at(-1)).toEqual({ kind: 'starting', again: true, problem: 'exit code 9' });
    await vi.advanceTimersByTimeAsync(100);
    expect(lives).toHaveLength(2);
    expect(life().sent[0]).toMatchObject({ kind: 'start', teamFolder: '/t' });
  });

  it('waits longer each time, ten seconds at most, and starts over after a minute of health', async () => {
    const { lives, life, run } = harness();
    await run();
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const before = lives.length;
      life().die('exit code 1');
      let waited = 0;
      while (lives.length === before) {
        await vi.advanceTimersByTimeAsync(50);
        waited += 50;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([100, 500, 1_000, 2_000, 5_000, 10_000, 10_000, 10_000]);
    life().say({ kind: 'started', url: '', port: 1 });
    await vi.advanceTimersByTimeAsync(61_000);
    const before = lives.length;
    life().die('exit code 1');
    await vi.advanceTimersByTimeAsync(100);
    expect(lives).toHaveLength(before + 1);
  });

  it('kills one that hangs within six seconds and starts another', async () => {
    const { lives, life, run } = harness();
    await run();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lives).toHaveLength(1);
    life().mute = true;
    await vi.advanceTimersByTimeAsync(2_000 + 5_200);
    expect(lives[0]!.killed).toBe(true);
    expect(lives).toHaveLength(2);
  });

  it('does not take sleep for a hang', async () => {
    const { link, lives, life, run } = harness();
    await run();
    link.power('suspend');
    life().mute = true;
    await vi.advanceTimersByTimeAsync(8 * 3600_000);
    life().mute = false;
    link.power('resume');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(lives).toHaveLength(1);
    expect(
      life()
        .sent.filter((each) => each.kind === 'power')
        .map((each) => each.event),
    ).toEqual(['suspend', 'resume']);
  });

  it('hands secrets to and fro, and says when one could not be kept', async () => {
    const { life, run } = harness();
    await run();
    life().say({ kind: 'secretGet', id: 7, name: 'source:prod' });
    life().say({ kind: 'secretSet', id: 8, name: 'broken', value: 'x' });
    await vi.advanceTimersByTimeAsync(0);
    expect(life().sent.filter((each) => each.kind === 'secret')).toEqual([
      { kind: 'secret', id: 7, value: 'hunter22', error: '' },
      { kind: 'secret', id: 8, value: null, error: 'disk full' },
    ]);
  });

  it('stops: lets it finish, kills it when it does not, and starts no other', async () => {
    const { link, lives, life, states, run } = harness();
    await run();
    const stopping = link.stop(3_000);
    await vi.advanceTimersByTimeAsync(3_000);
    await stopping;
    expect(life().sent.at(-1)).toEqual({ kind: 'stop' });
    expect(life().killed).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lives).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: 'off' });
  });

  it('tries again when it could not start, and says why', async () => {
    const { link, lives, life, states } = harness();
    link.start(START);
    await vi.advanceTimersByTimeAsync(0);
    life().say({ kind: 'startFailed', error: 'no team folder at /t' });
    expect(states.at(-1)).toEqual({ kind: 'starting', again: true, problem: 'no team folder at /t' });
    await vi.advanceTimersByTimeAsync(100);
    expect(lives).toHaveLength(2);
  });
});
