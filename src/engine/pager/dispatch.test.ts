import { describe, expect, it } from 'vitest';
import { ANSWERED_UNSENT } from '../../core/page/answered-first';
import type { Delivery } from '../../core/page/page';
import type { Input } from '../../core/step/input';
import type { Notifier } from '../notify/notifier';
import type { PageToSend } from '../ports';
import { makeDispatch } from './dispatch';

type Settled = Exclude<Delivery, { state: 'pending' }>;

const PAGE: PageToSend = {
  page: 'd-1-p1',
  incident: 'd-1',
  number: 1,
  person: 'ada',
  reason: 'firing',
  severity: 'critical',
  title: 't',
  body: 'b',
};
const FAILED: Settled = { state: 'failed', at: 1, detail: 'no network; trying again' };
const THROUGH: Settled = { state: 'delivered', at: 2, detail: 'ok' };

function channel(send: Notifier['send'], id = 'bell'): Notifier {
  return { id, title: id, send };
}

function world(notifiers: readonly Notifier[] | (() => readonly Notifier[])) {
  const inputs: Array<Extract<Input, { kind: 'delivered' }>> = [];
  const dispatch = makeDispatch(notifiers, { now: () => 5 }, (input) => {
    if (input.kind === 'delivered') inputs.push(input);
  });
  return { dispatch, states: () => inputs.map(({ delivery }) => delivery) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what a page came to', () => {
  it('is told as failed at first and as delivered later by a channel that went on', async () => {
    let tell: (delivery: Settled) => void = () => undefined;
    const { dispatch, states } = world([
      channel(async (_page, _now, later) => {
        if (later) tell = later;
        return FAILED;
      }),
    ]);
    dispatch.send([{ channel: 'bell', page: PAGE }]);
    await settled();
    expect(states()).toEqual([FAILED]);
    expect(dispatch.last().get('bell')).toEqual(FAILED);
    tell(THROUGH);
    await settled();
    expect(states()).toEqual([FAILED, THROUGH]);
    expect(dispatch.last().get('bell')).toEqual(THROUGH);
    expect(dispatch.counts()).toEqual([
      { channel: 'bell', state: 'failed', count: 1 },
      { channel: 'bell', state: 'delivered', count: 1 },
    ]);
  });

  it('is told in order, also by a channel that says the later thing first, and not after a stop', async () => {
    const tells: Array<(delivery: Settled) => void> = [];
    const { dispatch, states } = world([
      channel(async (_page, _now, later) => {
        later?.(THROUGH);
        if (later) tells.push(later);
        return FAILED;
      }),
    ]);
    dispatch.send([{ channel: 'bell', page: PAGE }]);
    await settled();
    expect(states()).toEqual([FAILED, THROUGH]);
    dispatch.stop();
    for (const tell of tells) tell(THROUGH);
    await settled();
    expect(states().length).toBe(2);
  });

  it('proves nothing of the channel when the page was answered before it was sent', async () => {
    const answered: Settled = { state: 'refused', at: 3, detail: ANSWERED_UNSENT };
    const { dispatch, states } = world([channel(async () => answered)]);
    dispatch.send([{ channel: 'bell', page: PAGE }]);
    await settled();
    expect(states()).toEqual([answered]);
    expect(dispatch.last().get('bell')).toBeNull();
    expect(dispatch.counts()).toEqual([]);
  });

  it('comes from the channels as they are when the page goes out', async () => {
    const channels = [channel(async () => THROUGH)];
    const { dispatch, states } = world(() => channels);
    channels.push(channel(async () => FAILED, 'new'));
    dispatch.send([{ channel: 'new', page: PAGE }]);
    channels.splice(0);
    dispatch.send([{ channel: 'bell', page: PAGE }]);
    await settled();
    expect(states()).toMatchObject([{ state: 'refused', detail: 'there is no such channel here' }, FAILED]);
    expect([...dispatch.last().keys()]).toEqual([]);
  });
});
