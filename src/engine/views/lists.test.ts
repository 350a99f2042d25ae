import { describe, expect, it } from 'vitest';
import { CHANNEL_TITLES, driveState, firing, LONDON_TEAM, NIGHT } from '../../../test/helpers/driven-state';
import { calendarView } from '../../contract/views/calendar';
import { sourceView } from '../../contract/views/sources';
import { teamView } from '../../contract/views/team';
import { HOUR, MINUTE, SECOND } from '../../core/time/duration';
import { calendarViewOf } from './calendar';
import { makeNames } from './names';
import { sourceViewsOf } from './sources';
import { teamViewOf } from './team';

const names = makeNames({
  team: LONDON_TEAM,
  me: 'ada',
  channelTitles: CHANNEL_TITLES,
  timeZone: 'Europe/London',
});

describe('sourceViewsOf', () => {
  it('lists the sources of the team file in its order, then the listener, and says which secret is missing', () => {
    const sources = LONDON_TEAM.sources.map((source) =>
      source.type === 'alertmanager' && source.id === 'prod-alertmanager'
        ? { ...source, caFile: '/etc/ssl/team-ca.pem' }
        : source,
    );
    const driven = driveState({ ...LONDON_TEAM, sources }, NIGHT);
    driven.happens(
      {
        kind: 'sourceRead',
        source: 'prod-alertmanager',
        alerts: [firing('a')],
        startedAt: null,
        nextTryAt: NIGHT + 15 * SECOND,
      },
      NIGHT,
    );
    driven.happens(
      { kind: 'sourceFailed', source: 'eu', error: 'HTTP 401: who are you?', nextTryAt: NIGHT + MINUTE },
      NIGHT,
    );
    driven.happens({ kind: 'alertSent', alert: firing('b', { source: 'watchbill' }) }, NIGHT);
    const unheard = {
      state: 'waiting',
      lastGoodAt: null,
      lastBadAt: null,
      lastError: '',
      failingSince: null,
      nextTryAt: null,
      alerts: 0,
      watchedSince: NIGHT,
    };
    expect(
      sourceView.array().parse(sourceViewsOf(driven.state, new Map([['grafana', 'present' as const]]))),
    ).toEqual([
      {
        ...unheard,
        id: 'prod-alertmanager',
        type: 'alertmanager',
        title: 'prod-alertmanager',
        url: 'http://prod-alertmanager.example:9093',
        state: 'ok',
        lastGoodAt: NIGHT,
        nextTryAt: NIGHT + 15 * SECOND,
        alerts: 1,
        every: 15 * SECOND,
        acknowledge: 'silence',
        auth: 'none',
        username: '',
        caFile: '/etc/ssl/team-ca.pem',
        secret: 'not-needed',
      },
      {
        ...unheard,
        id: 'eu',
        type: 'alertmanager',
        title: 'eu',
        url: 'http://eu.example:9093',
        state: 'failing',
        lastBadAt: NIGHT,
        lastError: 'HTTP 401: who are you?',
        failingSince: NIGHT,
        nextTryAt: NIGHT + MINUTE,
        every: 15 * SECOND,
        acknowledge: 'nothing',
        auth: 'basic',
        username: 'ada',
        caFile: '',
        secret: 'missing',
      },
      {
        ...unheard,
        id: 'grafana',
        type: 'push',
        title: 'Grafana',
        url: '',
        every: null,
        acknowledge: 'none',
        auth: 'token',
        secret: 'present',
      },
      {
        ...unheard,
        id: 'local',
        type: 'built-in',
        title: "This desktop's listener",
        url: '',
        every: null,
        acknowledge: 'none',
        auth: 'token',
        secret: 'not-needed',
      },
    ]);
  });
});

describe('calendarViewOf', () => {
  it('shows incidents as spans', () => {
    const driven = driveState(LONDON_TEAM, NIGHT);
    driven.happens({ kind: 'alertSent', alert: firing('a', { title: 'x'.repeat(300) }) }, NIGHT);
    const view = calendarViewOf({
      incidents: [driven.incident('desk-1')],
      more: false,
      names,
    });
    expect(calendarView.parse(view)).toEqual({
      incidents: [
        {
          id: 'desk-1',
          number: 1,
          title: 'x'.repeat(300),
          severity: 'critical',
          status: 'open',
          suppression: null,
          snoozedUntil: null,
          start: NIGHT,
          end: null,
          service: 'Payments',
        },
      ],
      more: false,
    });
  });

  it('shows 2,000 incidents at the most, and says that there are more', () => {
    const driven = driveState(LONDON_TEAM, NIGHT);
    driven.happens({ kind: 'alertSent', alert: firing('a') }, NIGHT);
    const incidents = Array.from({ length: 2001 }, () => driven.incident('desk-1'));
    const view = calendarViewOf({
      incidents,
      more: false,
      names,
    });
    expect([view.incidents.length, view.more]).toEqual([2000, true]);
  });
});

describe('teamViewOf', () => {
  it('shows the team in force and what is wrong in the file', () => {
    const problems = [{ level: 'error', line: 3, column: 5, message: 'not valid YAML' }] as const;
    const view = teamViewOf({ folder: '/home/ada/team', team: LONDON_TEAM, problems, lastGood: true, names });
    expect(teamView.parse(view)).toEqual({
      folder: '/home/ada/team',
      name: 'Payments',
      timeZone: 'Europe/London',
      people: ['ada', 'linus', 'noa'].map((id) => ({ ...names.person(id), holidays: '' })),
      services: [
        {
          id: 'checkout',
          name: 'Checkout API',
          match: ['service="checkout"', String.raw`path=~"C:\\\\tmp|\"a\"\nb"`],
          owners: ['ada', 'noa'],
          runbook: 'runbooks/checkout.md',
          repository: 'example/checkout',
        },
        {
          id: 'pay',
          name: 'Payments',
          match: ['team="pay"'],
          owners: [],
          runbook: 'runbooks/pay.md',
          repository: '',
        },
      ],
      problems,
      lastGood: true,
    });
  });
});

describe('makeNames', () => {
  it('knows the team, and calls strangers by their ids', () => {
    const stranger = names.person('__proto__');
    expect([
      ['ada', 'linus', 'noa'].map((id) => names.person(id)).map(({ initials, colour }) => [initials, colour]),
      stranger,
      names.actor({ kind: 'source', id: 'grafana' }),
      names.actor({ kind: 'watchbill' }),
      ['checkout', 'unrouted', 'constructor'].map(names.serviceName),
      ['local', 'watchbill', 'grafana', 'eu', 'gone'].map(names.sourceTitle),
      ['sound', 'ntfy'].map(names.channelTitle),
    ]).toEqual([
      [
        ['AO', 0],
        ['LI', 1],
        ['נל', 2],
      ],
      {
        id: '__proto__',
        name: '__proto__',
        initials: '__',
        colour: stranger.colour,
        email: '',
        timeZone: 'Europe/London',
      },
      { name: 'Grafana', person: null },
      { name: 'Watchbill', person: null },
      ['Checkout API', 'Unrouted', 'constructor'],
      ["This desktop's listener", 'Watchbill', 'Grafana', 'eu', 'gone'],
      ['Sound', 'ntfy'],
    ]);
    expect([stranger.colour, names.person('__proto__').colour]).toEqual([stranger.colour, stranger.colour]);
    expect(stranger.colour >= 0 && stranger.colour < 12 && Number.isInteger(stranger.colour)).toBe(true);
  });

  it('tells clock times in the zone asked for, with the date where it is another day there', () => {
    const clocks = (timeZone: string) =>
      makeNames({ team: LONDON_TEAM, me: 'ada', channelTitles: new Map(), timeZone });
    const tokyo = clocks('Asia/Tokyo');
    const lost = clocks('Nowhere/Land');
    expect([
      tokyo.clock(NIGHT, NIGHT + HOUR),
      tokyo.clock(NIGHT, NIGHT + 13 * HOUR),
      tokyo.clockWithSeconds(NIGHT + 7 * SECOND, NIGHT),
      names.clock(Date.UTC(2026, 6, 1, 12), NIGHT),
      names.clock(Date.UTC(2025, 10, 23, 0, 5), NIGHT),
      lost.clock(NIGHT, NIGHT),
      tokyo.clock(Number.NaN, NIGHT),
      tokyo.clock(9e15, NIGHT),
    ]).toEqual([
      '11:00',
      '23 Nov 11:00',
      '11:00:07',
      '1 Jul 13:00',
      '23 Nov 2025 00:05',
      '02:00 UTC',
      'an unknown time',
      'an unknown time',
    ]);
  });
});
