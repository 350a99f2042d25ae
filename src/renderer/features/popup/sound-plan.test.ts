import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../core/alert/severity';
import {
  afterTone,
  GAP,
  type Played,
  planSound,
  REPEAT,
  SILENT,
  type Sounding,
  stillHeard,
  type Tone,
} from './sound-plan';

const page = (incident: string, severity: Severity): Sounding => ({ incident, severity });

/** Plays the plan over a time line of what rings, as sound.ts does; returns when which tone began. */
function play(
  changes: readonly (readonly [at: number, ringing: readonly Sounding[]])[],
  until: number,
): [number, Tone][] {
  let played: Played = SILENT;
  const out: [number, Tone][] = [];
  changes.forEach(([at, ringing], index) => {
    const end = changes[index + 1]?.[0] ?? until;
    let now = at;
    played = stillHeard(played, ringing);
    for (let guard = 0; guard < 10_000; guard++) {
      const plan = planSound(ringing, played, now);
      if (plan.do === 'play') {
        out.push([now, plan.tone]);
        played = afterTone(ringing, plan.tone, now);
        continue;
      }
      if (plan.do === 'nothing' || plan.until >= end) break;
      expect(plan.until).toBeGreaterThan(now);
      now = plan.until;
    }
  });
  return out;
}

describe('what sounds when', () => {
  it('repeats critical every 2.5 s, error and warning every 8 s, info once', () => {
    expect(play([[0, [page('a', 'critical')]]], 6000)).toEqual([
      [0, 'page-critical'],
      [2500, 'page-critical'],
      [5000, 'page-critical'],
    ]);
    expect(play([[0, [page('a', 'error')]]], 17_000)).toEqual([
      [0, 'page'],
      [8000, 'page'],
      [16_000, 'page'],
    ]);
    expect(play([[0, [page('a', 'warning')]]], 9000)).toEqual([
      [0, 'page'],
      [8000, 'page'],
    ]);
    expect(play([[0, [page('a', 'info')]]], 60_000)).toEqual([[0, 'info']]);
  });

  it('is silent when nothing rings, at once', () => {
    expect(planSound([], afterTone([page('a', 'critical')], 'page-critical', 0), 2500)).toEqual({
      do: 'nothing',
    });
    expect(
      play(
        [
          [0, [page('a', 'critical')]],
          [2499, []],
        ],
        60_000,
      ),
    ).toEqual([[0, 'page-critical']]);
  });

  it('lets a worse page cut in and a new one of the same kind wait for the gap only', () => {
    const warning = page('w', 'warning');
    expect(
      play(
        [
          [0, [warning]],
          [500, [warning, page('c', 'critical')]],
        ],
        1000,
      ),
    ).toEqual([
      [0, 'page'],
      [500, 'page-critical'],
    ]);
    expect(
      play(
        [
          [0, [warning]],
          [500, [warning, page('w2', 'warning')]],
        ],
        3000,
      ),
    ).toEqual([
      [0, 'page'],
      [GAP, 'page'],
    ]);
  });

  it('falls back to the pace of the worst that is left', () => {
    const warning = page('w', 'warning');
    const tones = play(
      [
        [0, [page('c', 'critical'), warning]],
        [3000, [warning]],
      ],
      20_000,
    );
    expect(tones).toEqual([
      [0, 'page-critical'],
      [2500, 'page-critical'],
      [2500 + REPEAT.page, 'page'],
      [2500 + 2 * REPEAT.page, 'page'],
    ]);
  });

  it('sounds again at once for an incident that was answered and rings anew', () => {
    const a = page('a', 'warning');
    expect(
      play(
        [
          [0, [a]],
          [2000, []],
          [3000, [a]],
        ],
        4000,
      ),
    ).toEqual([
      [0, 'page'],
      [3000, 'page'],
    ]);
  });

  it('never leaves a ringing page unheard for longer than its pace, and never chatters', () => {
    const severity = fc.constantFrom<Severity>('critical', 'error', 'warning');
    const change = fc.tuple(
      fc.integer({ min: 1, max: 6000 }),
      fc.array(severity, { minLength: 1, maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (steps) => {
        let at = 0;
        const line = steps.map(([wait, list], index) => {
          at += index === 0 ? 0 : wait;
          return [at, list.map((s, i) => page(`${s}${i}`, s))] as const;
        });
        const end = at + 20_000;
        const tones = play(line, end);
        const last = line.at(-1)?.[1] ?? [];
        const pace = last.some((p) => p.severity === 'critical') ? REPEAT['page-critical'] : REPEAT.page;
        const tail = [at, ...tones.map(([when]) => when).filter((when) => when >= at), end];
        for (let i = 1; i < tail.length; i++)
          expect((tail[i] ?? 0) - (tail[i - 1] ?? 0)).toBeLessThanOrEqual(pace);
        // No more than one tone a gap, but for the worse cutting in.
        for (let i = 1; i < tones.length; i++) {
          const [now, tone] = tones[i] ?? [0, 'page'];
          const [before, previous] = tones[i - 1] ?? [0, 'page'];
          expect(now - before >= GAP || (tone === 'page-critical' && previous !== 'page-critical')).toBe(
            true,
          );
        }
      }),
    );
  });
});
