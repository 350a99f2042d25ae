import { describe, expect, it } from 'vitest';
import {
  CHANNEL_TITLES,
  driveState,
  firing,
  LONDON_TEAM,
  NIGHT,
  polled,
} from '../../../test/helpers/driven-state';
import { layerOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { statusView } from '../../contract/views/status';
import { ANSWERED_FIRST } from '../../core/page/answered-first';
import { rotaOf } from '../../core/schedule/rota';
import type { Hours, Schedule } from '../../core/schedule/schedule';
import { HOUR, MINUTE } from '../../core/time/duration';
import { makeNames } from './names';
import { statusViewOf } from './status';

const names = makeNames({
  team: LONDON_TEAM,
  me: 'ada',
  channelTitles: CHANNEL_TITLES,
  timeZone: 'Europe/London',
});
const good = { ok: true, text: '' };
const WHY = 'There is no rota yet, so whoever sits at this desktop is on call.';
const by = { kind: 'person', id: 'ada' } as const;
const SOURCES = ['prod-alertmanager', 'eu'];

type Over = Partial<Omit<Parameters<typeof statusViewOf>[0], 'state' | 'names' | 'at'>>;
type Driven = ReturnType<typeof driveState>;

const statusOf = ({ state }: Driven, at: number, over: Over = {}) =>
  statusView.parse(
    statusViewOf({
      state,
      names,
      at,
      storing: good,
      listener: { url: 'http://127.0.0.1:4100', ...good },
      channels: [],
      banners: [],
      ...over,
    }),
  );
const line = (driven: Driven, at: number, over: Over = {}) => {
  const { tray, sentence } = statusOf(driven, at, over);
  return `${tray}: ${sentence}`;
};
const read = (source: string, alerts: ReturnType<typeof firing>[] = []) =>
  ({ kind: 'sourceRead', source, alerts, startedAt: null, nextTryAt: null }) as const;

function heardAll(): Driven {
  const driven = driveState(LONDON_TEAM, NIGHT);
  for (const source of SOURCES) driven.happens(read(source), NIGHT);
  return driven;
}

describe('statusViewOf', () => {
  it('holds the whole truth while one source is blind, one fails and pages wait', () => {
    const driven = heardAll();
    driven.happens(
      read('eu', [
        firing('a', { source: 'eu' }),
        firing('b', { source: 'eu' }),
        firing('c', { source: 'eu', suppression: { how: 'silenced', by: ['x'] } }),
        firing('d', { source: 'eu', severity: 'none' }),
      ]),
      NIGHT + MINUTE,
    );
    driven.happens(
      { kind: 'command', incident: 'desk-1', by, command: { act: 'acknowledge', hereOnly: false } },
      NIGHT + MINUTE,
    );
    const failed = { kind: 'sourceFailed', source: 'prod-alertmanager', nextTryAt: null } as const;
    driven.happens({ ...failed, error: 'connection refused' }, NIGHT + MINUTE);
    driven.happens({ kind: 'timePassed' }, NIGHT + 5 * MINUTE);
    driven.happens(
      { kind: 'sourceFailed', source: 'eu', error: 'HTTP 500', nextTryAt: null },
      NIGHT + 5 * MINUTE,
    );
    const banners = [{ id: 'slept', tone: 'warn', text: 'Asleep 22:10 to 06:14.', act: 'queue' }] as const;
    expect(
      statusOf(driven, NIGHT + 5 * MINUTE, {
        banners: [...banners],
        channels: [
          { id: 'popup', title: 'Pop-up', last: { state: 'delivered', at: NIGHT, detail: 'shown' } },
          {
            id: 'notification',
            title: 'Notification',
            last: { state: 'failed', at: NIGHT, detail: 'no daemon' },
          },
          { id: 'sound', title: 'Sound', last: null },
        ],
      }),
    ).toEqual({
      team: 'Payments',
      me: names.person('ada'),
      tray: 'blind',
      onCall: { yes: true, until: null, why: WHY },
      duties: [],
      waiting: 2,
      open: 4,
      acknowledged: 1,
      suppressed: 1,
      blind: [
        { id: 'prod-alertmanager', text: 'prod-alertmanager is blind since 02:01: connection refused' },
      ],
      sources: { all: 3, failing: 2 },
      storing: good,
      listener: { url: 'http://127.0.0.1:4100', ...good },
      channels: [
        { id: 'popup', title: 'Pop-up', state: 'ok', detail: 'shown', at: NIGHT },
        { id: 'notification', title: 'Notification', state: 'bad', detail: 'no daemon', at: NIGHT },
        { id: 'sound', title: 'Sound', state: 'untried', detail: '', at: null },
      ],
      banners,
      sentence:
        'You are on call. 2 pages wait. 1 acknowledged. The last notification did not arrive: no daemon. prod-alertmanager is blind since 02:01. eu is failing since 02:05.',
    });
  });

  it('is not alarmed by a page that was answered before it sounded, and claims nothing of it', () => {
    const sound = (state: 'delivered' | 'refused') => ({
      channels: [{ id: 'sound', title: 'Sound', last: { state, at: NIGHT, detail: ANSWERED_FIRST } }],
    });
    for (const state of ['delivered', 'refused'] as const) {
      const view = statusOf(heardAll(), NIGHT, sound(state));
      expect([view.tray, view.sentence]).toEqual(['oncall', 'You are on call. All quiet.']);
      expect(view.channels).toEqual([
        { id: 'sound', title: 'Sound', state: 'untried', detail: 'answered before it sounded', at: NIGHT },
      ]);
    }
  });

  it('tells the channels in one order, whatever the desktop lists first', () => {
    const channels = ['sound', 'ntfy', 'notification', 'popup'].map((id) => ({ id, title: id, last: null }));
    expect(statusOf(heardAll(), NIGHT, { channels }).channels.map(({ id }) => id)).toEqual([
      'popup',
      'notification',
      'sound',
      'ntfy',
    ]);
  });

  it('goes through the shapes of the tray', () => {
    const driven = heardAll();
    const lines = [line(driven, NIGHT)];
    driven.happens(read('eu', [firing('a', { source: 'eu' })]), NIGHT);
    lines.push(line(driven, NIGHT));
    driven.happens(
      { kind: 'command', incident: 'desk-1', by, command: { act: 'acknowledge', hereOnly: false } },
      NIGHT,
    );
    lines.push(line(driven, NIGHT));
    driven.happens({ kind: 'command', incident: 'desk-1', by, command: { act: 'resolve' } }, NIGHT);
    lines.push(line(driven, NIGHT));
    expect(lines).toEqual([
      'oncall: You are on call. All quiet.',
      'page: You are on call. 1 page waits.',
      'acknowledged: You are on call. 1 acknowledged.',
      'oncall: You are on call. All quiet.',
    ]);
  });

  it('is never quiet where an alert could be missed', () => {
    const unheard = driveState(LONDON_TEAM, NIGHT);
    const driven = heardAll();
    const failing = heardAll();
    failing.happens({ kind: 'sourceFailed', source: 'eu', error: 'x', nextTryAt: null }, NIGHT);
    const suppressed = heardAll();
    suppressed.happens(
      read('eu', [firing('a', { source: 'eu', suppression: { how: 'muted', by: [] } })]),
      NIGHT,
    );
    const empty = driveState({ ...LONDON_TEAM, sources: [] }, NIGHT);
    const sender = driveState({ ...LONDON_TEAM, sources: LONDON_TEAM.sources.slice(2) }, NIGHT);
    const bad = { state: 'refused', at: NIGHT, detail: '' } as const;
    const lines = [
      line(unheard, NIGHT),
      line(empty, NIGHT),
      line(sender, NIGHT),
      line(failing, NIGHT),
      line(suppressed, NIGHT),
      // Nothing was heard for longer than the team allows, and no step has run yet to say so.
      line(driven, NIGHT + 5 * MINUTE),
      line(driven, NIGHT + 24 * 60 * MINUTE, { storing: { ok: false, text: 'the disk is full' } }),
      line(driven, NIGHT, { storing: { ok: false, text: '' } }),
      line(driven, NIGHT, { listener: { url: '', ok: false, text: 'port 4100 is taken' } }),
      line(driven, NIGHT, { channels: [{ id: 'sound', title: 'Sound', last: bad }] }),
      line(driven, NIGHT, {
        banners: [{ id: 'x', tone: 'bad', text: 'The team file is broken.', act: 'team' }],
      }),
    ];
    expect(lines).toEqual([
      'oncall: You are on call. 2 polled sources were not heard yet.',
      'oncall: You are on call. No source is set up yet.',
      'oncall: You are on call. No alert was sent here since the start.',
      'oncall: You are on call. eu is failing since 02:00.',
      'oncall: You are on call. 1 suppressed.',
      'blind: You are on call. 2 of 3 sources are blind: prod-alertmanager, eu.',
      'blind: You are on call. Nothing is stored: the disk is full. 2 of 3 sources are blind: prod-alertmanager, eu.',
      'blind: You are on call. Nothing is stored.',
      'blind: You are on call. Nothing can be sent to this desktop: port 4100 is taken.',
      'oncall: You are on call. The last sound did not arrive.',
      'oncall: You are on call.',
    ]);
  });

  it('tells the date of a time that is not today, and does not let a name turn the sentence around', () => {
    const name = 'prod\u202e\nnode';
    const driven = driveState({ ...LONDON_TEAM, sources: [polled(name)] }, NIGHT);
    driven.happens({ kind: 'sourceFailed', source: name, error: 'x', nextTryAt: null }, NIGHT);
    expect(line(driven, NIGHT + 24 * 60 * MINUTE)).toBe(
      'blind: You are on call. prod node is blind since 23 Nov 02:00.',
    );
  });

  it('says where nobody is on call; of a desk that is closed only where nobody has any pager', () => {
    const office: Hours = { kind: 'daily', from: 9 * HOUR, to: 17 * HOUR, days: null };
    const desk = scheduleOf([layerOf(['ada'], { hours: [office] })], { id: 'desk', name: 'Desk' });
    const empty = scheduleOf([], { id: 'empty', name: 'Empty' });
    const primary = scheduleOf([layerOf(['linus'])], { name: 'Primary' });
    const said = (...schedules: readonly Schedule[]) => {
      const driven = heardAll();
      driven.happens({ kind: 'rotaChanged', rota: rotaOf({ ...LONDON_TEAM, schedules }) }, NIGHT);
      const { sentence, duties } = statusOf(driven, NIGHT);
      return [sentence, ...duties.filter(({ closed }) => closed).map(({ name }) => `${name} is closed`)];
    };
    expect(said(primary, desk, empty)).toEqual([
      'You are not on call: Linus is for Primary. Nobody is on call for Empty. All quiet.',
      'Desk is closed',
    ]);
    expect(said(desk)).toEqual(['Nobody is on call for Desk. All quiet.', 'Desk is closed']);
  });
});
