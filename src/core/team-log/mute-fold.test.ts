import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Act, ActBody } from './act';
import { foldActs } from './fold-acts';
import { inStampOrder } from './merge';
import { printStamp } from './stamp';

const NOON = Date.UTC(2026, 10, 23, 12);
const act = (at: Instant, by: string, body: ActBody): Act => {
  const stamp = { ms: at, count: 0, desktop: `d-${by}` };
  return { id: printStamp(stamp), stamp, by, body };
};
const fold = (...acts: Act[]) => foldActs(inStampOrder(acts).acts);

const SILENCED = act(NOON, 'ada', {
  kind: 'silenceMade',
  matchers: ['alertname="DiskFull"', 'node=~"db-.*"'],
  start: NOON + HOUR,
  end: NOON + 3 * HOUR,
  reason: 'deploy',
});
const WORK = act(NOON, 'ci', {
  kind: 'maintenanceStarted',
  services: ['db'],
  start: NOON,
  end: NOON + 2 * HOUR,
  reason: 'upgrade',
});
const silenceEnded = (at: Instant): Act => act(at, 'grace', { kind: 'silenceEnded', silence: SILENCED.id });
const workEnded = (at: Instant): Act => act(at, 'grace', { kind: 'maintenanceEnded', maintenance: WORK.id });
const silenceEnd = (...acts: Act[]): Instant => fold(SILENCED, ...acts).silences[0]?.end as Instant;

describe('silences in the log', () => {
  it('hold from start to end, with who made them and why', () => {
    expect(fold(SILENCED).silences).toEqual([
      {
        id: SILENCED.id,
        matchers: [
          { name: 'alertname', operator: '=', value: 'DiskFull' },
          { name: 'node', operator: '=~', value: 'db-.*' },
        ],
        start: NOON + HOUR,
        end: NOON + 3 * HOUR,
        by: 'ada',
        reason: 'deploy',
      },
    ]);
  });

  it('end when anybody ends them, by the earliest word, never later than planned nor before they began', () => {
    expect(silenceEnd(silenceEnded(NOON + 2 * HOUR))).toBe(NOON + 2 * HOUR);
    expect(silenceEnd(silenceEnded(NOON + 2 * HOUR), silenceEnded(NOON + 90 * MINUTE))).toBe(
      NOON + 90 * MINUTE,
    );
    expect(silenceEnd(silenceEnded(NOON + 5 * HOUR))).toBe(NOON + 3 * HOUR);
    expect(silenceEnd(silenceEnded(NOON + MINUTE))).toBe(NOON + HOUR);
    // By a desktop whose clock is behind that of the one who made it.
    expect(silenceEnd(silenceEnded(NOON - 5 * MINUTE))).toBe(NOON + HOUR);
  });

  it('end when they were ended, also where stamps run ahead of the clocks', () => {
    const ended = act(NOON + 2 * HOUR, 'grace', {
      kind: 'silenceEnded',
      silence: SILENCED.id,
      at: NOON + 90 * MINUTE,
    });
    expect(silenceEnd(ended)).toBe(NOON + 90 * MINUTE);
    expect(
      fold(act(NOON, 'ada', { kind: 'desktopWent', to: 'asleep', at: NOON - MINUTE })).presence[0]?.at,
    ).toBe(NOON - MINUTE);
  });

  it('with a matcher that cannot be read hold nothing, rather than more than was meant', () => {
    const odd = act(NOON, 'ada', {
      kind: 'silenceMade',
      matchers: ['alertname="DiskFull"', 'nonsense'],
      start: NOON,
      end: NOON + HOUR,
      reason: '',
    });
    expect(fold(odd).silences).toEqual([]);
  });
});

describe('maintenance in the log', () => {
  it('holds from start to end, and ends as a silence does', () => {
    expect(fold(WORK).maintenance).toEqual([
      {
        id: WORK.id,
        services: ['db'],
        reason: 'upgrade',
        by: 'ci',
        when: { kind: 'once', start: NOON, end: NOON + 2 * HOUR },
      },
    ]);
    for (const [at, end] of [
      [NOON + HOUR, NOON + HOUR],
      [NOON - HOUR, NOON],
      [NOON + 9 * HOUR, NOON + 2 * HOUR],
    ] as const)
      expect(fold(WORK, workEnded(at)).maintenance[0]?.when).toMatchObject({ end });
  });

  it('is not ended by an act about something else', () => {
    expect(fold(SILENCED, WORK, silenceEnded(NOON + 2 * HOUR)).maintenance).toEqual(fold(WORK).maintenance);
  });
});

describe('presence', () => {
  it('is what each desktop said of itself, the last 50 times', () => {
    const said = Array.from({ length: 60 }, (_, i) =>
      act(NOON + i * MINUTE, 'ada', { kind: 'desktopWent', to: i % 2 === 0 ? 'asleep' : 'awake' }),
    );
    const once = act(NOON, 'grace', { kind: 'desktopWent', to: 'stopped' });
    const { presence } = fold(...said, once);
    expect(presence).toHaveLength(51);
    expect(presence[0]).toEqual({ desktop: 'd-grace', person: 'grace', at: NOON, state: 'stopped' });
    expect(presence[1]).toEqual({
      desktop: 'd-ada',
      person: 'ada',
      at: NOON + 10 * MINUTE,
      state: 'asleep',
    });
    expect(presence.at(-1)?.at).toBe(NOON + 59 * MINUTE);
  });
});
