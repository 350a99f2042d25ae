import { describe, expect, it } from 'vitest';
import { BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { NO_ROTA } from '../schedule/rota';
import { MINUTE, SECOND } from '../time/duration';

describe('a source that does not answer', () => {
  it('opens an incident of its own after five minutes, which its first good answer resolves (P7)', () => {
    const story = new Story();
    story.read([]);
    story.after(15 * SECOND).failed('connection refused');
    story.after(15 * SECOND).failed('HTTP 503');
    story.after(10 * MINUTE);
    story.read([]);
    expect(story.lines()).toEqual([
      '5:00 opened',
      '5:00 paged firing',
      '10:00 paged still-unanswered',
      '10:30 resolved: The sender said that it is over.',
    ]);
    expect(story.incident().alert).toEqual({
      source: 'watchbill',
      dedupKey: 'blind:prod',
      event: 'firing',
      title: 'Blind: no answer from prod for 5 min',
      description: 'Last problem: HTTP 503',
      severity: 'critical',
      labels: [
        ['alertname', 'WatchbillBlind'],
        ['severity', 'critical'],
        ['source', 'prod'],
      ],
      annotations: [],
      links: [{ text: 'prod', href: 'http://prod.example:9093' }],
      runbook: '',
      startsAt: BEGIN + 5 * MINUTE,
      expiresAt: null,
      suppression: null,
    });
    expect(story.facts.filter((fact) => fact.kind.startsWith('source'))).toEqual([
      {
        kind: 'sourceFailed',
        at: BEGIN + 15 * SECOND,
        by: { kind: 'source', id: 'prod' },
        source: 'prod',
        error: 'connection refused',
      },
      {
        kind: 'sourceRecovered',
        at: BEGIN + 10.5 * MINUTE,
        by: { kind: 'source', id: 'prod' },
        source: 'prod',
        after: 10.25 * MINUTE,
      },
    ]);
    expect(story.state.sources.get('prod')).toEqual({
      id: 'prod',
      state: 'ok',
      lastGoodAt: BEGIN + 10.5 * MINUTE,
      lastBadAt: BEGIN + 30 * SECOND,
      lastError: '',
      failingSince: null,
      nextTryAt: null,
      alerts: 0,
      watchedSince: BEGIN,
      startedAt: null,
    });
  });

  it('opens one even when nothing was ever heard of it, good or bad', () => {
    const story = new Story();
    story.after(5 * MINUTE);
    expect(story.lines()).toEqual(['5:00 opened', '5:00 paged firing']);
    expect(story.incident().alert.description).toBe('Nothing was heard at all.');
  });

  it('is one incident, however long it is blind, and a new one the next time', () => {
    const story = new Story();
    story.after(5 * MINUTE);
    story.acknowledged();
    for (let n = 0; n < 20; n += 1) story.after(1 * MINUTE).failed();
    story.read([]);
    story.after(5 * MINUTE);
    expect(story.incidents().map(({ status, openedAt }) => [status, (openedAt - BEGIN) / MINUTE])).toEqual([
      ['resolved', 5],
      ['open', 30],
    ]);
  });

  it('resolves with the first good answer after a restart of ours, when its health is forgotten but the incident is not', () => {
    const story = new Story();
    story.after(5 * MINUTE);
    story.restart();
    story.after(10 * SECOND).read([]);
    story.after(3 * MINUTE);
    expect(story.lines()).toEqual([
      '5:00 opened',
      '5:00 paged firing',
      '5:00 paged after-restart',
      '5:10 resolved: The sender said that it is over.',
    ]);
  });

  it('is given its time again after our own sleep: that nothing was heard was not its fault', () => {
    const story = new Story();
    story.read([]);
    story.sleep(480 * MINUTE);
    story.failed('network is down');
    story.after(4 * MINUTE);
    expect(story.incidents()).toEqual([]);
    story.after(1 * MINUTE);
    expect(story.incidents().length).toBe(1);
  });

  it('cannot be blind once it left the team file, or is not asked any more', () => {
    for (const sources of [[], [{ id: 'prod', type: 'push', title: 'Prod' } as const]]) {
      const story = new Story();
      story.after(5 * MINUTE);
      story.happens({ kind: 'teamChanged', team: { ...teamOf(), sources }, rota: NO_ROTA });
      expect(story.incident().status).toBe('resolved');
      story.after(20 * MINUTE);
      expect(story.incidents().length).toBe(1);
      expect(story.state.sources.get('prod')?.state).toBe(sources.length === 0 ? undefined : 'waiting');
    }
  });

  it('is watched from the moment it comes into the team file', () => {
    const story = new Story({ ...teamOf(), sources: [] });
    story.after(30 * MINUTE);
    story.happens({ kind: 'teamChanged', team: teamOf(), rota: NO_ROTA });
    story.after(4 * MINUTE + 59 * SECOND);
    expect(story.incidents()).toEqual([]);
    story.after(1 * SECOND);
    expect(story.lines()).toEqual(['35:00 opened', '35:00 paged firing']);
  });

  it('leaves senders alone: nobody can say how long they may be silent', () => {
    const story = new Story({ ...teamOf(), sources: [{ id: 'grafana', type: 'push', title: 'Grafana' }] });
    story.after(600 * MINUTE);
    expect([story.incidents(), story.wakes]).toEqual([[], 0]);
  });
});
