import { describe, expect, it } from 'vitest';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { Heartbeat } from '../heartbeat/heartbeat';
import { HOUR, MINUTE, SECOND } from '../time/duration';

const WATCHDOG: Heartbeat = {
  id: 'watchdog',
  name: 'Prometheus',
  match: [{ name: 'alertname', operator: '=', value: 'Watchdog' }],
  within: 5 * MINUTE,
  service: 'pay',
};
const NIGHTLY: Heartbeat = { id: 'nightly', name: 'nightly', match: null, within: 26 * HOUR, service: '' };

/** The polled source is only asked when the story says so. */
const team = (...heartbeats: Heartbeat[]) => ({ ...teamOf({ blindAfter: 300 * HOUR }), heartbeats });
const beat = alertOf('Watchdog', { source: 'prod', labels: [['alertname', 'Watchdog']] });

describe('a heartbeat', () => {
  it('of an alert never pages by itself, whatever its severity, and pages when it stays away', () => {
    const story = new Story(team(WATCHDOG));
    story.read([beat]);
    expect(story.incident().severity).toBe('none');
    story.after(4 * MINUTE).read([beat]);
    story.after(5 * MINUTE - SECOND).read([]);
    expect(story.rung()).toEqual([]);
    story.after(2 * SECOND);
    expect(story.rung()).toEqual(['desk-2 firing']);
    expect(story.incident('desk-2')).toMatchObject({
      dedupKey: 'heartbeat:watchdog',
      service: 'pay',
      title: 'Heartbeat Prometheus (watchdog) was not heard for 5 min',
    });
    story.after(MINUTE).read([beat]);
    expect(story.incident('desk-2').status).toBe('resolved');
  });

  it('of a job is watched from its first call on', () => {
    const story = new Story(team(NIGHTLY));
    story.after(100 * HOUR);
    expect(story.rung()).toEqual([]);
    story.happens({ kind: 'heartbeatsHeard', heartbeats: ['nightly', 'unheard of'] });
    story.after(26 * HOUR + SECOND);
    expect(story.rung()).toContain('desk-1 firing');
    expect(story.incident().service).toBe('unrouted');
    story.happens({ kind: 'heartbeatsHeard', heartbeats: ['nightly'] });
    expect(story.incident().status).toBe('resolved');
  });

  it('that stays away through a night of sleep gets its time after it, and what was due stays due', () => {
    const story = new Story(team(WATCHDOG));
    story.read([beat]);
    story.after(MINUTE).sleep(8 * HOUR);
    expect(story.rung()).toEqual([]);
    story.after(5 * MINUTE + SECOND);
    expect(story.rung()).toEqual(['desk-2 firing']);
  });

  it('is due over a restart when it was; one that is missed already does not open anew', () => {
    const story = new Story(team(NIGHTLY));
    story.happens({ kind: 'heartbeatsHeard', heartbeats: ['nightly'] });
    const again = (down: number) => {
      const { pulses } = story.state;
      const aliveAt = story.now;
      story.now += down;
      // As the engine does: what was written down is there before the start.
      const before = story.restart.bind(story);
      const kept = [...pulses];
      story.state.pulses.clear();
      before();
      for (const [id, pulse] of kept) story.state.pulses.set(id, pulse);
      story.state.aliveAt = aliveAt;
      story.happens({ kind: 'started', version: '1' });
    };
    for (let hours = 0; hours < 25; hours++) {
      story.after(HOUR);
      again(MINUTE);
    }
    story.after(HOUR);
    expect(story.incidents()).toHaveLength(1);
    expect(story.incident().openedAt).toBe(BEGIN + 26 * HOUR);
    again(MINUTE);
    again(3 * HOUR);
    story.after(50 * HOUR);
    expect(story.incidents()).toHaveLength(1);
  });

  it('that leaves the team file has no incident any more', () => {
    const story = new Story(team(WATCHDOG));
    story.after(6 * MINUTE);
    expect(story.incident().status).toBe('open');
    story.happens({ kind: 'teamChanged', team: team(), rota: story.state.rota });
    expect(story.incident().status).toBe('resolved');
    expect(story.state.pulses.size).toBe(0);
  });

  it('is not due an hour later because the clock was set back', () => {
    const story = new Story(team(WATCHDOG));
    story.read([beat]);
    story.now -= HOUR;
    story.happens({ kind: 'clockSet', back: HOUR });
    story.after(5 * MINUTE + SECOND);
    expect(story.rung()).toEqual(['desk-2 firing']);
  });
});
