import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMatcher } from '../alert/matcher';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import type { Instant } from '../time/instant';
import { beatsOf, isBeat } from './beats-of';
import type { Heartbeat } from './heartbeat';
import { serviceOfHeartbeat } from './heartbeat-alert';
import type { Pulse } from './pulse';
import {
  forgotten,
  heard,
  heartbeatDueAt,
  heartbeatsDue,
  listenAgain,
  nextHeartbeatAt,
  pulsesSetBack,
  SHORT_ABSENCE,
  type Watched,
} from './watch-heartbeats';

const AT = Date.parse('2026-11-23T02:00:00Z');
const matcher = (text: string) => {
  const read = parseMatcher(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const WATCHDOG: Heartbeat = {
  id: 'watchdog',
  name: 'Prometheus',
  match: [matcher('alertname="Watchdog"')],
  within: 5 * MINUTE,
  service: 'platform',
};
const BACKUP: Heartbeat = { id: 'nightly', name: 'nightly', match: null, within: 26 * HOUR, service: '' };
const BOTH = [WATCHDOG, BACKUP];

/** Pulses over time, as the engine keeps them. */
function story(heartbeats: readonly Heartbeat[] = BOTH, from: Instant = AT) {
  const pulses = new Map<string, Pulse>();
  const take = ({ pulses: changed, alerts }: Watched) => {
    for (const pulse of changed) pulses.set(pulse.id, pulse);
    return alerts.map(({ event, dedupKey }) => `${event} ${dedupKey}`);
  };
  take(listenAgain(heartbeats, pulses, null, from));
  return {
    pulses,
    beat: (at: Instant, ...ids: string[]) => take(heard(heartbeats, pulses, ids, at)),
    look: (at: Instant) => take(heartbeatsDue(heartbeats, pulses, at)),
    again: (last: Instant | null, at: Instant) => take(listenAgain(heartbeats, pulses, last, at)),
    next: () => nextHeartbeatAt(heartbeats, pulses),
  };
}

describe('a heartbeat', () => {
  it('is missed once, when it was not heard for as long as it may be, and over with the next beat', () => {
    const it = story();
    expect(it.beat(AT, 'watchdog')).toEqual([]);
    expect(it.next()).toBe(AT + 5 * MINUTE);
    expect(it.look(AT + 5 * MINUTE - 1)).toEqual([]);
    expect(it.look(AT + 5 * MINUTE)).toEqual(['firing heartbeat:watchdog']);
    expect(it.look(AT + 50 * MINUTE)).toEqual([]);
    expect(it.next()).toBeNull();
    expect(it.beat(AT + HOUR, 'watchdog')).toEqual(['resolved heartbeat:watchdog']);
    expect(it.beat(AT + HOUR + SECOND, 'watchdog')).toEqual([]);
    expect(it.look(AT + HOUR + SECOND + 5 * MINUTE)).toEqual(['firing heartbeat:watchdog']);
  });

  it('of an alert is missed also when it was never heard; of a job it is watched from its first call on', () => {
    const it = story();
    expect(it.look(AT + 30 * DAY)).toEqual(['firing heartbeat:watchdog']);
    it.beat(AT + 30 * DAY, 'nightly');
    expect(it.look(AT + 30 * DAY + 26 * HOUR)).toEqual(['firing heartbeat:nightly']);
  });

  it('gets a whole span after an absence, but what was due before it stays due', () => {
    const away = story();
    away.beat(AT, 'watchdog', 'nightly');
    away.again(AT + MINUTE, AT + 3 * HOUR);
    expect(away.look(AT + 3 * HOUR)).toEqual([]);
    expect(away.next()).toBe(AT + 3 * HOUR + 5 * MINUTE);

    const late = story();
    late.beat(AT, 'watchdog');
    late.again(AT + 6 * MINUTE, AT + 3 * HOUR);
    expect(late.look(AT + 3 * HOUR)).toEqual(['firing heartbeat:watchdog']);
  });

  it('is due when it was after a short restart, how ever often there is one', () => {
    const it = story([BACKUP]);
    it.beat(AT, 'nightly');
    for (let at = AT; at < AT + 26 * HOUR; at += HOUR) expect(it.again(at - SHORT_ABSENCE, at)).toEqual([]);
    expect(it.look(AT + 26 * HOUR)).toEqual(['firing heartbeat:nightly']);
  });

  it('that is missed does not open its incident once more after a restart, short or long', () => {
    for (const gap of [SECOND, 3 * DAY]) {
      const it = story();
      it.look(AT + HOUR);
      it.again(AT + HOUR, AT + HOUR + gap);
      expect(it.look(AT + HOUR + gap + DAY)).toEqual([]);
      expect(it.beat(AT + HOUR + gap + DAY, 'watchdog')).toEqual(['resolved heartbeat:watchdog']);
    }
  });

  it('was heard in no future: a clock that was set back moves it along', () => {
    const it = story();
    it.beat(AT, 'watchdog');
    for (const pulse of pulsesSetBack(it.pulses, (at) => at - HOUR)) it.pulses.set(pulse.id, pulse);
    expect(it.next()).toBe(AT - HOUR + 5 * MINUTE);
    const unseen = story();
    unseen.beat(AT + DAY, 'watchdog');
    unseen.again(AT, AT + SECOND);
    expect(unseen.next()).toBe(AT + SECOND + 5 * MINUTE);
  });

  it('that left the team file is forgotten, and its incident is over', () => {
    const it = story();
    it.look(AT + HOUR);
    const { ids, alerts } = forgotten([BACKUP], it.pulses, AT + HOUR);
    expect(ids).toEqual(['watchdog']);
    expect(alerts).toMatchObject([{ event: 'resolved', dedupKey: 'heartbeat:watchdog' }]);
  });

  it('is of the service that the file names', () => {
    expect(serviceOfHeartbeat(BOTH, 'heartbeat:watchdog')).toBe('platform');
    expect(serviceOfHeartbeat(BOTH, 'heartbeat:nightly')).toBe('unrouted');
    expect(serviceOfHeartbeat(BOTH, 'blind:prod')).toBeNull();
  });

  it('says in words what is missing and since when', () => {
    const [alert] = heartbeatsDue(
      [WATCHDOG],
      new Map([['watchdog', { id: 'watchdog', lastHeardAt: AT, watchedSince: AT, missedAt: null }]]),
      AT + 6 * MINUTE,
    ).alerts;
    expect(alert).toMatchObject({
      source: 'watchbill',
      severity: 'critical',
      title: 'Heartbeat Prometheus (watchdog) was not heard for 5 min',
      description: expect.stringContaining('It was last heard 6 min before this.'),
    });
  });
});

describe('beats of an alert', () => {
  const labels = [
    ['alertname', 'Watchdog'],
    ['severity', 'none'],
  ] as const;
  it('are the heartbeats whose matchers all hold, while it fires', () => {
    expect(beatsOf(BOTH, { event: 'firing', labels })).toEqual(['watchdog']);
    expect(beatsOf(BOTH, { event: 'resolved', labels })).toEqual([]);
    expect(beatsOf(BOTH, { event: 'firing', labels: [['alertname', 'Other']] })).toEqual([]);
    expect(isBeat(BOTH, labels)).toBe(true);
    expect(isBeat(undefined, labels)).toBe(false);
  });

  it('are none of a heartbeat without matchers: it would take every alert', () => {
    expect(beatsOf([{ ...WATCHDOG, match: [] }], { event: 'firing', labels })).toEqual([]);
  });
});

describe('whatever happens', () => {
  it('an incident is open exactly while its heartbeat is overdue, and nothing is due that nobody wakes up for', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('beat' as const), wait: fc.integer({ min: 0, max: 10 * MINUTE }) }),
      fc.record({ kind: fc.constant('look' as const), wait: fc.integer({ min: 0, max: 10 * MINUTE }) }),
      fc.record({ kind: fc.constant('away' as const), wait: fc.integer({ min: 0, max: 3 * HOUR }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const it = story([WATCHDOG]);
        let at = AT;
        let open = false;
        for (const { kind, wait } of events) {
          const from = at;
          at += wait;
          const told =
            kind === 'beat' ? it.beat(at, 'watchdog') : kind === 'look' ? it.look(at) : it.again(from, at);
          for (const alert of told) {
            const firing = alert.startsWith('firing');
            expect(firing).toBe(!open);
            open = firing;
          }
          const pulse = it.pulses.get('watchdog') as Pulse;
          expect(pulse.missedAt !== null).toBe(open);
          const due = heartbeatDueAt(WATCHDOG, pulse);
          expect(due === null).toBe(open);
          expect(it.next()).toBe(due);
          if (kind === 'look' && due !== null) expect(due).toBeGreaterThan(at);
        }
      }),
      { numRuns: 300 },
    );
  });
});
