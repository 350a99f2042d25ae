import { describe, expect, it } from 'vitest';
import type { IncidentRow, QueueFilter, QueueWindow } from '../../../contract/views/queue';
import { queueRows } from './queue-rows';

const filter = (text: string): QueueFilter => ({
  status: 'all',
  severities: [],
  services: [],
  sources: [],
  text,
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Answers from a list that can be changed, when it is let. */
function server(amount: number) {
  const asked: { text: string; offset: number }[] = [];
  const state = { total: amount, prefix: 'a', held: [] as (() => void)[], hold: false, broken: false };
  const fetch = async ({ text }: QueueFilter, offset: number, limit: number): Promise<QueueWindow> => {
    asked.push({ text, offset });
    const { total, prefix } = state;
    if (state.hold) await new Promise<void>((resolve) => state.held.push(resolve));
    if (state.broken) throw new Error('the store is closed');
    const rows = Array.from(
      { length: Math.max(0, Math.min(limit, total - offset)) },
      (_, index) => ({ id: `${prefix}${text}${offset + index}` }) as IncidentRow,
    );
    return {
      rows,
      total,
      remark: '',
      offset,
      counts: { open: total, acknowledged: 0, suppressed: 0, resolved: 0 },
    };
  };
  return { asked, state, fetch };
}

describe('queueRows', () => {
  it('fetches what is seen, of 100,000, and only that', async () => {
    const { asked, fetch } = server(100_000);
    const queue = queueRows(fetch);
    queue.filter(filter(''));
    await settled();
    expect(asked).toHaveLength(1);
    queue.see(50_000, 50_030);
    await settled();
    expect(asked).toHaveLength(2);
    expect(queue.store.getState().rows.get(50_010)?.id).toBe('a50010');
    expect(queue.store.getState().rows.size).toBeLessThan(1000);
  });

  it('asks one question at a time, and the newest next, while the list is flung', async () => {
    const { asked, state, fetch } = server(100_000);
    const queue = queueRows(fetch);
    queue.filter(filter(''));
    await settled();
    state.hold = true;
    for (let place = 1000; place < 90_000; place += 1000) queue.see(place, place + 30);
    state.hold = false;
    for (const go of state.held) go();
    await settled();
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(queue.store.getState().rows.get(89_010)?.id).toBe('a89010');
  });

  it('forgets rows out of sight when the queue changed, and keeps the identity of rows that did not', async () => {
    const { fetch } = server(5000);
    const queue = queueRows(fetch);
    queue.filter(filter(''));
    await settled();
    queue.see(3000, 3030);
    await settled();
    const before = queue.store.getState().rows.get(3000);
    queue.changed();
    await settled();
    expect(queue.store.getState().rows.get(3000)).toBe(before);
    expect(queue.store.getState().rows.has(0)).toBe(false);
  });

  it('drops a late answer to an older filter', async () => {
    const { state, fetch } = server(10);
    const queue = queueRows(fetch);
    state.hold = true;
    queue.filter(filter('old'));
    const fresh = filter('new');
    queue.filter(fresh);
    state.hold = false;
    for (const go of state.held) go();
    await settled();
    expect(queue.store.getState().rows.get(0)?.id).toBe('anew0');
    expect(queue.store.getState().filter).toBe(fresh);
  });

  it('says why it could not, keeps what is shown, and recovers with the next change', async () => {
    const { state, fetch } = server(10);
    const queue = queueRows(fetch);
    queue.filter(filter(''));
    await settled();
    state.broken = true;
    queue.changed();
    await settled();
    expect(queue.store.getState()).toMatchObject({ error: 'the store is closed', total: 10 });
    expect(queue.store.getState().rows.size).toBe(10);
    state.broken = false;
    queue.changed();
    await settled();
    expect(queue.store.getState().error).toBe('');
  });

  it('comes to rest when the list became shorter than what is seen', async () => {
    const { asked, state, fetch } = server(1000);
    const queue = queueRows(fetch);
    queue.filter(filter(''));
    await settled();
    queue.see(900, 930);
    await settled();
    state.total = 5;
    queue.changed();
    await settled();
    expect(queue.store.getState().total).toBe(5);
    expect(asked.length).toBeLessThan(10);
  });
});
