import { describe, expect, it } from 'vitest';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { Alert } from '../alert/alert';
import { NO_ROTA } from '../schedule/rota';
import { HOUR, MINUTE, SECOND } from '../time/duration';

const quiet = (how: 'silenced' | 'inhibited' | 'muted', ...by: string[]): Alert =>
  alertOf('db', { source: 'prod', suppression: { how, by } });

describe('an alert that a polled source lists', () => {
  it('opens once, however often it is listed, even twice in one answer', () => {
    const story = new Story();
    for (let n = 0; n < 4; n += 1) {
      story.read(['db', 'db']);
      story.after(15 * SECOND);
    }
    expect(story.lines()).toEqual(['0:00 opened', '0:00 paged firing']);
    expect(story.incident().count).toBe(1);
  });

  it('counts as seen again when it began anew', () => {
    const story = new Story();
    story.read(['db']);
    story.read([alertOf('db', { source: 'prod', startsAt: BEGIN })]);
    expect([story.lines().at(-1), story.incident().count]).toEqual(['0:00 seen 1', 2]);
  });

  it('does not page while its source silences, inhibits or mutes it, says why, and pages when that ends', () => {
    const story = new Story();
    story.read([quiet('silenced', 'night-shift')]);
    story.after(15 * SECOND).read([quiet('inhibited', 'host-down')]);
    story.after(15 * SECOND).read([quiet('muted', 'weekend')]);
    story.after(15 * SECOND).read([quiet('muted', 'weekend')]);
    story.after(15 * SECOND).read(['db']);
    story.after(15 * SECOND).read([quiet('silenced', 'x')]);
    story.after(15 * SECOND).read(['db']);
    expect(story.lines()).toEqual([
      '0:00 opened',
      '0:00 notPaged suppressed-at-source',
      '0:15 suppressed inhibited host-down',
      '0:30 suppressed muted weekend',
      '1:00 unsuppressed',
      '1:00 paged no-longer-suppressed',
      '1:15 suppressed silenced x',
      '1:15 notPaged suppressed-at-source',
      '1:30 unsuppressed',
      '1:30 paged no-longer-suppressed',
    ]);
  });

  it('is over when it vanished from at least two answers and for the grace (C12, C13)', () => {
    const story = new Story();
    story.read(['db']);
    for (let n = 0; n < 7; n += 1) story.after(15 * SECOND).read([]);
    expect(story.lines()).toEqual([
      '0:00 opened',
      '0:00 paged firing',
      '0:15 missed 1',
      '0:30 missed 2',
      '0:45 missed 3',
      '1:00 missed 4',
      '1:15 missed 5',
      '1:30 missed 6',
      '1:45 missed 7',
      '1:45 resolved: Gone from prod: not in its last 7 answers, for 1 min 30 s.',
    ]);
  });

  it('is not over after one long absent answer: two are needed, however long the source is asked seldom', () => {
    const story = new Story(teamOf({ every: 5 * MINUTE, blindAfter: HOUR }));
    story.read(['db']);
    story.acknowledged();
    story.after(5 * MINUTE).read([]);
    expect(story.incident().status).toBe('acknowledged');
    story.after(5 * MINUTE).read([]);
    expect(story.incident().status).toBe('resolved');
  });

  it('is kept when it comes back within the grace, and a later absence starts from nothing', () => {
    const story = new Story();
    story.read(['db']);
    story.acknowledged();
    for (let n = 0; n < 5; n += 1) story.after(15 * SECOND).read([]);
    story.after(15 * SECOND).read(['db']);
    for (let n = 0; n < 6; n += 1) story.after(15 * SECOND).read([]);
    expect(story.incident()).toMatchObject({
      status: 'acknowledged',
      missing: { since: BEGIN + 105 * SECOND, reads: 6 },
    });
    expect(story.lines()).toContain('1:30 foundAgain');
  });

  it('stays as it was while the source fails (C7)', () => {
    const story = new Story();
    story.read(['db']);
    story.acknowledged();
    for (let n = 0; n < 30; n += 1) {
      story.after(10 * MINUTE);
      story.failed();
    }
    expect(story.incident()).toMatchObject({ status: 'acknowledged', missing: null });
  });

  it('is kept when its source was restarted and lists nothing yet; the story says so (C13)', () => {
    const story = new Story();
    story.read(['db'], BEGIN - HOUR);
    story.acknowledged();
    story.after(30 * SECOND).read([], BEGIN + 20 * SECOND);
    story.after(15 * SECOND).read([], BEGIN + 20 * SECOND);
    story.after(15 * SECOND).read(['db'], BEGIN + 20 * SECOND);
    expect(story.lines().slice(2)).toEqual([
      '0:00 acknowledged',
      '0:30 noted: prod was restarted; the alert is kept until its list is whole again.',
      '0:30 missed 1',
      '0:45 missed 2',
      '1:00 foundAgain',
    ]);
  });

  it('is kept by a source that crashes again and again: each restart begins the grace anew', () => {
    const story = new Story();
    story.read(['db'], BEGIN - HOUR);
    story.acknowledged();
    for (let n = 1; n <= 4; n += 1) {
      story.after(15 * SECOND).read([], story.now);
      story.after(1 * MINUTE).failed();
    }
    expect(story.incident().status).toBe('acknowledged');
  });

  it('is kept when the answers without it lie on both sides of a gap in which nothing was heard', () => {
    const story = new Story();
    story.read(['db']);
    story.acknowledged();
    story.after(15 * SECOND).read([]);
    story.sleep(8 * HOUR);
    story.read([]);
    story.after(15 * SECOND).read([]);
    expect(story.incident().status).toBe('acknowledged');
    story.restart();
    story.read([]);
    expect(story.incident()).toMatchObject({ status: 'acknowledged', missing: { reads: 1 } });
  });

  it('still resolves what is gone when every other answer fails', () => {
    const story = new Story();
    story.read(['db']);
    for (let n = 0; n < 5; n += 1) {
      story.after(15 * SECOND).failed('timeout');
      story.after(15 * SECOND).read([]);
    }
    expect(story.incident().status).toBe('resolved');
  });

  it('rests for 15 minutes when a person resolves it although it is still listed', () => {
    const story = new Story();
    story.read(['db']);
    story.told({ act: 'resolve' });
    for (let n = 0; n < 59; n += 1) story.after(15 * SECOND).read(['db']);
    expect(story.incidents().length).toBe(1);
    story.after(15 * SECOND).read(['db']);
    expect(story.lines('desk-2')).toEqual(['15:00 opened', '15:00 paged firing']);
  });

  it('does not rest when it begins anew after a person resolved it', () => {
    const story = new Story();
    story.read(['db']);
    story.told({ act: 'resolve' });
    story.after(15 * SECOND).read([alertOf('db', { source: 'prod', startsAt: BEGIN + SECOND })]);
    expect(story.rung()).toEqual(['desk-1 firing', 'desk-2 firing']);
  });

  it('keeps nothing about resting alerts once they may open again', () => {
    const story = new Story(teamOf({ blindAfter: 30 * HOUR }));
    for (let n = 0; n < 200; n += 1) {
      story.read([`job-${n}`]);
      story.told({ act: 'resolve' }, `desk-${n + 1}`);
      story.after(MINUTE);
    }
    expect(story.state.rested.size).toBeLessThanOrEqual(15);
  });

  it('is left alone by an answer of a source that is not in the team file any more', () => {
    const story = new Story();
    story.read(['db']);
    story.happens({ kind: 'teamChanged', team: { ...teamOf(), sources: [] }, rota: NO_ROTA });
    const facts = story.facts.length;
    story.read([]);
    story.failed();
    expect(story.facts.length).toBe(facts);
    expect([...story.state.sources.keys()]).toEqual([]);
  });
});
