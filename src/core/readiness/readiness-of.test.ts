import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import type { CheckState } from './check';
import type { MachineFacts, ReadinessFacts } from './facts';
import { readinessLine, readinessOf } from './readiness-of';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const MACHINE: MachineFacts = {
  at: NOW - MINUTE,
  notifications: { known: true, value: { can: true, says: 'dunst shows them' } },
  doNotDisturb: { known: true, value: { on: false, says: 'it is off' } },
  sound: { known: true, value: { device: 'Speakers', muted: false, volume: 0.6 } },
  network: { known: true, value: { up: true, says: 'it is up' } },
  power: { known: true, value: { plugged: true, charge: 0.9 } },
  sleep: { known: true, value: { plugged: null, battery: 20 * MINUTE, blocked: false } },
  ownSound: 'on',
};

const WELL: ReadinessFacts = {
  timeZone: 'Europe/Berlin',
  startedAt: NOW - 3 * HOUR,
  storing: { ok: true, text: '' },
  listener: { ok: true, text: '', needed: true },
  sources: [
    {
      id: 'prod',
      title: 'prod',
      polled: true,
      state: 'ok',
      lastGoodAt: NOW - 8 * SECOND,
      failingSince: null,
      lastError: '',
    },
  ],
  clocks: [{ id: 'prod', title: 'prod', ahead: 400, within: 700, at: NOW - 8 * SECOND }],
  channels: [
    {
      id: 'popup',
      title: 'Pop-up',
      last: { ok: true, at: NOW - DAY, detail: 'shown' },
      test: null,
      testable: false,
    },
  ],
  machine: MACHINE,
  team: { log: '', sync: '', file: '' },
  duty: { now: true, until: NOW + DAY, nextAt: null },
  schedules: 1,
  gaps: [],
  lastResort: '',
  held: [],
  heartbeats: [],
  own: { on: true, every: MINUTE, lastOkAt: NOW - 20 * SECOND, since: NOW - DAY, problem: '', held: '' },
  drills: {
    monthly: true,
    since: NOW - 90 * DAY,
    last: { at: NOW - 3 * DAY, outcome: 'answered', answeredAfter: 41 * SECOND },
    running: false,
  },
};

/** How one check stands under facts that differ from those of a desktop where all is well. */
function check(id: string, facts: Partial<ReadinessFacts>): { state: CheckState; says: string } {
  const found = readinessOf({ ...WELL, ...facts }, NOW).checks.find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return { state: found.state, says: found.says };
}
const machine = (part: Partial<MachineFacts>): Partial<ReadinessFacts> => ({
  machine: { ...MACHINE, ...part },
});

describe('readiness', () => {
  it('is ready where every check is well, and says so in one line', () => {
    const readiness = readinessOf(WELL, NOW);
    expect(readiness.checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(readiness.light).toBe('ready');
    expect(readinessLine(readiness)).toBe('Pageable: every check is well');
  });

  it('is worth a look with a warning, and no with one bad check, which the line names', () => {
    const look = readinessOf({ ...WELL, ...machine({ ownSound: 'off' }) }, NOW);
    expect([look.light, readinessLine(look)]).toEqual(['worth a look', 'Worth a look: Sound']);
    const no = readinessOf(
      { ...WELL, ...machine({ ownSound: 'off' }), storing: { ok: false, text: 'disk full' } },
      NOW,
    );
    expect([no.light, readinessLine(no)]).toEqual(['not pageable', 'Not pageable: Storing']);
  });

  it('is not lowered by what cannot be known here', () => {
    const known = { known: false, why: 'it cannot be read on this system' } as const;
    const blind = readinessOf(
      {
        ...WELL,
        clocks: [],
        own: { ...WELL.own, on: false },
        ...machine({
          notifications: known,
          doNotDisturb: known,
          sound: known,
          network: known,
          power: known,
          sleep: known,
        }),
      },
      NOW,
    );
    expect(blind.light).toBe('ready');
    expect(readinessLine(blind)).toBe('Pageable: all that is known is well');
    expect(blind.checks.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual([
      'clock',
      'notifications',
      'do-not-disturb',
      'sound',
      'network',
      'power',
      'own-heartbeat',
    ]);
  });

  it('has ids that are all different', () => {
    const ids = readinessOf(WELL, NOW).checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('sources', () => {
  const [source] = WELL.sources;
  if (!source) throw new Error('one is there');
  it('that are blind mean no, that fail a warning; both say since when and why', () => {
    const blind = {
      ...source,
      state: 'blind',
      lastError: 'connection refused',
      failingSince: NOW - HOUR,
    } as const;
    expect(check('source:prod', { sources: [blind] })).toEqual({
      state: 'bad',
      says: 'Its alerts do not get here: connection refused; last good answer 8 s ago.',
    });
    expect(check('source:prod', { sources: [{ ...blind, state: 'failing' }] }).state).toBe('warn');
  });
  it('that only send may be silent without fault', () => {
    expect(check('source:prod', { sources: [{ ...source, polled: false, state: 'waiting' }] }).state).toBe(
      'unknown',
    );
    expect(check('sources', { sources: [] }).state).toBe('warn');
  });
  it('that send need the listener', () => {
    expect(check('listener', { listener: { ok: false, text: 'port 7 is in use', needed: true } }).state).toBe(
      'bad',
    );
    expect(
      check('listener', { listener: { ok: false, text: 'port 7 is in use', needed: false } }).state,
    ).toBe('warn');
  });
  it('need not be reached in the first seconds: the listener is being opened, unless it says why not', () => {
    const after = (age: number, text = '') =>
      check('listener', { startedAt: NOW - age, listener: { ok: false, text, needed: true } });
    expect(after(SECOND)).toEqual({ state: 'unknown', says: 'It is being opened.' });
    expect(after(14 * SECOND).state).toBe('unknown');
    expect(after(15 * SECOND).state).toBe('bad');
    expect(after(SECOND, 'port 7 is in use').state).toBe('bad');
  });
});

describe('the clock', () => {
  const clock = (...ahead: number[]) =>
    check('clock', {
      clocks: ahead.map((by, i) => ({ id: `s${i}`, title: `s${i}`, ahead: by, within: SECOND, at: NOW })),
    });
  it('warns above 30 seconds and is bad above five minutes, what measuring may be off by not counted', () => {
    expect(clock(31 * SECOND).state).toBe('ok');
    expect(clock(31 * SECOND + 1).state).toBe('warn');
    expect(clock(-40 * SECOND).says).toContain('behind that of s0');
    expect(clock(5 * MINUTE + SECOND).state).toBe('warn');
    expect(clock(-5 * MINUTE - SECOND - 1).state).toBe('bad');
  });
  it('goes by the middle of several: one source with a wrong clock is not our fault', () => {
    expect(clock(200, 3 * HOUR, -100).state).toBe('ok');
    expect(clock(2 * MINUTE, 2 * MINUTE, 0).state).toBe('warn');
  });
});

describe('the desktop', () => {
  it('without a sound device, muted or too low cannot be heard', () => {
    const sound = (device: string, muted: boolean, volume: number | null) =>
      check('sound', machine({ sound: { known: true, value: { device, muted, volume } } }));
    expect(sound('', false, null).says).toMatch(/no sound device/);
    expect(sound('Speakers', true, 1).says).toMatch(/is muted/);
    expect(sound('Speakers', false, 0.02).state).toBe('warn');
    expect(sound('Speakers', false, null).state).toBe('ok');
  });
  it('that does not disturb, or has no notifications, still shows the pop-up', () => {
    const on = { known: true, value: { on: true, says: 'dunst is paused' } } as const;
    expect(check('do-not-disturb', machine({ doNotDisturb: on }))).toEqual({
      state: 'warn',
      says: 'Dunst is paused. Notifications are held back by the system; pop-up and sound still come.',
    });
    const none = { known: true, value: { can: false, says: 'no notification service runs' } } as const;
    expect(check('notifications', machine({ notifications: none })).says).toMatch(/pop-up does not need/);
  });
  it('that may go to sleep matters to whoever is on call, or will be within a day', () => {
    const battery = machine({ power: { known: true, value: { plugged: false, charge: 0.4 } } });
    expect(check('power', battery)).toMatchObject({
      state: 'warn',
      says: expect.stringMatching(
        /^On battery, 40 % left, it goes to sleep after 20 min of rest\. You are on call now/,
      ),
    });
    const off = { now: false, until: null, nextAt: NOW + 25 * HOUR };
    expect(check('power', { ...battery, duty: off }).state).toBe('ok');
    expect(check('power', { ...battery, duty: { ...off, nextAt: NOW + 23 * HOUR } }).state).toBe('warn');
  });
  it('that was read long ago is not known', () => {
    expect(check('sound', machine({ at: NOW - 16 * MINUTE })).state).toBe('unknown');
    expect(check('sound', { machine: null }).state).toBe('unknown');
  });
});

describe('channels', () => {
  const channel = (id: string, ok: boolean | null, age = HOUR) => ({
    id,
    title: id,
    last: ok === null ? null : { ok, at: NOW - age, detail: ok ? '' : 'no service' },
    test: null,
    testable: true,
  });
  it('mean no when none of them arrived, and a look when none was tried', () => {
    expect(check('reach', { channels: [channel('a', false), channel('b', false)] }).state).toBe('bad');
    expect(check('reach', { channels: [channel('a', false), channel('b', null)] }).state).toBe('warn');
    expect(check('reach', { channels: [channel('a', false), channel('b', true)] }).state).toBe('ok');
    expect(check('reach', { channels: [] }).state).toBe('warn');
  });
  it('are judged by the newer of page and test, with its age', () => {
    const test = { ok: true, at: NOW - MINUTE, detail: '' };
    expect(check('channel:a', { channels: [{ ...channel('a', false), test }] })).toEqual({
      state: 'ok',
      says: 'The last test, 1 min ago, arrived.',
    });
    expect(check('channel:a', { channels: [channel('a', false)] }).says).toBe(
      'The last page, 1 h ago, did not arrive: no service.',
    );
    expect(check('channel:a', { channels: [channel('a', true, 46 * DAY)] }).state).toBe('warn');
  });
});

describe('the team', () => {
  const gap = {
    schedule: 'primary',
    name: 'Primary',
    start: NOW + DAY,
    end: NOW + DAY + 2 * HOUR,
    meant: false,
  };
  it('with nobody on call in the next two weeks is warned of, in the zone of whoever looks', () => {
    expect(check('gaps', { gaps: [gap] })).toEqual({
      state: 'warn',
      says: 'Nobody is on call for Primary from Tue 24 Nov 13:00 to Tue 24 Nov 15:00. Everyone is paged then.',
    });
    expect(check('gaps', { gaps: [{ ...gap, start: NOW - HOUR }, gap], lastResort: 'Ada Okafor' }).says).toBe(
      'Nobody is on call for Primary now, until Tue 24 Nov 15:00. 2 gaps, 1 d 5 h in all. Ada Okafor is paged then, as the last resort.',
    );
    expect(check('gaps', { gaps: [{ ...gap, meant: true }] }).state).toBe('ok');
  });
  it('is told what holds pages back now', () => {
    const held = [
      { how: 'quiet-hours', text: '', until: NOW + HOUR },
      { how: 'silence', text: 'deploy, by Grace', until: null },
    ] as const;
    expect(check('held', { held }).says).toBe(
      'Your quiet hours hold back what is not critical until Mon 23 Nov 14:00. A silence holds pages back: deploy, by Grace.',
    );
  });
  it('that does not hear of this desktop is warned of', () => {
    expect(check('team', { team: { log: 'the log cannot be written', sync: '', file: '' } }).state).toBe(
      'warn',
    );
  });
});

describe('heartbeats', () => {
  const beat = {
    id: 'watchdog',
    name: 'Prometheus',
    within: 5 * MINUTE,
    lastHeardAt: NOW - HOUR,
    missedAt: NOW,
    waiting: false,
    called: false,
  };
  it('that a job missed are worth a look: pages work all the same', () => {
    expect(check('heartbeat:watchdog', { heartbeats: [{ ...beat, called: true }] })).toEqual({
      state: 'warn',
      says: 'Not heard for 5 min, it was last heard 1 h ago.',
    });
  });
  it('that alerts bring and that are missed mean no, as a blind source does', () => {
    expect(check('heartbeat:watchdog', { heartbeats: [beat] }).state).toBe('bad');
    expect(check('heartbeat:watchdog', { heartbeats: [{ ...beat, missedAt: null }] }).state).toBe('ok');
    expect(
      check('heartbeat:watchdog', {
        heartbeats: [{ ...beat, missedAt: null, lastHeardAt: null, waiting: true }],
      }).state,
    ).toBe('unknown');
  });
  it('of our own are missed after three, and held back on purpose at once', () => {
    const own = { ...WELL.own, problem: 'it answered 500' };
    expect(check('own-heartbeat', { own: { ...own, lastOkAt: NOW - 3 * MINUTE } }).state).toBe('ok');
    expect(check('own-heartbeat', { own: { ...own, lastOkAt: NOW - 3 * MINUTE - 1 } }).state).toBe('warn');
    expect(check('own-heartbeat', { own: { ...WELL.own, held: 'nothing is stored' } }).state).toBe('warn');
  });
});

describe('drills', () => {
  const last = { at: NOW - DAY, outcome: 'missed', answeredAfter: null } as const;
  it('that were missed or late, or are overdue, are worth a look', () => {
    const state = (part: Partial<ReadinessFacts['drills']>) =>
      check('drill', { drills: { ...WELL.drills, ...part } }).state;
    expect(state({ last })).toBe('warn');
    expect(state({ last: { ...last, outcome: 'late', answeredAfter: 7 * MINUTE } })).toBe('warn');
    expect(state({ last: { ...last, outcome: 'answered', answeredAfter: SECOND, at: NOW - 66 * DAY } })).toBe(
      'warn',
    );
    expect(state({ last: null })).toBe('warn');
    expect(state({ last: null, since: NOW - DAY })).toBe('unknown');
    expect(state({ last: null, monthly: false, since: null })).toBe('unknown');
  });
});
