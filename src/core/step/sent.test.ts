import { describe, expect, it } from 'vitest';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { MINUTE, SECOND } from '../time/duration';

/** Nothing is polled here, so nothing can be blind. */
const SENDERS = { ...teamOf(), sources: teamOf().sources.slice(1) };

describe('an alert that is sent to us', () => {
  it('P5: opens an incident, pages whoever is on call by every channel, and is silent once acknowledged', () => {
    const story = new Story(SENDERS);
    const decision = story.sent('db');
    expect(decision.pages).toEqual([
      { page: 'desk-1-p1', channel: 'popup', incident: 'desk-1' },
      { page: 'desk-1-p2', channel: 'sound', incident: 'desk-1' },
    ]);
    story.after(10 * SECOND).acknowledged();
    story.after(60 * MINUTE);
    story.sent('db');
    expect(story.lines()).toEqual(['0:00 opened', '0:00 paged firing', '0:10 acknowledged', '60:10 seen 1']);
    expect(story.incident()).toEqual({
      id: 'desk-1',
      number: 1,
      status: 'acknowledged',
      source: 'grafana',
      dedupKey: 'db',
      service: 'pay',
      title: 'db is broken',
      severity: 'critical',
      alert: alertOf('db'),
      count: 2,
      openedAt: BEGIN,
      lastSeenAt: BEGIN + 60 * MINUTE + 10 * SECOND,
      updatedAt: BEGIN + 60 * MINUTE + 10 * SECOND,
      suppression: null,
      missing: null,
      expiresAt: null,
      acknowledgedAt: BEGIN + 10 * SECOND,
      acknowledgedBy: { kind: 'person', id: 'ada' },
      hereOnly: false,
      elsewhere: false,
      snoozedUntil: null,
      resolvedAt: null,
      resolvedBy: null,
      writeBack: null,
      responder: 'ada',
      why: 'There is no rota yet, so whoever sits at this desktop is on call.',
      lastPagedAt: BEGIN,
      lastPageReason: 'firing',
      pages: 2,
      answeredAt: BEGIN + 10 * SECOND,
      waits: [],
      round: { since: BEGIN, channels: ['popup', 'sound'] },
    });
  });

  it('counts repeats of an open alert without paging again (P4)', () => {
    const story = new Story(SENDERS);
    for (let n = 0; n < 5; n += 1) story.sent('db');
    expect([story.incidents().length, story.incident().count, story.rung()]).toEqual([
      1,
      5,
      ['desk-1 firing'],
    ]);
  });

  it('is a new incident when it fires again after it was resolved, even within the same instant (P4, D3)', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.sent('db', { event: 'resolved' });
    story.sent('db');
    expect(story.lines('desk-1')).toEqual([
      '0:00 opened',
      '0:00 paged firing',
      '0:00 resolved: The sender said that it is over.',
    ]);
    expect(story.lines('desk-2')).toEqual(['0:00 opened', '0:00 paged firing']);
    expect([...story.state.byKey]).toEqual([['grafana\ndb', 'desk-2']]);
    expect([...story.state.incidents.keys()]).toEqual(['desk-2']);
  });

  it('creates nothing when it is resolved or acknowledged without an open incident (D3)', () => {
    const story = new Story(SENDERS);
    const before = story.facts.length;
    story.sent('db', { event: 'resolved' });
    story.sent('db', { event: 'acknowledged' });
    story.sent('db');
    story.sent('db', { event: 'resolved' });
    story.sent('db', { event: 'resolved' });
    expect(story.facts.slice(before).map(({ kind }) => kind)).toEqual(['opened', 'paged', 'resolved']);
  });

  it('is acknowledged by its own sender, once, and stays silent when it is triggered again', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.sent('db', { event: 'acknowledged' });
    story.sent('db', { event: 'acknowledged' });
    story.sent('db');
    story.after(10 * MINUTE);
    expect(story.lines()).toEqual(['0:00 opened', '0:00 paged firing', '0:00 acknowledged', '0:00 seen 1']);
    expect(story.incident().acknowledgedBy).toEqual({ kind: 'source', id: 'grafana' });
  });

  it('is known by its source and its key together: the same key from elsewhere is another alert', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.sent('db', { source: 'local' });
    story.sent('db', { source: 'local', event: 'resolved' });
    expect(story.incidents().map(({ id, source, status }) => ({ id, source, status }))).toEqual([
      { id: 'desk-1', source: 'grafana', status: 'open' },
      { id: 'desk-2', source: 'local', status: 'resolved' },
    ]);
  });

  it('goes to the first service that matches, and to "unrouted" where none does: never nowhere', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.sent('odd', { labels: [] });
    expect(story.incidents().map(({ service }) => service)).toEqual(['pay', 'unrouted']);
    expect(story.rung()).toEqual(['desk-1 firing', 'desk-2 firing']);
  });

  it('never pages while its severity is none, and pages when it gets one', () => {
    const story = new Story(SENDERS);
    story.sent('watchdog', { severity: 'none' });
    story.after(20 * MINUTE).sent('watchdog', { severity: 'none' });
    story.happens({ kind: 'woke', from: story.now - MINUTE });
    story.sent('watchdog', { severity: 'warning' });
    expect(story.lines()).toEqual([
      '0:00 opened',
      '0:00 notPaged severity-none',
      '20:00 seen 1',
      '20:00 seen 1',
      '20:00 paged firing',
    ]);
  });

  it('pages again when it becomes worse, and never becomes better while it is open', () => {
    const story = new Story(SENDERS);
    story.sent('db', { severity: 'warning' });
    story.sent('db', { severity: 'critical' });
    story.sent('db', { severity: 'info' });
    expect(story.rung()).toEqual(['desk-1 firing', 'desk-1 worse']);
    expect(story.incident().severity).toBe('critical');
  });

  it('is reminded of every five minutes until somebody answers', () => {
    const story = new Story(SENDERS);
    story.sent('db');
    story.after(16 * MINUTE);
    story.acknowledged();
    story.after(30 * MINUTE);
    expect(story.lines()).toEqual([
      '0:00 opened',
      '0:00 paged firing',
      '5:00 paged still-unanswered',
      '10:00 paged still-unanswered',
      '15:00 paged still-unanswered',
      '16:00 acknowledged',
    ]);
  });

  it('takes few wake-ups to remind of a flood that came over a minute', () => {
    const story = new Story(SENDERS);
    for (let n = 0; n < 600; n += 1) {
      story.after(97);
      story.sent(`flood-${n}`);
    }
    story.wakes = 0;
    story.after(5 * MINUTE + 5 * SECOND);
    expect(story.wakes).toBeLessThan(15);
    expect(story.rung().length).toBe(1200);
  });
});

describe('an alert whose sender says when it ends', () => {
  const sentUntil = (story: Story, after: number) => story.sent('db', { expiresAt: story.now + after });

  it('is over when it is not sent again, 90 s after that end, and not before', () => {
    const story = new Story(SENDERS);
    story.after(60 * MINUTE);
    sentUntil(story, 4 * MINUTE);
    story.acknowledged();
    story.after(2 * MINUTE);
    sentUntil(story, 4 * MINUTE);
    story.after(20 * MINUTE);
    expect(story.lines().slice(2)).toEqual([
      '60:00 acknowledged',
      '62:00 seen 1',
      '67:30 resolved: Its sender did not send it again before the end it gave.',
    ]);
  });

  it('is over as soon just after a start, when it was sent since', () => {
    const story = new Story(SENDERS);
    story.after(10 * SECOND);
    sentUntil(story, 20 * SECOND);
    story.acknowledged();
    story.after(5 * MINUTE);
    expect(story.lines().at(-1)).toBe(
      '2:00 resolved: Its sender did not send it again before the end it gave.',
    );
  });

  it('does not end because of what we could not hear while we were off or asleep', () => {
    const story = new Story(SENDERS);
    sentUntil(story, 4 * MINUTE);
    story.acknowledged();
    story.now += 30 * MINUTE;
    story.restart();
    story.after(4 * MINUTE);
    expect(story.incident().status).toBe('acknowledged');
    story.sleep(60 * MINUTE);
    story.after(4 * MINUTE);
    expect(story.incident().status).toBe('acknowledged');
    story.after(1 * MINUTE);
    expect(story.lines().at(-1)).toBe(
      '99:00 resolved: Its sender did not send it again before the end it gave.',
    );
  });
});
