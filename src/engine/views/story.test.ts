import { describe, expect, it } from 'vitest';
import { CHANNEL_TITLES, driveState, firing, LONDON_TEAM, NIGHT } from '../../../test/helpers/driven-state';
import { storyLine as storyLineShape } from '../../contract/views/incident';
import type { IncidentFact } from '../../core/incident/fact';
import type { Actor } from '../../core/incident/incident';
import { ANSWERED_FIRST } from '../../core/page/answered-first';
import { MINUTE, SECOND } from '../../core/time/duration';
import { makeNames } from './names';
import { storyLine, storyOf } from './story';

const names = makeNames({
  team: LONDON_TEAM,
  me: 'ada',
  channelTitles: CHANNEL_TITLES,
  timeZone: 'Europe/London',
});
const ada: Actor = { kind: 'person', id: 'ada' };
const at = (minutes: number, seconds = 0) => NIGHT + minutes * MINUTE + seconds * SECOND;

/** Every line through the contract's shape, then `tone: text | detail`. */
function told(driven: ReturnType<typeof driveState>, id = 'desk-1'): string[] {
  return storyOf(driven.factsOf(id), driven.incident(id), names)
    .map((line) => storyLineShape.parse(line))
    .map(({ tone, text, detail }) => `${tone}: ${text}${detail === '' ? '' : ` | ${detail}`}`);
}

const read = (alerts: ReturnType<typeof firing>[]) =>
  ({ kind: 'sourceRead', source: 'prod-alertmanager', alerts, startedAt: null, nextTryAt: null }) as const;

describe('the story of an incident', () => {
  it('tells a page from alert to answer to end, each with who did it', () => {
    const driven = driveState(LONDON_TEAM, at(-10));
    driven.happens(read([firing('a')]), at(0));
    driven.happens(
      {
        kind: 'delivered',
        incident: 'desk-1',
        page: 'desk-1-p1',
        channel: 'popup',
        delivery: { state: 'delivered', at: at(0), detail: 'shown on screen' },
      },
      at(0),
    );
    driven.happens(
      {
        kind: 'delivered',
        incident: 'desk-1',
        page: 'desk-1-p2',
        channel: 'notification',
        delivery: { state: 'refused', at: at(0), detail: 'notify-send is not installed' },
      },
      at(0),
    );
    driven.happens(
      { kind: 'command', incident: 'desk-1', by: ada, command: { act: 'acknowledge', hereOnly: false } },
      at(2),
    );
    driven.happens(
      { kind: 'silenceWritten', incident: 'desk-1', silenceId: '8c5e2f01-77aa', endsAt: at(17) },
      at(2, 7),
    );
    driven.happens(
      {
        kind: 'command',
        incident: 'desk-1',
        by: ada,
        command: { act: 'note', text: 'disk full\nsee graph' },
      },
      at(3),
    );
    driven.happens(read([]), at(4));
    driven.happens(read([]), at(4, 30));
    driven.happens(read([]), at(5));
    driven.happens({ kind: 'silenceRemoved', incident: 'desk-1', silenceId: '8c5e2f01-77aa' }, at(5, 1));

    expect(told(driven)).toEqual([
      'plain: Incident 1 opened: alert from prod-alertmanager. | Critical, service Payments',
      'plain: Paged Ada Okafor by pop-up, notification, sound: fires now. | There is no rota yet, so whoever sits at this desktop is on call.',
      'good: Pop-up delivered. | shown on screen.',
      'bad: Notification refused: notify-send is not installed.',
      'good: Ada Okafor acknowledged it 2 min after the page.',
      'quiet: Asked prod-alertmanager for a silence; not confirmed yet.',
      'good: prod-alertmanager confirmed the silence at 02:02:07, until 02:17. | Silence 8c5e2f01-77aa',
      'plain: Note by Ada Okafor. | disk full\nsee graph',
      'quiet: Not in the last 3 answers of prod-alertmanager. | Kept until it is missing for long enough.',
      'good: Resolved 5 min after it opened. | Gone from prod-alertmanager: not in its last 3 answers, for 1 min.',
      'quiet: Asked prod-alertmanager to end the silence. | Silence 8c5e2f01-77aa',
      'quiet: The silence at prod-alertmanager is ended. | Silence 8c5e2f01-77aa',
    ]);
    const story = storyOf(driven.factsOf('desk-1'), driven.incident('desk-1'), names);
    expect(
      story.map(({ at: when, kind, actor }) => [when - NIGHT, kind, actor?.person?.id ?? actor?.name]),
    ).toEqual([
      [0, 'opened', 'prod-alertmanager'],
      [0, 'paged', 'Watchbill'],
      [0, 'delivered', 'Watchbill'],
      [0, 'delivered', 'Watchbill'],
      [2 * MINUTE, 'acknowledged', 'ada'],
      [2 * MINUTE, 'writeBack', 'Watchbill'],
      [2 * MINUTE + 7 * SECOND, 'writeBack', 'Watchbill'],
      [3 * MINUTE, 'noted', 'ada'],
      [5 * MINUTE, 'missed', 'prod-alertmanager'],
      [5 * MINUTE, 'resolved', 'prod-alertmanager'],
      [5 * MINUTE, 'writeBack', 'Watchbill'],
      [5 * MINUTE + SECOND, 'writeBack', 'Watchbill'],
    ]);
  });

  it('tells why nobody was paged, with what its source said then, not with what it says now', () => {
    const driven = driveState(LONDON_TEAM, at(-10));
    const silenced = { how: 'silenced', by: ['12345678-9abc-def0'] } as const;
    driven.happens(read([firing('a', { suppression: silenced }), firing('b', { severity: 'none' })]), at(0));
    driven.happens(
      read([firing('a', { suppression: { how: 'inhibited', by: ['f00d', 'beef', 'cafe', 'babe'] } })]),
      at(1),
    );
    driven.happens(
      read([firing('a', { suppression: { how: 'muted', by: ['weekends'] } }), firing('b')]),
      at(2),
    );
    driven.happens(read([firing('a')]), at(3));

    expect(told(driven)).toEqual([
      'plain: Incident 1 opened: alert from prod-alertmanager. | Critical, service Payments',
      'quiet: Not paged: silenced at prod-alertmanager (silence 12345678…).',
      'quiet: Inhibited at prod-alertmanager by another alert (f00d, beef, cafe and 1 more). | Suppressed is not acknowledged: it pages again when its source lets it.',
      'quiet: Muted at prod-alertmanager by time interval weekends. | Suppressed is not acknowledged: it pages again when its source lets it.',
      'plain: No longer muted at prod-alertmanager.',
      'plain: Paged Ada Okafor by pop-up, notification, sound: no longer suppressed at its source. | There is no rota yet, so whoever sits at this desktop is on call.',
    ]);
    expect(told(driven, 'desk-2')).toEqual([
      'plain: Incident 2 opened: alert from prod-alertmanager. | No severity, service Payments',
      'quiet: Not paged: its severity is none, which never pages.',
      'quiet: Not in the last answer of prod-alertmanager. | Kept until it is missing for long enough.',
      'quiet: Back in the answers of prod-alertmanager.',
      'quiet: Changed at prod-alertmanager: critical now, no severity before.',
      'plain: Paged Ada Okafor by pop-up, notification, sound: fires now. | There is no rota yet, so whoever sits at this desktop is on call.',
      'quiet: Not in the last answer of prod-alertmanager. | Kept until it is missing for long enough.',
    ]);
  });

  it('makes one line of many sightings, and a line of its own of a change', () => {
    const driven = driveState(LONDON_TEAM, at(-10));
    const sent = (over = {}) =>
      ({ kind: 'alertSent', alert: firing('a', { source: 'local', severity: 'warning', ...over }) }) as const;
    for (let minute = 0; minute <= 4; minute++) driven.happens(sent(), at(minute));
    driven.happens(sent({ severity: 'critical', title: 'Checkout is down' }), at(5));
    driven.happens(
      { kind: 'command', incident: 'desk-1', by: ada, command: { act: 'snooze', until: at(24 * 60) } },
      at(6),
    );
    driven.happens({ kind: 'timePassed' }, at(24 * 60));
    driven.happens(
      {
        kind: 'command',
        incident: 'desk-1',
        by: { kind: 'person', id: 'noa' },
        command: { act: 'acknowledge', hereOnly: true },
      },
      at(24 * 60),
    );
    driven.happens(
      {
        kind: 'command',
        incident: 'desk-1',
        by: { kind: 'person', id: 'gone' },
        command: { act: 'unacknowledge' },
      },
      at(24 * 60 + 1),
    );
    driven.happens(sent({ event: 'resolved' }), at(24 * 60 + 2));

    expect(told(driven).filter((line) => !line.includes('Paged'))).toEqual([
      "plain: Incident 1 opened: alert from this desktop's listener. | Warning, service Payments",
      "quiet: Received 4 more times from this desktop's listener. | Since 02:01:00.",
      'quiet: Received again from this desktop\'s listener: critical now, warning before, now "Checkout is down".',
      'good: Ada Okafor snoozed it until 24 Nov 02:00. | For 23 h 54 min.',
      'plain: Open again. The snooze is over.',
      "good: \u2068נועה לוי\u2069 acknowledged it within a second of the page. | Here only: it counts even if this desktop's listener does not take it.",
      'plain: gone took the acknowledgement back: it is open again.',
      'good: Resolved 1 d after it opened. | The sender said that it is over.',
    ]);
  });

  it('tells the reminders of an unanswered page in one line, with what failed among them', () => {
    const driven = driveState({ ...LONDON_TEAM, sources: [] }, at(0));
    const sent = (over = {}) =>
      ({ kind: 'alertSent', alert: firing('a', { source: 'local', ...over }) }) as const;
    driven.happens(sent(), at(0));
    for (const minute of [5, 10, 15, 20]) {
      const { pages } = driven.happens({ kind: 'timePassed' }, at(minute));
      expect(pages).toHaveLength(3);
      for (const { page: id, channel } of pages)
        driven.happens(
          {
            kind: 'delivered',
            incident: 'desk-1',
            page: id,
            channel,
            delivery:
              channel === 'notification' && minute > 10
                ? { state: 'failed', at: at(minute), detail: 'no daemon' }
                : { state: 'delivered', at: at(minute), detail: '' },
          },
          at(minute),
        );
      driven.happens(sent(), at(minute, 30));
    }
    driven.happens(sent({ title: 'Worse' }), at(21));
    driven.happens({ kind: 'timePassed' }, at(25));
    expect(told(driven).slice(2)).toEqual([
      "quiet: Received 4 more times from this desktop's listener. | Since 02:05:30.",
      'bad: Paged Ada Okafor 4 more times by pop-up, notification, sound: still unanswered. | The first at 02:05:00. By notification it failed 2 times: no daemon.',
      'quiet: Received again from this desktop\'s listener: now "Worse".',
      'plain: Paged Ada Okafor again by pop-up, notification, sound: still unanswered.',
    ]);
  });

  it('tells what the channels said at once in one order, and what one said later, later', () => {
    const driven = driveState(LONDON_TEAM, at(0));
    driven.happens(read([firing('a')]), at(0));
    for (const [channel, seconds] of [
      ['sound', 0],
      ['notification', 0.4],
      ['popup', 3],
    ] as const)
      driven.happens(
        {
          kind: 'delivered',
          incident: 'desk-1',
          page: `desk-1-${channel}`,
          channel,
          delivery: { state: 'delivered', at: at(0, seconds), detail: '' },
        },
        at(0, seconds),
      );
    expect(told(driven).slice(2)).toEqual([
      'good: Notification delivered.',
      'good: Sound delivered.',
      'good: Pop-up delivered.',
    ]);
  });

  it('does not call a sound refused that nobody needed any more', () => {
    const driven = driveState(LONDON_TEAM, at(0));
    driven.happens(read([firing('a')]), at(0));
    for (const state of ['delivered', 'refused'] as const)
      driven.happens(
        {
          kind: 'delivered',
          incident: 'desk-1',
          page: 'desk-1-p3',
          channel: 'sound',
          delivery: { state, at: at(0), detail: ANSWERED_FIRST },
        },
        at(0),
      );
    expect(told(driven).slice(2)).toEqual([
      'quiet: Sound not needed: answered before it sounded.',
      'quiet: Sound not needed: answered before it sounded.',
    ]);
  });

  it('tells refused, lost and unended silences, and a sender without a single channel', () => {
    const driven = driveState(LONDON_TEAM, at(0));
    driven.happens(read([firing('a')]), at(0));
    const incident = driven.incident('desk-1');
    const by = { kind: 'watchbill' } as const;
    const line = (fact: IncidentFact) => storyLineShape.parse(storyLine(fact, incident, names));
    const silence = (state: 'writing' | 'confirmed' | 'refused' | 'removing' | 'removed', over = {}) =>
      line({
        kind: 'writeBack',
        at: at(3),
        by,
        incident: 'desk-1',
        writeBack: { state, silenceId: '', endsAt: null, at: at(3), detail: '', ...over },
      });
    const text = ({ tone, text: words }: { tone: string; text: string }) => `${tone}: ${words}`;
    expect([
      text(silence('refused', { detail: 'HTTP 403: forbidden' })),
      text(silence('writing', { silenceId: 'x' })),
      text(silence('confirmed', { endsAt: at(5), detail: 'not renewed yet: no route' })),
      text(silence('removing', { endsAt: at(5), detail: 'timed out' })),
      text(silence('removed', { detail: 'the silence is not there any more' })),
      text(
        line({
          kind: 'paged',
          at: at(1),
          by,
          incident: 'desk-1',
          person: 'ada',
          reason: 'worse',
          why: '',
          pages: [],
        }),
      ),
      text(
        line({
          kind: 'delivered',
          at: at(1),
          by,
          incident: 'desk-1',
          page: 'p',
          channel: 'ntfy',
          delivery: { state: 'failed', at: at(1), detail: '' },
        }),
      ),
      text(line({ kind: 'acknowledged', at: at(0), by: ada, incident: 'desk-1', hereOnly: false })),
    ]).toEqual([
      'bad: prod-alertmanager did not take the silence: HTTP 403: forbidden.',
      'quiet: Asked prod-alertmanager to renew the silence; not confirmed yet.',
      'bad: The silence at prod-alertmanager holds until 02:05, but: not renewed yet: no route.',
      'bad: prod-alertmanager still has the silence, until 02:05 at the latest: timed out.',
      'bad: At prod-alertmanager the silence is not there any more.',
      'bad: Ada Okafor could not be paged: there is no channel to page by.',
      'bad: ntfy failed.',
      'good: Ada Okafor acknowledged it within a second of the page.',
    ]);
  });

  it('keeps text from outside from breaking the line or turning it around', () => {
    const driven = driveState(LONDON_TEAM, at(0));
    driven.happens(read([firing('a')]), at(0));
    driven.happens(
      {
        kind: 'delivered',
        incident: 'desk-1',
        page: 'p',
        channel: '\u202egnp\nexe',
        delivery: { state: 'failed', at: at(0), detail: `\u2066a\u0000b\r\nc ${'x'.repeat(5000)}` },
      },
      at(0),
    );
    const line = storyOf(driven.factsOf('desk-1'), driven.incident('desk-1'), names).at(-1);
    expect(line?.text).toBe(`gnp exe failed: a b c ${'x'.repeat(293)}…`);
  });
});
