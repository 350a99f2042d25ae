import type { Output } from '../../src/contract/bridge';
import type { ReadinessFacts } from '../../src/core/readiness/facts';
import { readinessLine, readinessOf } from '../../src/core/readiness/readiness-of';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A desktop on which all is well. */
export function factsAt(now: number): ReadinessFacts {
  const source = { polled: true, state: 'ok', failingSince: null, lastError: '' } as const;
  const channel = { test: null, testable: false } as const;
  return {
    timeZone: 'Europe/London',
    startedAt: now - 9 * HOUR,
    storing: { ok: true, text: '' },
    listener: { ok: true, text: '', needed: true },
    sources: [
      { ...source, id: 'prod', title: 'prod-alertmanager', lastGoodAt: now - 8 * SECOND },
      { ...source, id: 'eu', title: 'eu-alertmanager', lastGoodAt: now - 11 * SECOND },
    ],
    clocks: [{ id: 'prod', title: 'prod-alertmanager', ahead: 300, within: 700, at: now - 8 * SECOND }],
    channels: [
      { ...channel, id: 'popup', title: 'Pop-up', last: { ok: true, at: now - 3 * DAY, detail: '' } },
      { ...channel, id: 'sound', title: 'Sound', last: { ok: true, at: now - 3 * DAY, detail: '' } },
      {
        id: 'phone',
        title: 'My phone (ntfy)',
        last: null,
        test: { ok: true, at: now - 9 * DAY, detail: '' },
        testable: true,
      },
    ],
    machine: {
      at: now - 4 * SECOND,
      notifications: { known: true, value: { can: true, says: 'gnome-shell shows them' } },
      doNotDisturb: { known: true, value: { on: false, says: 'banners are shown' } },
      sound: { known: true, value: { device: 'Built-in speakers', muted: false, volume: 0.62 } },
      network: { known: true, value: { up: true, says: 'it is up (wlp3s0)' } },
      power: { known: true, value: { plugged: true, charge: 0.88 } },
      sleep: { known: true, value: { plugged: null, battery: 20 * MINUTE, blocked: false } },
      ownSound: 'on',
    },
    team: { log: '', sync: '', file: '' },
    duty: { now: true, until: now + 26 * HOUR, nextAt: null },
    schedules: 2,
    gaps: [],
    lastResort: '',
    held: [],
    heartbeats: [
      {
        id: 'watchdog',
        name: 'Prometheus watchdog',
        within: 5 * MINUTE,
        lastHeardAt: now - 12 * SECOND,
        missedAt: null,
        waiting: false,
        called: false,
      },
    ],
    own: { on: true, every: MINUTE, lastOkAt: now - 20 * SECOND, since: now - DAY, problem: '', held: '' },
    drills: {
      monthly: true,
      since: now - 90 * DAY,
      last: { at: now - 12 * DAY, outcome: 'answered', answeredAfter: 41 * SECOND },
      running: false,
    },
  };
}

/** One on which much is not. */
export function wrongFactsAt(now: number): ReadinessFacts {
  const facts = factsAt(now);
  const machine = facts.machine as NonNullable<ReadinessFacts['machine']>;
  return {
    ...facts,
    sources: facts.sources.map((source, index) =>
      index === 0
        ? {
            ...source,
            state: 'blind',
            lastError: 'no answer within 10 s',
            failingSince: now - 7 * MINUTE,
            lastGoodAt: now - 7 * MINUTE,
          }
        : source,
    ),
    clocks: [{ id: 'prod', title: 'prod-alertmanager', ahead: -95 * SECOND, within: 700, at: now - MINUTE }],
    machine: {
      ...machine,
      doNotDisturb: { known: true, value: { on: true, says: 'do not disturb is on' } },
      sound: { known: true, value: { device: 'Built-in speakers', muted: true, volume: 0.62 } },
      power: { known: true, value: { plugged: false, charge: 0.34 } },
      notifications: {
        known: false,
        why: 'macOS tells only its own settings whether Watchbill may notify: look there',
      },
    },
    channels: facts.channels.map((channel) =>
      channel.id === 'phone'
        ? { ...channel, test: { ok: false, at: now - HOUR, detail: 'the server answered HTTP 403' } }
        : channel,
    ),
    gaps: gapsAt(now),
    held: [
      { how: 'quiet-hours', text: '', until: now + 5 * HOUR },
      { how: 'silence', text: 'deploy of the ledger, by Grace Lindt', until: now + HOUR },
    ],
    own: { ...facts.own, on: false },
    drills: { ...facts.drills, last: { at: now - 2 * DAY, outcome: 'missed', answeredAfter: null } },
  };
}

const gapsAt = (now: number): ReadinessFacts['gaps'] => [
  { schedule: 'primary', name: 'Primary', start: now + 3 * DAY, end: now + 3 * DAY + 9 * HOUR, meant: false },
  { schedule: 'night', name: 'Night', start: now + 8 * DAY, end: now + 10 * DAY, meant: false },
];

/** As the engine answers `readiness.get`, by the real judgement. */
export function readinessAt(facts: ReadinessFacts, now: number): Output<'readiness.get'> {
  const readiness = readinessOf(facts, now);
  const mine = { start: now, end: now + 26 * HOUR, kind: 'mine' } as const;
  const later = { start: now + 6 * DAY, end: now + 7 * DAY, kind: 'mine' } as const;
  const of = (id: string) =>
    facts.gaps
      .filter(({ schedule }) => schedule === id)
      .map(({ start, end }) => ({ start, end, kind: 'nobody' as const }));
  return {
    at: now,
    light: readiness.light,
    line: readinessLine(readiness),
    checks: readiness.checks.map((check) => ({ ...check, act: { ...check.act } })),
    timeZone: facts.timeZone,
    ahead: {
      from: now,
      to: now + 14 * DAY,
      schedules: [
        { id: 'primary', name: 'Primary', spans: [mine, ...of('primary'), later] },
        { id: 'night', name: 'Night', spans: of('night') },
      ],
    },
  };
}

export function drillsAt(now: number): Output<'drill.list'> {
  const base = { target: 5 * MINUTE, kind: 'asked' } as const;
  const reached = (channel: string, title: string, after: number) =>
    ({ channel, title, state: 'delivered', after, detail: '' }) as const;
  return {
    monthly: true,
    nextAt: now + 9 * DAY,
    trouble: '',
    drills: [
      {
        ...base,
        id: 'd3',
        kind: 'monthly',
        startedAt: now - 2 * DAY,
        endedAt: now - 2 * DAY + 15 * MINUTE,
        outcome: 'missed',
        answeredAfter: null,
        points: 0,
        passed: false,
        says: 'Nobody answered in 15 min.',
        channels: [reached('popup', 'Pop-up', 120), reached('sound', 'Sound', 640)],
      },
      {
        ...base,
        id: 'd2',
        startedAt: now - 12 * DAY,
        endedAt: now - 12 * DAY + 41 * SECOND,
        outcome: 'answered',
        answeredAfter: 41 * SECOND,
        points: 100,
        passed: true,
        says: 'Answered after 41 s, within 5 min.',
        channels: [reached('popup', 'Pop-up', 110), reached('sound', 'Sound', 590)],
      },
    ],
  };
}

export function heartbeatsAt(now: number): Output<'heartbeat.list'> {
  return {
    heartbeats: [
      {
        id: 'watchdog',
        name: 'Prometheus watchdog',
        within: 5 * MINUTE,
        service: 'platform',
        match: ['alertname="Watchdog"', 'cluster="eu-west-1"'],
        state: 'beating',
        lastHeardAt: now - 12 * SECOND,
        dueAt: now + 4 * MINUTE,
      },
      {
        id: 'nightly-backup',
        name: 'Nightly backup',
        within: 26 * HOUR,
        service: '',
        match: [],
        state: 'missed',
        lastHeardAt: now - 30 * HOUR,
        dueAt: null,
      },
      {
        id: 'reports',
        name: 'Reports',
        within: 2 * HOUR,
        service: '',
        match: [],
        state: 'new',
        lastHeardAt: null,
        dueAt: null,
      },
    ],
    own: {
      on: true,
      every: MINUTE,
      method: 'GET',
      host: 'hc-ping.example',
      lastOkAt: now - 20 * SECOND,
      problem: '',
      held: '',
    },
    url: 'http://127.0.0.1:9095/api/v1/heartbeats/',
  };
}
