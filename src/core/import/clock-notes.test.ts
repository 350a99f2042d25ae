import { expect, it } from 'vitest';
import { layerOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import type { Hours } from '../schedule/schedule';
import { HOUR } from '../time/duration';
import { clockNotes } from './clock-notes';

const NOW = Date.UTC(2026, 10, 23);
const nights: Hours = { kind: 'daily', from: 22 * HOUR, to: 6 * HOUR, days: null };
const notes = (until: number | null) =>
  clockNotes(
    {
      ...scheduleOf([
        layerOf(['ada', 'bo'], { name: 'Nights', hours: [nights], until }),
        layerOf(['ada', 'bo'], { id: 'h', name: 'Hours', turn: { every: 12, unit: 'hours' }, until }),
      ]),
      timeZone: 'America/New_York',
    },
    NOW,
    'PagerDuty',
  );

it('clocks are told of where a layer lives to see them change', () => {
  for (const told of [notes(null), notes(Date.UTC(2027, 3, 1))]) {
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('layer "Nights" has hours in which clocks change (next on Sun 14 Mar 2027)');
    expect(told[1]).toContain('layer "Hours" hands off every 12 hours of elapsed time here');
  }
  expect(notes(Date.UTC(2027, 2, 1))).toEqual([]);
});
