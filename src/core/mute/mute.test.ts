import { describe, expect, it } from 'vitest';
import { personOf } from '../../../test/helpers/rota-fixtures';
import { makeLabels } from '../alert/labels';
import { parseMatcher } from '../alert/matcher';
import { WATCHBILL_SERVICE } from '../kernel/ids';
import type { Service } from '../people/service';
import { type Calendars, NO_CALENDARS } from '../schedule/calendars';
import type { Hours, Weekday } from '../schedule/schedule';
import { DAY, HOUR, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import { FlapMemory } from './flap-memory';
import { groupKeyOf } from './group-key';
import { maintenanceAt } from './maintenance-at';
import type { Maintenance, Silence } from './mute';
import { muteWords } from './mute-words';
import { quietUntil } from './quiet-until';
import { silenceChangesAt, silencedBy, silencesToCome } from './silenced-by';
import { urgencyChangesAt, urgencyOf } from './urgency';

/** A Monday. */
const NOON = Date.UTC(2026, 10, 23, 12);
const WORDS = muteWords({ people: [{ ...personOf('ada'), name: 'Ada Okafor' }], timeZone: 'UTC' });
const daily = (from: number, to: number, days: Weekday[] | null = null): Hours => ({
  kind: 'daily',
  from: from * HOUR,
  to: to * HOUR,
  days,
});
const service = (more: Partial<Service> = {}): Service => ({
  id: 'checkout',
  name: 'Checkout',
  match: [],
  owners: [],
  repository: '',
  runbook: '',
  escalation: '',
  ...more,
});
const utc = (text: string): Instant => Date.parse(`${text}Z`);

describe('silences', () => {
  const silence = (id: string, matcher: string, from: number, to: number): Silence => {
    const read = parseMatcher(matcher);
    if (!read.ok) throw new Error(read.error);
    const span = { start: NOON + from * HOUR, end: NOON + to * HOUR };
    return { id, matchers: [read.value], ...span, by: 'ada', reason: id === 'a' ? 'deploy' : '' };
  };
  const labels = makeLabels([['alertname', 'DiskFull']]);
  const one = silence('a', 'alertname="DiskFull"', 0, 2);

  it('hold what they match from start to end, exclusive', () => {
    const at = (hours: number) => silencedBy([one], labels, NOON + hours * HOUR, WORDS)?.by;
    expect([at(-1), at(0), at(1.99), at(2)]).toEqual([undefined, 'a', 'a', undefined]);
    expect(silencedBy([one], makeLabels([['alertname', 'Other']]), NOON, WORDS)).toBeNull();
    expect(silencedBy([{ ...one, matchers: [] }], labels, NOON, WORDS)).toBeNull();
  });

  it('of several the one that ends last counts', () => {
    const list = [
      one,
      silence('long', 'alertname=~"Disk.*"', -1, 40),
      silence('short', 'alertname!=""', 0, 1),
    ];
    expect(silencedBy(list, labels, NOON, WORDS)).toEqual({
      how: 'silenced',
      by: 'long',
      detail: 'Silenced by Ada Okafor until Wed 04:00',
      until: NOON + 40 * HOUR,
    });
    expect(silencedBy([one], labels, NOON, WORDS)?.detail).toBe('Silenced by Ada Okafor until 14:00: deploy');
    expect(silencedBy([silence('far', 'alertname!=""', 0, 24 * 30)], labels, NOON, WORDS)?.detail).toBe(
      'Silenced by Ada Okafor until 2026-12-23 12:00',
    );
  });

  it('say when the next begins or ends', () => {
    const list = [one, silence('later', 'alertname!=""', 1, 3), silence('ended', 'alertname!=""', 0.5, 0.5)];
    const next = (hours: number) => {
      const at = silenceChangesAt(list, NOON + hours * HOUR);
      return at === null ? null : (at - NOON) / HOUR;
    };
    expect([next(-1), next(0), next(1), next(2), next(3)]).toEqual([0, 1, 2, 3, null]);
    expect(silencesToCome(list, NOON + 2 * HOUR).map(({ id }) => id)).toEqual(['later']);
  });
});

describe('maintenance', () => {
  const once = (id: string, services: string[], from: number, to: number): Maintenance => ({
    id,
    services,
    reason: '',
    by: 'ada',
    when: { kind: 'once', start: NOON + from * HOUR, end: NOON + to * HOUR },
  });
  const backups: Maintenance = {
    id: 'file:backups',
    services: ['db'],
    reason: 'weekly backup',
    by: null,
    when: { kind: 'weekly', hours: [daily(1, 3, [7])], timeZone: 'Europe/London' },
  };
  const ask = (planned: Maintenance[], begun: Maintenance[], of: string, at: Instant) =>
    maintenanceAt(planned, begun, of, NO_CALENDARS, at, WORDS);

  it('begun now holds its services, or all of them, never Watchbill itself', () => {
    const list = [once('db', ['db'], 0, 1), once('all', [], 2, 3)];
    expect(ask([], list, 'db', NOON)).toEqual({
      held: {
        how: 'maintenance',
        by: 'db',
        detail: 'Maintenance, begun by Ada Okafor, until 13:00',
        until: NOON + HOUR,
      },
      nextAt: NOON + HOUR,
    });
    expect(ask([], list, 'web', NOON)).toEqual({ held: null, nextAt: NOON + 2 * HOUR });
    expect(ask([], list, 'web', NOON + 2 * HOUR).held?.by).toBe('all');
    expect(ask([], list, 'db', NOON + 3 * HOUR)).toEqual({ held: null, nextAt: null });
    expect(ask([], list, WATCHBILL_SERVICE, NOON + 2 * HOUR)).toEqual({ held: null, nextAt: null });
    expect(ask([], [once('x', [], 1, 1)], 'db', NOON)).toEqual({ held: null, nextAt: null });
  });

  it('of several the one that ends last counts; the next change is the nearest', () => {
    expect(
      ask([], [once('a', ['db'], 0, 4), once('b', [], -1, 2), once('c', ['db'], 1, 2)], 'db', NOON),
    ).toMatchObject({
      held: { by: 'a' },
      nextAt: NOON + HOUR,
    });
  });

  it('of each week opens and closes on the wall clock, also where clocks change', () => {
    const at = (text: string) => {
      const { held, nextAt } = ask([backups], [], 'db', utc(text));
      return [held?.until ?? null, nextAt].map((when) => when && new Date(when).toISOString().slice(0, 16));
    };
    expect(at('2026-11-23T12:00')).toEqual([null, '2026-11-29T01:00']);
    expect(at('2026-11-29T01:00')).toEqual(['2026-11-29T03:00', '2026-11-29T03:00']);
    // 29 March: 01:00 does not exist and is 02:00 BST; 03:00 BST is 02:00 UTC. One hour.
    expect(at('2026-03-29T00:59')).toEqual([null, '2026-03-29T01:00']);
    expect(at('2026-03-29T01:00')).toEqual(['2026-03-29T02:00', '2026-03-29T02:00']);
    // 25 October: 01:00 comes twice and is the first; 03:00 GMT. Three hours.
    expect(at('2026-10-25T00:00')).toEqual(['2026-10-25T03:00', '2026-10-25T03:00']);
    expect(ask([backups], [], 'db', utc('2026-11-29T01:30')).held).toMatchObject({
      by: 'file:backups',
      detail: 'Maintenance until 03:00: weekly backup',
    });
    expect(ask([backups], [], 'web', utc('2026-11-29T01:30')).held).toBeNull();
  });

  it('of a calendar file is found far ahead, and holds nothing while the file cannot be read', () => {
    const event = { start: NOON + 200 * DAY, end: NOON + 200 * DAY + HOUR, summary: '', emails: [] };
    const calendars: Calendars = {
      events: (path, span) =>
        path === 'work.ics' ? [event].filter(({ start, end }) => start < span.end && span.start < end) : null,
    };
    const of = (path: string): Maintenance => ({
      ...backups,
      when: { kind: 'weekly', hours: [{ kind: 'calendar', path }], timeZone: 'UTC' },
    });
    expect(maintenanceAt([of('work.ics')], [], 'db', calendars, NOON, WORDS).nextAt).toBe(event.start);
    expect(maintenanceAt([of('work.ics')], [], 'db', calendars, event.start, WORDS).held?.until).toBe(
      event.end,
    );
    expect(maintenanceAt([of('gone.ics')], [], 'db', calendars, event.start, WORDS)).toEqual({
      held: null,
      nextAt: null,
    });
  });

  it('without end is told without one', () => {
    const always: Maintenance = {
      ...backups,
      when: { kind: 'weekly', hours: [daily(0, 0)], timeZone: 'UTC' },
    };
    expect(ask([once('a', ['db'], 0, 1), always], [], 'db', NOON).held).toEqual({
      how: 'maintenance',
      by: 'file:backups',
      detail: 'Maintenance: weekly backup',
      until: null,
    });
  });
});

describe('urgency', () => {
  const of = (one: Service | null, severity: 'critical' | 'error' | 'warning' | 'info' | 'none', at = NOON) =>
    urgencyOf(one, severity, at, NO_CALENDARS);

  it('is by severity, unless the service says', () => {
    for (const one of [null, service(), service({ urgency: 'severity' })])
      expect(
        (['critical', 'error', 'warning', 'info', 'none'] as const).map((severity) => of(one, severity)),
      ).toEqual(['high', 'high', 'low', 'low', 'low']);
    expect([of(service({ urgency: 'low' }), 'critical'), of(service({ urgency: 'high' }), 'info')]).toEqual([
      'low',
      'high',
    ]);
  });

  it('is another one outside support hours; what is critical stays high unless the file says so', () => {
    const supportHours = {
      hours: [daily(9, 18, [1, 2, 3, 4, 5])],
      timeZone: 'Europe/London',
      outside: 'low' as const,
      criticalToo: false,
    };
    const one = service({ supportHours });
    const night = NOON + 10 * HOUR;
    expect([of(one, 'error'), of(one, 'error', night), of(one, 'critical', night)]).toEqual([
      'high',
      'low',
      'high',
    ]);
    const strict = service({ supportHours: { ...supportHours, criticalToo: true } });
    expect(of(strict, 'critical', night)).toBe('low');
    const loud = service({ supportHours: { ...supportHours, outside: 'high' } });
    expect([of(loud, 'info'), of(loud, 'info', night), of(loud, 'critical', night)]).toEqual([
      'low',
      'high',
      'high',
    ]);

    const changes = (who: Service, severity: 'error' | 'critical' | 'warning', at: Instant) =>
      urgencyChangesAt(who, severity, at, NO_CALENDARS);
    expect(changes(one, 'error', NOON)).toBe(NOON + 6 * HOUR);
    expect(changes(one, 'error', night)).toBe(NOON + 21 * HOUR);
    // Friday evening: until Monday.
    expect(changes(one, 'error', NOON + 4 * DAY + 10 * HOUR)).toBe(NOON + 6 * DAY + 21 * HOUR);
    expect([
      changes(one, 'critical', NOON),
      changes(one, 'warning', NOON),
      changes(service(), 'error', NOON),
    ]).toEqual([null, null, null]);
  });

  it('is high while the calendar of the support hours cannot be read', () => {
    const supportHours = {
      hours: [{ kind: 'calendar' as const, path: 'gone.ics' }],
      timeZone: 'UTC',
      outside: 'low' as const,
      criticalToo: true,
    };
    expect(of(service({ supportHours }), 'critical')).toBe('high');
    const empty: Calendars = { events: () => [] };
    expect(urgencyOf(service({ supportHours }), 'critical', NOON, empty)).toBe('low');
  });
});

describe('quiet hours', () => {
  const quiet = (quietHours: Hours[], at: string, timeZone = 'Europe/London') => {
    const until = quietUntil({ ...personOf('ada'), timeZone, quietHours }, utc(at));
    return until === null ? null : new Date(until).toISOString().slice(0, 16);
  };

  it('are of the person, on the clock of their own wall', () => {
    const nights = [daily(22, 7)];
    expect([quiet(nights, '2026-11-23T21:59'), quiet(nights, '2026-11-23T22:00')]).toEqual([
      null,
      '2026-11-24T07:00',
    ]);
    expect([quiet(nights, '2026-11-24T06:59'), quiet(nights, '2026-11-24T07:00')]).toEqual([
      '2026-11-24T07:00',
      null,
    ]);
    expect(quiet(nights, '2026-11-23T22:00', 'America/New_York')).toBeNull();
    // The night on which clocks go forward is an hour shorter.
    expect(quiet(nights, '2026-03-28T23:00')).toBe('2026-03-29T06:00');
    expect(quietUntil(personOf('ada'), NOON)).toBeNull();
    expect(quiet([], '2026-11-23T22:00')).toBeNull();
  });

  it('that follow each other are one; those that never end are none', () => {
    const weekend: Hours = {
      kind: 'weekly',
      from: { day: 5, time: 18 * HOUR },
      to: { day: 7, time: 22 * HOUR },
    };
    expect(quiet([daily(22, 7), weekend], '2026-11-28T12:00')).toBe('2026-11-30T07:00');
    expect(quiet([daily(22, 7), weekend], '2026-11-27T07:30')).toBeNull();
    expect(quiet([daily(0, 0)], '2026-11-28T12:00')).toBeNull();
  });
});

describe('groups', () => {
  it('are of one service and equal values, a missing label being empty', () => {
    const group = { by: ['cluster', 'alertname'], wait: 0, window: null };
    const key = (of: Record<string, string>, one = service({ group })) =>
      groupKeyOf(one, makeLabels(Object.entries(of)));
    expect(groupKeyOf(service(), makeLabels([]))).toBeNull();
    expect(key({ cluster: 'a', pod: '1' })).toBe(key({ cluster: 'a', pod: '2', alertname: '' }));
    const keys = [
      key({ cluster: 'a' }),
      key({ alertname: 'a' }),
      key({ cluster: 'a', alertname: 'b' }),
      key({ cluster: 'a","b' }),
      key({ cluster: 'a' }, service({ id: 'other', group })),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(key({ a: '1' }, service({ group: { ...group, by: [] } }))).toBe(
      key({ a: '2' }, service({ group: { ...group, by: [] } })),
    );
  });
});

describe('flapping', () => {
  const RULE = { changes: 3, within: 30 * MINUTE, steady: 5 * MINUTE };
  const came = (...minutes: number[]): FlapMemory => {
    const memory = new FlapMemory();
    for (const minute of minutes) memory.came('k', NOON + minute * MINUTE);
    return memory;
  };
  const until = (memory: FlapMemory, minute: number, rule = RULE) => {
    const at = memory.flapsUntil('k', rule, NOON + minute * MINUTE);
    return at === null ? null : (at - NOON) / MINUTE;
  };

  it('begins with the alert that comes often enough, and is over once it fired long enough', () => {
    expect(until(came(), 0)).toBeNull();
    expect(until(came(0, 10), 10)).toBeNull();
    expect(until(came(0, 10, 20), 20)).toBe(25);
    expect(until(came(0, 10, 20), 24.9)).toBe(25);
    expect(until(came(0, 10, 20), 25)).toBeNull();
    expect(until(came(0, 10, 20, 23), 25)).toBe(28);
    expect(until(came(0, 15, 30), 30)).toBe(35);
    expect(until(came(0, 15, 30.1), 31)).toBeNull();
    expect(came(0, 10, 20).flapsUntil('other', RULE, NOON + 20 * MINUTE)).toBeNull();
    expect(until(came(0, 1, 2), 2, { ...RULE, steady: 2 * HOUR })).toBe(122);
    expect(until(came(0, 1, 2), 100, { ...RULE, steady: 2 * HOUR })).toBe(122);
  });

  it('does not hold an alert for as long as a clock was set back', () => {
    expect(until(came(0, 10, 20), -600)).toBeNull();
    expect(until(came(0, 10, 20, -600), -600)).toBeNull();
    expect(until(came(0, 10, 20, -600, -599, -598), -598)).toBe(-593);
  });

  it('forgets the alert that came longest ago', () => {
    const memory = new FlapMemory(2);
    for (const key of ['a', 'b', 'a', 'a', 'c']) memory.came(key, NOON);
    expect(['a', 'b', 'c'].map((key) => memory.flapsUntil(key, RULE, NOON) !== null)).toEqual([
      true,
      false,
      false,
    ]);
    memory.came('d', NOON);
    expect(memory.flapsUntil('a', RULE, NOON)).toBeNull();
  });
});
