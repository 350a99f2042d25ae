import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageToSend } from '../ports';
import { screenChannel } from './screen';

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => void vi.useRealTimers());

const now = () => Date.now();
const page = (n: number): PageToSend => ({
  page: `d-${n}-p1`,
  incident: `d-${n}`,
  number: n,
  person: 'ada',
  reason: 'firing',
  severity: 'warning',
  title: 't',
  body: 'b',
});

describe('a screen with fewer cards than pages', () => {
  it('D4: speaks for those that it only counts as it spoke last', async () => {
    const popup = screenChannel('popup', 'Pop-up');
    const [first, second] = [popup.send(page(1), now), popup.send(page(2), now)];
    popup.showing();
    expect(popup.card('d-1')).toEqual(['d-1-p1']);
    expect(popup.report('d-1-p1', 'delivered', 'shown on screen')).toBe(true);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await first).toEqual({ state: 'delivered', at: 1_000, detail: 'shown on screen' });
    expect(await second).toEqual({
      state: 'delivered',
      at: 7_000,
      detail: 'counted: more pages wait than there are cards for',
    });

    const third = popup.send(page(3), now);
    popup.showing();
    popup.report('d-1-p1', 'refused', 'sound is off in the settings');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await third).toMatchObject({ state: 'refused', detail: 'sound is off in the settings' });
  });

  it('E9: does not speak for one that had a card, nor for what it was never shown', async () => {
    const popup = screenChannel('popup', 'Pop-up');
    const silent = popup.send(page(1), now);
    popup.showing();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await silent).toMatchObject({ state: 'failed' });

    popup.report('d-1-p1', 'delivered', 'shown on screen');
    const hidden = popup.send(page(2), now);
    const carded = popup.send(page(3), now);
    await vi.advanceTimersByTimeAsync(5_000);
    const unseen = popup.send(page(4), now);
    expect(popup.card('d-3')).toEqual(['d-3-p1']);
    await vi.advanceTimersByTimeAsync(6_000);
    for (const each of [hidden, carded, unseen])
      expect(await each).toMatchObject({
        state: 'failed',
        detail: 'the screen did not say that it was shown',
      });
    expect(popup.card('d-3')).toEqual([]);
    expect(popup.report('d-3-p1', 'delivered', 'late')).toBe(false);
  });
});
