import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  armsAt,
  CALLED,
  type KeyEvent,
  type Keys,
  QUIET,
  REST,
  SEEN,
  stepKeys,
  takesClick,
  takesKey,
  UNSEEN,
} from './armed';

/** Feeds events at given times and counts the keys that acted. */
function play(
  events: readonly (readonly [KeyEvent, number])[],
  from: Keys = UNSEEN,
): { keys: Keys; acted: number[] } {
  let keys = from;
  const acted: number[] = [];
  for (const [event, at] of events) {
    if (event === 'pressed' && takesKey(keys, at)) acted.push(at);
    keys = stepKeys(keys, event, at);
  }
  return { keys, acted };
}

describe('keys of the pop-up', () => {
  it('act after a second in sight and 700 ms without a key', () => {
    const { keys } = play([
      ['shown', 0],
      ['focused', 100],
    ]);
    expect(armsAt(keys)).toBe(SEEN);
    expect(takesKey(keys, SEEN - 1)).toBe(false);
    expect(takesKey(keys, SEEN)).toBe(true);
  });

  it('wait for quiet when the window gets the keyboard late', () => {
    const { keys } = play([
      ['shown', 0],
      ['focused', 5000],
    ]);
    expect(takesKey(keys, 5000 + QUIET - 1)).toBe(false);
    expect(takesKey(keys, 5000 + QUIET)).toBe(true);
  });

  it('never act without the keyboard', () => {
    const { keys } = play([
      ['shown', 0],
      ['time', 60_000],
    ]);
    expect(takesKey(keys, 60_000)).toBe(false);
  });

  it('stay armed from key to key, until the window loses the keyboard', () => {
    const { keys, acted } = play([
      ['shown', 0],
      ['focused', 0],
      ['pressed', 1500],
      ['pressed', 1550],
      ['blurred', 1600],
      ['focused', 1700],
      ['pressed', 1800],
    ]);
    expect(acted).toEqual([1500, 1550]);
    expect(keys.state).toBe('settling');
  });

  it('arm early when the person called by the shortcut, whichever comes first', () => {
    const first = play([
      ['shown', 0],
      ['called', 0],
      ['focused', 10],
    ]).keys;
    const second = play([
      ['shown', 0],
      ['focused', 10],
      ['called', 20],
    ]).keys;
    for (const keys of [first, second]) {
      expect(takesKey(keys, 10 + CALLED - 1)).toBe(false);
      expect(takesKey(keys, 10 + CALLED)).toBe(true);
    }
  });

  it('rest when another page slides under the fingers', () => {
    const { keys } = play([
      ['shown', 0],
      ['focused', 0],
      ['time', 2000],
      ['changed', 2000],
    ]);
    expect(takesKey(keys, 2000 + REST - 1)).toBe(false);
    expect(takesKey(keys, 2000 + REST)).toBe(true);
  });

  it('start over when the last page went and a new one comes', () => {
    const { keys } = play([
      ['shown', 0],
      ['focused', 0],
      ['time', 2000],
      ['hidden', 3000],
      ['shown', 9000],
    ]);
    expect(takesKey(keys, 9000 + SEEN - 1)).toBe(false);
    expect(takesKey(keys, 9000 + SEEN)).toBe(true);
  });

  it('let a click through only when the window did not jump under the pointer', () => {
    const { keys } = play([['shown', 100]]);
    expect(takesClick(keys, 400)).toBe(false);
    expect(takesClick(keys, 700)).toBe(true);
    expect(takesClick(UNSEEN, 700)).toBe(false);
  });

  it('never take a key of a burst of typing, whenever the window comes up in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: QUIET - 1 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 0, max: QUIET - 1 }),
        fc.boolean(),
        (gaps, lead, focusFirst) => {
          // The keyboard lands here in mid word; every key comes less than 700 ms after the one before.
          let at = 1000 + lead;
          const events: [KeyEvent, number][] = focusFirst
            ? [
                ['focused', 1000],
                ['shown', 1000],
              ]
            : [
                ['shown', 0],
                ['focused', 1000],
              ];
          for (const gap of gaps) {
            events.push(['pressed', at]);
            at += gap;
          }
          expect(play(events).acted).toEqual([]);
        },
      ),
    );
  });

  it('never act before the waits are over, whatever happens', () => {
    const anything = fc.constantFrom<KeyEvent>(
      'shown',
      'hidden',
      'focused',
      'blurred',
      'pressed',
      'changed',
      'time',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anything, fc.integer({ min: 0, max: 1500 })), { maxLength: 60 }),
        (steps) => {
          let keys: Keys = UNSEEN;
          let now = 0;
          // An independent account of the same promise, by plain bookkeeping.
          let focusedAt: number | null = null;
          let shownAt: number | null = null;
          let lastKey = Number.NEGATIVE_INFINITY;
          let gotThere = false;
          for (const [event, wait] of steps) {
            now += wait;
            const ready =
              focusedAt !== null &&
              shownAt !== null &&
              now - shownAt >= SEEN &&
              now - Math.max(focusedAt, lastKey) >= QUIET;
            if (event === 'pressed') {
              if (takesKey(keys, now)) expect(ready || gotThere).toBe(true);
              gotThere = gotThere || ready;
              lastKey = now;
            }
            if (ready) gotThere = true;
            if (event === 'focused') focusedAt ??= now;
            if (event === 'shown') shownAt ??= now;
            if (event === 'blurred') focusedAt = null;
            if (event === 'hidden') shownAt = null;
            if (event === 'blurred' || event === 'hidden') gotThere = false;
            keys = stepKeys(keys, event, now);
          }
        },
      ),
    );
  });
});
