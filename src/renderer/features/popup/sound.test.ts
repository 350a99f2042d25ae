import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input } from '../../../contract/bridge';
import type { RingingPage } from '../../../contract/views/ringing';
import { createSound, type Speaker } from './sound';

const page = (incident: string, over: Partial<RingingPage> = {}): RingingPage => ({
  incident,
  number: 1,
  title: incident,
  severity: 'critical',
  service: 'Checkout',
  source: 'prod',
  where: [],
  summary: '',
  startsAt: null,
  openedAt: 0,
  pagedAt: 0,
  count: 1,
  why: '',
  reason: '',
  runbook: null,
  pages: [
    { id: `${incident}-popup`, channel: 'popup' },
    { id: `${incident}-sound`, channel: 'sound' },
  ],
  practice: false,
  sounds: true,
  ...over,
});

/** A speaker that writes down what it was told. */
function listen(over: Partial<Speaker> = {}, lead = 0) {
  const heard: string[] = [];
  const reports: Input<'page.delivered'>[] = [];
  const speaker: Speaker = {
    play: async (tone) => void heard.push(tone),
    stop: () => void heard.push('stop'),
    outputs: async () => 1,
    ...over,
  };
  const sound = createSound({
    speaker,
    lead,
    report: (delivery) => void reports.push(delivery),
    now: () => Date.now(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  });
  return { heard, reports, sound };
}

describe('the sound of a page', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it('repeats until answered and is silent in the same tick', async () => {
    const { heard, sound, reports } = listen();
    sound.set({ sound: 'on', volume: 0.8 });
    sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(5100);
    expect(heard).toEqual(['page-critical', 'page-critical', 'page-critical']);
    expect(reports).toEqual([
      { page: 'a-sound', channel: 'sound', state: 'delivered', detail: 'playing on 1 output' },
    ]);
    sound.ring([]);
    expect(heard.at(-1)).toBe('stop');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toHaveLength(4);
  });

  it('lets the picture go first, and is not heard at all when it was answered by then', async () => {
    const { heard, sound, reports } = listen({}, 80);
    sound.set({ sound: 'on', volume: 0.8 });
    sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(79);
    expect(heard).toEqual([]);
    sound.ring([page('a'), page('b')]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toEqual(['page-critical']);
    sound.ring([]);
    sound.ring([page('c')]);
    await vi.advanceTimersByTimeAsync(40);
    sound.ring([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.filter((what) => what !== 'stop')).toEqual(['page-critical']);
    expect(reports.map(({ page, state }) => [page, state])).toContainEqual(['c-sound', 'delivered']);
  });

  it('says delivered only when playback began', async () => {
    let begin = () => {};
    const { reports, sound } = listen({
      play: () =>
        new Promise<void>((resolve) => {
          begin = resolve;
        }),
    });
    sound.set({ sound: 'on', volume: 1 });
    sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(reports).toEqual([]);
    begin();
    await vi.advanceTimersByTimeAsync(1);
    expect(reports.map((report) => report.state)).toEqual(['delivered']);
  });

  it('is refused where sound is off, at volume 0, or without an output', async () => {
    const off = listen();
    off.sound.set({ sound: 'off', volume: 1 });
    off.sound.ring([page('a')]);
    const zero = listen();
    zero.sound.set({ sound: 'on', volume: 0 });
    zero.sound.ring([page('a')]);
    const none = listen({ outputs: async () => 0 });
    none.sound.set({ sound: 'on', volume: 1 });
    none.sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(10);
    expect(
      [...off.reports, ...zero.reports, ...none.reports].map(({ state, detail }) => [state, detail]),
    ).toEqual([
      ['refused', 'sound is off in the settings'],
      ['refused', 'the volume is 0 in the settings'],
      ['refused', 'this desktop has no sound output'],
    ]);
    expect(off.heard).toEqual([]);
  });

  it('says why it failed, and tries again at its pace', async () => {
    let tries = 0;
    const { reports, sound } = listen({
      play: async () => {
        tries += 1;
        throw new Error('the device is busy');
      },
    });
    sound.set({ sound: 'on', volume: 1 });
    sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(2600);
    expect(tries).toBe(2);
    expect(reports.map(({ state, detail }) => [state, detail])).toEqual([['failed', 'the device is busy']]);
  });

  it('is no failure when the page is answered before its tone has begun', async () => {
    let begin = () => {};
    const { reports, sound } = listen({
      play: () =>
        new Promise<void>((resolve) => {
          begin = resolve;
        }),
    });
    sound.set({ sound: 'on', volume: 1 });
    sound.ring([page('a')]);
    sound.ring([]);
    begin();
    await vi.advanceTimersByTimeAsync(10);
    expect(reports).toEqual([
      { page: 'a-sound', channel: 'sound', state: 'delivered', detail: 'answered before it sounded' },
    ]);
  });

  it('reports each page once, however often it is pushed', async () => {
    const { reports, sound } = listen();
    sound.set({ sound: 'on', volume: 1 });
    for (let i = 0; i < 20; i++) {
      sound.ring([page('a')]);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(reports).toHaveLength(1);
  });

  it('is silent when switched off while it rings', async () => {
    const { heard, sound } = listen();
    sound.set({ sound: 'on', volume: 1 });
    sound.ring([page('a')]);
    await vi.advanceTimersByTimeAsync(10);
    sound.set({ sound: 'off', volume: 1 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual(['page-critical', 'stop']);
  });
});
