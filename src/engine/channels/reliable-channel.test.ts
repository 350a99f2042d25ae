import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWERED_UNSENT } from '../../core/page/answered-first';
import type { Delivery } from '../../core/page/page';
import type { PageToSend } from '../ports';
import type { ChannelDeps, ChannelMessage, ChannelReport, ChannelType } from './channel-type';
import { ANSWERED } from './fields';
import { type ReliableChannel, reliableChannel } from './reliable-channel';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const OK: ChannelReport = { state: 'delivered', detail: 'ok' };
const DOWN: ChannelReport = { state: 'failed', again: true, detail: 'connection refused' };

type Sent = { readonly at: number; readonly message: ChannelMessage };
type World = {
  readonly channel: ReliableChannel;
  readonly sent: Sent[];
  /** Of each page id, all that its dispatcher was told. */
  readonly told: Map<string, Array<Exclude<Delivery, { state: 'pending' }>>>;
  /** How the service answers; a promise takes its time. */
  answer: (message: ChannelMessage, deps: ChannelDeps) => ChannelReport | Promise<ChannelReport>;
  page(incident: string, severity?: PageToSend['severity'], id?: string): void;
  keys(): string[];
  last(id: string): Exclude<Delivery, { state: 'pending' }> | undefined;
};

function world(perMinute = 60, answeredToo = false): World {
  const began = Date.now();
  const sent: Sent[] = [];
  const told: World['told'] = new Map();
  const type: ChannelType = {
    type: 'bell',
    title: 'Bell',
    about: '',
    fields: [ANSWERED],
    can: { wakes: true, confirms: 'accepted' },
    limits: { perMinute, longest: 300 },
    check: () => ({}),
    async send(message, _setup, deps) {
      sent.push({ at: Date.now() - began, message });
      return here.answer(message, deps);
    },
  };
  const channel = reliableChannel(
    type,
    { id: 'bell', type: 'bell', title: 'My bell', values: answeredToo ? { answered: 'yes' } : {} },
    {
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      log: { info() {}, warn() {}, error() {} },
      random: () => 1,
    },
  );
  const here: World = {
    channel,
    sent,
    told,
    answer: () => OK,
    page(incident, severity = 'warning', id = `${incident}-p`) {
      const page: PageToSend = {
        page: id,
        incident,
        number: Number(incident.replace(/\D/g, '')) || 1,
        person: 'ada',
        reason: 'firing',
        severity,
        title: `title of ${incident}`,
        body: 'body',
        service: 'Pay',
      };
      const list: Array<Exclude<Delivery, { state: 'pending' }>> = [];
      told.set(id, list);
      const tell = (delivery: Exclude<Delivery, { state: 'pending' }>): void => void list.push(delivery);
      void channel.send(page, () => Date.now(), tell).then(tell);
    },
    keys: () => sent.map(({ message }) => message.key),
    last: (id) => told.get(id)?.at(-1),
  };
  return here;
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('a channel that is tried again', () => {
  it('sends a page at once and says what the service said', async () => {
    const here = world();
    here.page('d-1');
    await pass(0);
    expect(here.sent).toMatchObject([
      {
        at: 0,
        message: { key: 'd-1-p', kind: 'page', incidents: [{ id: 'd-1', number: 1, service: 'Pay' }] },
      },
    ]);
    expect(here.told.get('d-1-p')).toEqual([{ state: 'delivered', at: 1_000_000, detail: 'ok' }]);
  });

  it('tries again with back-off under the same key, and tells it once where that is soon enough', async () => {
    const here = world();
    here.answer = () => (here.sent.length < 3 ? DOWN : OK);
    here.page('d-1');
    await pass(10 * SECOND);
    expect(here.sent.map(({ at }) => at)).toEqual([0, 2_000, 6_000]);
    expect(new Set(here.keys()).size).toBe(1);
    expect(here.told.get('d-1-p')).toEqual([{ state: 'delivered', at: 1_006_000, detail: 'ok' }]);
  });

  it('says before its dispatcher gives up that it goes on, and what came of it later', async () => {
    const here = world();
    here.answer = () => (Date.now() < 1_000_000 + 3 * MINUTE ? DOWN : OK);
    here.page('d-1');
    await pass(15 * SECOND);
    expect(here.told.get('d-1-p')).toEqual([
      { state: 'failed', at: 1_012_000, detail: 'connection refused; trying again' },
    ]);
    await pass(5 * MINUTE);
    expect(here.told.get('d-1-p')).toMatchObject([{ state: 'failed' }, { state: 'delivered', detail: 'ok' }]);
    expect(here.told.get('d-1-p')?.length).toBe(2);
  });

  it('gives up after ten minutes, and says so', async () => {
    const here = world();
    here.answer = () => DOWN;
    here.page('d-1');
    await pass(20 * MINUTE);
    expect(here.told.get('d-1-p')).toMatchObject([
      { detail: 'connection refused; trying again' },
      { state: 'failed', detail: 'connection refused; given up after 10 min' },
    ]);
    expect(here.sent.at(-1)?.at).toBeLessThanOrEqual(10 * MINUTE);
    expect(here.sent.length).toBeGreaterThan(8);
  });

  it('does not try again what was refused, nor what cannot get better', async () => {
    const here = world();
    here.answer = ({ key }) =>
      key === 'd-1-p'
        ? { state: 'refused', detail: 'no such topic' }
        : { state: 'failed', again: false, detail: 'its answer is too large' };
    here.page('d-1');
    here.page('d-2');
    await pass(20 * MINUTE);
    expect(here.sent.length).toBe(2);
    expect([here.told.get('d-1-p'), here.told.get('d-2-p')]).toMatchObject([
      [{ state: 'refused', detail: 'no such topic' }],
      [{ state: 'failed', detail: 'its answer is too large' }],
    ]);
  });

  it('leaves the service alone as long as it asks for, also for what is critical, and says so at once', async () => {
    const here = world();
    here.answer = () =>
      here.sent.length === 1
        ? { state: 'failed', again: true, detail: 'HTTP 429', notBefore: Date.now() + 90 * SECOND }
        : OK;
    here.page('d-1');
    await pass(1);
    expect(here.told.get('d-1-p')).toEqual([
      { state: 'failed', at: 1_000_000, detail: 'HTTP 429; trying again' },
    ]);
    here.page('d-2', 'critical');
    await pass(89 * SECOND);
    expect(here.sent.length).toBe(1);
    await pass(4 * SECOND);
    expect(here.keys()).toEqual(['d-1-p', 'd-2-p', 'd-1-p']);
    expect(here.last('d-2-p')).toMatchObject({ state: 'delivered' });
  });

  it('stops when somebody answers: before it was sent, while it is tried again, and while it is in flight', async () => {
    const here = world();
    let land: (report: ChannelReport) => void = () => {};
    here.answer = () => new Promise((resolve) => (land = resolve));
    here.page('d-1');
    await pass(0);
    here.page('d-2');
    here.channel.withdraw?.('d-2');
    here.channel.withdraw?.('d-1');
    land(DOWN);
    await pass(20 * MINUTE);
    expect(here.keys()).toEqual(['d-1-p']);
    expect(here.told.get('d-2-p')).toMatchObject([{ state: 'refused', detail: ANSWERED_UNSENT }]);
    expect(here.told.get('d-1-p')).toMatchObject([
      { state: 'failed', detail: 'connection refused; not tried again, it was answered meanwhile' },
    ]);

    here.answer = () => DOWN;
    here.page('d-3');
    await pass(30 * SECOND);
    const tries = here.sent.length;
    here.channel.withdraw?.('d-3');
    await pass(20 * MINUTE);
    expect(here.sent.length).toBe(tries);
    expect(here.told.get('d-3-p')).toMatchObject([
      { detail: 'connection refused; trying again' },
      { detail: 'connection refused; not tried again, it was answered meanwhile' },
    ]);
  });

  it('sends the newest text of an incident once, and tells every page of it', async () => {
    const here = world();
    here.answer = () => (Date.now() < 1_000_000 + 6 * MINUTE ? DOWN : OK);
    here.page('d-1', 'warning', 'first');
    await pass(5 * MINUTE);
    here.page('d-1', 'warning', 'second');
    await pass(5 * MINUTE);
    expect([here.last('first'), here.last('second')]).toMatchObject([
      { state: 'delivered' },
      { state: 'delivered' },
    ]);
    expect(here.keys().at(-1)).toBe('second');
    expect(here.sent.filter(({ at }) => at >= 6 * MINUTE).length).toBe(1);
  });

  it('joins a page that failed in flight with a newer one of the same incident: one message, both are told', async () => {
    const here = world();
    let land: (report: ChannelReport) => void = () => {};
    here.answer = () => (here.sent.length === 1 ? new Promise((resolve) => (land = resolve)) : OK);
    here.page('d-1', 'warning', 'first');
    await pass(SECOND);
    here.page('d-1', 'critical', 'second');
    await pass(SECOND);
    land(DOWN);
    await pass(MINUTE);
    expect(here.keys()).toEqual(['first', 'second']);
    expect([here.told.get('first'), here.told.get('second')]).toMatchObject([
      [{ state: 'delivered' }],
      [{ state: 'delivered' }],
    ]);
  });

  it('ends what hangs, also an adapter that does not heed its signal', async () => {
    const here = world();
    here.answer = () => (here.sent.length === 1 ? new Promise(() => {}) : OK);
    here.page('d-1');
    await pass(13 * SECOND);
    expect(here.told.get('d-1-p')).toMatchObject([
      { state: 'failed', detail: 'the service has not answered yet; it goes on' },
    ]);
    await pass(2 * SECOND);
    expect(here.last('d-1-p')).toMatchObject({ state: 'delivered' });
  });

  it('says of an adapter that throws only that it broke', async () => {
    const here = world();
    here.answer = () => {
      throw new Error('https://hooks.example.com/T0/SECRET');
    };
    here.page('d-1');
    await pass(20 * MINUTE);
    expect(JSON.stringify([...here.told])).not.toContain('SECRET');
    expect(here.last('d-1-p')).toMatchObject({ state: 'failed' });
  });

  it('tells whoever waits when it is stopped, and sends nothing more', async () => {
    const here = world();
    here.answer = () => DOWN;
    here.page('d-1');
    await pass(1);
    here.channel.stop?.();
    here.page('d-2');
    await pass(20 * MINUTE);
    expect(here.sent.length).toBe(1);
    expect([here.last('d-1-p'), here.last('d-2-p')]).toMatchObject([
      { detail: 'connection refused; Watchbill was stopped' },
      { detail: 'Watchbill was stopped' },
    ]);
  });
});

describe('a storm by a channel', () => {
  it('is bundled, nothing is dropped, and what is critical goes first', async () => {
    const here = world(60);
    for (let n = 1; n <= 9_940; n++) here.page(`d-${n}`);
    here.page('d-9941', 'critical');
    await pass(10 * SECOND);
    expect(here.sent[0]).toMatchObject({ at: 0, message: { key: 'd-9941-p', severity: 'critical' } });
    expect(here.sent.length).toBeLessThanOrEqual(5);
    const bundle = here.sent.find(({ message }) => message.kind === 'bundle')?.message;
    expect(bundle?.title).toMatch(/^Watchbill: 9,9\d\d more pages$/);
    expect(bundle?.body).toMatch(/^#\d+ title of d-\d+\n[^]*\nand 9,9\d\d more$/);
    expect(bundle?.body.length).toBeLessThanOrEqual(300);
    const named = new Set(here.sent.flatMap(({ message }) => message.incidents.map(({ id }) => id)));
    expect(named.size).toBe(9_941);
    expect([...here.told.values()].every(([first]) => first?.state === 'delivered')).toBe(true);
    expect(here.last('d-77-p')?.detail).toMatch(/^one message for 9,9\d\d pages: ok$/);
  });

  it('never exceeds the rate, whatever comes, and lets what is critical pass within a second', async () => {
    const here = world(12);
    const critical: number[] = [];
    for (let second = 0; second < 120; second++) {
      for (let n = 0; n < 20; n++) here.page(`d-${second * 100 + n}`);
      if (second % 40 === 20) {
        here.page(`d-${second * 100 + 50}`, 'critical');
        critical.push(second);
      }
      await pass(SECOND);
    }
    await pass(MINUTE);
    // Five at once, then one every five seconds.
    for (const from of here.sent) {
      const within = here.sent.filter(({ at }) => at >= from.at && at < from.at + MINUTE);
      expect(within.length).toBeLessThanOrEqual(5 + 12);
    }
    for (const second of critical) {
      const went = here.sent.find(({ message }) => message.key === `d-${second * 100 + 50}-p`);
      expect(went?.at).toBeLessThanOrEqual((second + 1) * SECOND);
    }
    expect([...here.told.values()].every((told) => told.at(-1)?.state === 'delivered')).toBe(true);
  });

  it('has one message in flight, and critical ones do not wait in a bundle of warnings', async () => {
    const here = world(60);
    let inFlight = 0;
    let most = 0;
    here.answer = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 200));
      inFlight--;
      return OK;
    };
    for (let n = 1; n <= 50; n++) here.page(`d-${n}`, n % 5 === 0 ? 'critical' : 'warning');
    await pass(30 * SECOND);
    expect(most).toBe(1);
    const mixed = here.sent.filter(
      ({ message }) =>
        message.kind === 'bundle' && message.severity === 'critical' && message.incidents.length > 10,
    );
    expect(mixed).toEqual([]);
    const order = here.sent.map(({ message }) => message.severity);
    expect(order.lastIndexOf('critical')).toBeLessThan(order.indexOf('warning'));
    expect([...here.told.values()].every((told) => told.at(-1)?.state === 'delivered')).toBe(true);
  });

  it('holds what is not critical while the service is down, and sends it as one when it is back', async () => {
    const here = world(60);
    here.answer = () => (Date.now() < 1_000_000 + 2 * MINUTE ? DOWN : OK);
    for (let n = 1; n <= 100; n++) {
      here.page(`d-${n}`, n === 60 ? 'critical' : 'warning');
      await pass(SECOND);
    }
    const before = here.sent.length;
    expect(before).toBeLessThan(20);
    await pass(3 * MINUTE);
    expect(here.sent.length - before).toBeLessThan(8);
    expect([...here.told.values()].every((told) => told.at(-1)?.state === 'delivered')).toBe(true);
    expect([...here.told.values()].every((told) => told.length <= 2)).toBe(true);
  });

  it('is answered one by one: nothing of a bundle that waits is sent any more', async () => {
    const here = world(60);
    here.answer = () => DOWN;
    for (let n = 1; n <= 1_000; n++) here.page(`d-${n}`);
    await pass(30 * SECOND);
    // A second page of each meanwhile, as reminders come.
    for (let n = 1; n <= 1_000; n++) here.page(`d-${n}`, 'warning', `again-${n}`);
    for (let n = 1; n <= 1_000; n++) here.channel.withdraw?.(`d-${n}`);
    const sent = here.sent.length;
    await pass(20 * MINUTE);
    expect(here.sent.length).toBe(sent);
    expect(
      [...here.told.values()].every((told) => told.at(-1)?.state !== 'delivered' && told.length > 0),
    ).toBe(true);
  });
});

describe('the news that somebody answered', () => {
  it('is sent where it is wanted, once, of what was sent there, many as one', async () => {
    const here = world(60, true);
    here.page('d-1');
    await pass(0);
    here.channel.withdraw?.('d-1');
    here.channel.withdraw?.('d-1');
    here.channel.withdraw?.('d-9');
    await pass(MINUTE);
    expect(here.sent.slice(1)).toMatchObject([
      {
        message: {
          kind: 'answered',
          key: 'answered-d-1-p',
          severity: 'info',
          title: 'Answered: #1 title of d-1',
        },
      },
    ]);
    for (let n = 10; n < 60; n++) here.page(`d-${n}`);
    await pass(MINUTE);
    const before = here.sent.length;
    for (let n = 10; n < 60; n++) here.channel.withdraw?.(`d-${n}`);
    await pass(MINUTE);
    expect(here.sent.slice(before)).toMatchObject([
      { message: { kind: 'answered', title: 'Answered: 50 pages' } },
    ]);
  });

  it('is off by itself', async () => {
    const here = world(60);
    here.page('d-1');
    await pass(0);
    here.channel.withdraw?.('d-1');
    await pass(MINUTE);
    expect(here.sent.length).toBe(1);
  });
});

describe('the test of a channel', () => {
  it('is one attempt, after the one in flight, and nothing is tried again', async () => {
    const here = world();
    here.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return DOWN;
    };
    const message: ChannelMessage = {
      key: 'test-1',
      title: 'Test',
      body: '',
      severity: 'critical',
      incidents: [],
      kind: 'test',
    };
    here.page('d-1');
    await pass(1);
    const report = here.channel.test(message);
    await pass(400);
    expect(here.sent.map(({ at }) => at)).toEqual([0, 300]);
    await pass(300);
    expect(await report).toEqual(DOWN);
    here.channel.withdraw?.('d-1');
    await pass(MINUTE);
    expect(here.keys().filter((key) => key === 'test-1').length).toBe(1);
  });
});
