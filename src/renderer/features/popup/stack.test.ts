import { describe, expect, it } from 'vitest';
import type { RingingPage } from '../../../contract/views/ringing';
import {
  answerCame,
  answerFailed,
  answerSent,
  answersAfterPush,
  answerWords,
  GRACE,
  isSilent,
} from './answers';
import { chosenIncident, neighbour, stackOrder, stackSentence } from './stack';

const page = (incident: string, over: Partial<RingingPage> = {}): RingingPage => ({
  incident,
  number: 1,
  title: incident,
  severity: 'warning',
  service: 'Checkout',
  source: 'prod',
  where: [],
  summary: '',
  startsAt: null,
  openedAt: 0,
  pagedAt: 0,
  count: 1,
  why: '',
  reason: '',
  runbook: null,
  pages: [],
  practice: false,
  sounds: true,
  ...over,
});

describe('the stack', () => {
  it('puts critical first, then who waits longest', () => {
    const pages = [
      page('late', { pagedAt: 9 }),
      page('crit', { severity: 'critical', pagedAt: 50 }),
      page('early', { pagedAt: 2 }),
      page('info', { severity: 'info' }),
    ];
    expect(stackOrder(pages).map((p) => p.incident)).toEqual(['crit', 'early', 'late', 'info']);
  });

  it('shows the most urgent while nobody steers, and holds still under the fingers', () => {
    expect(chosenIncident(['a'], ['crit', 'a'], 'a', false)).toBe('crit');
    expect(chosenIncident(['a'], ['crit', 'a'], 'a', true)).toBe('a');
  });

  it('goes to the next when the one shown is answered, and to the top after the last', () => {
    expect(chosenIncident(['a', 'b', 'c'], ['a', 'c'], 'b', true)).toBe('c');
    expect(chosenIncident(['a', 'b', 'c'], ['a', 'b'], 'c', true)).toBe('a');
    expect(chosenIncident(['a'], [], 'a', true)).toBeNull();
  });

  it('moves by neighbours and stops at both ends', () => {
    expect(neighbour(['a', 'b'], 'a', 1)).toBe('b');
    expect(neighbour(['a', 'b'], 'b', 1)).toBe('b');
    expect(neighbour(['a', 'b'], 'a', -1)).toBe('a');
    expect(neighbour([], null, 1)).toBeNull();
  });

  it('counts in words', () => {
    expect(stackSentence([page('a')], 1)).toBe('1 page waits');
    expect(stackSentence([page('a', { severity: 'critical' }), page('b')], 2)).toBe(
      '2 pages wait, 1 critical',
    );
    expect(stackSentence([page('a', { severity: 'critical' })], 1)).toBe('1 page waits, critical');
  });
});

describe('answers', () => {
  const a = page('a', { pagedAt: 100 });
  const b = page('b', { pagedAt: 100 });

  it('are silent from the moment they are sent until they fail', () => {
    const sent = answerSent({}, 'acknowledge', [a, b]);
    expect(isSilent(sent, 'a')).toBe(true);
    const came = answerCame(
      sent,
      ['a', 'b'],
      { done: ['a'], refused: [{ id: 'b', why: 'the disk is full' }] },
      5,
    );
    expect(isSilent(came, 'a')).toBe(true);
    expect(isSilent(came, 'b')).toBe(false);
    expect(answerWords(came.b!)).toBe('Not acknowledged, it rings on: the disk is full');
  });

  it('count as failed when the engine names neither', () => {
    const came = answerCame(answerSent({}, 'resolve', [a]), ['a'], { done: [], refused: [] }, 5);
    expect(came.a?.state).toBe('failed');
    expect(answerFailed(answerSent({}, 'resolve', [a]), ['a'], 'gone').a?.state).toBe('failed');
  });

  it('leave with the push that lacks the incident', () => {
    const done = answerCame(answerSent({}, 'acknowledge', [a]), ['a'], { done: ['a'], refused: [] }, 5);
    expect(answersAfterPush(done, [], 6)).toEqual({});
  });

  it('ring again when the incident is paged anew, or will not go', () => {
    const done = answerCame(answerSent({}, 'acknowledge', [a]), ['a'], { done: ['a'], refused: [] }, 1000);
    expect(isSilent(answersAfterPush(done, [a], 1100), 'a')).toBe(true);
    expect(isSilent(answersAfterPush(done, [{ ...a, pagedAt: 101 }], 1100), 'a')).toBe(false);
    expect(isSilent(answersAfterPush(done, [a], 1000 + GRACE + 1), 'a')).toBe(false);
  });

  it('of one incident never silence another', () => {
    expect(isSilent(answerSent({}, 'acknowledge', [a]), 'b')).toBe(false);
  });
});
