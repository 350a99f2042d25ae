import { describe, expect, it } from 'vitest';
import { at, daily, schedule } from '../../../test/helpers/schedule-text';
import { dutiesOf, shiftsOf } from './resolve';
import type { Layer, Schedule } from './schedule';

describe('calendars', () => {
  const events = [
    { start: at('2026-06-01T14:00'), end: at('2026-06-01T21:00'), summary: 'Ada Okafor', emails: [] },
    {
      start: at('2026-06-02T14:00'),
      end: at('2026-06-02T18:00'),
      summary: 'half day',
      emails: ['grace@example.com'],
    },
    { start: at('2026-06-02T15:00'), end: at('2026-06-02T16:00'), summary: 'On call: ada', emails: [] },
    { start: at('2026-06-03T14:00'), end: at('2026-06-03T18:00'), summary: 'Zoe', emails: [] },
  ];
  const person = { timeZone: 'UTC', holidays: '', away: '' };
  const people = [
    { ...person, id: 'ada', name: 'Ada Okafor', email: '' },
    { ...person, id: 'grace', name: 'Grace Lindt', email: 'grace@example.com' },
  ];
  const span = { start: at('2026-06-01T00:00'), end: at('2026-06-04T00:00') };
  const calendars = { events: (path: string) => (path === 'x.ics' ? events : null), people };
  const asked = (one: Schedule): string[] =>
    dutiesOf(shiftsOf(one, [], calendars, span)).map(
      (duty) => `${new Date(duty.start).toISOString().slice(5, 16)} ${duty.person ?? 'nobody'}`,
    );
  const layer = (more: Partial<Layer>): Schedule => {
    const one = schedule('UTC', daily('2026-01-01T00:00', 'a'));
    return { ...one, layers: [{ ...(one.layers[0] as Layer), ...more }] };
  };

  it('give the hours of a layer; a file that cannot be read gives none', () => {
    expect(asked(layer({ hours: [{ kind: 'calendar', path: 'x.ics' }] }))).toEqual([
      '06-01T00:00 nobody',
      '06-01T14:00 a',
      '06-01T21:00 nobody',
      '06-02T14:00 a',
      '06-02T18:00 nobody',
      '06-03T14:00 a',
      '06-03T18:00 nobody',
    ]);
    expect(asked(layer({ hours: [{ kind: 'calendar', path: 'y.ics' }] }))).toEqual(['06-01T00:00 nobody']);
  });

  it('are a layer: who is named is on call, of two events the later to begin; a stranger is nobody', () => {
    expect(asked(layer({ calendar: 'x.ics' }))).toEqual([
      '06-01T00:00 nobody',
      '06-01T14:00 ada',
      '06-01T21:00 nobody',
      '06-02T14:00 grace',
      '06-02T15:00 ada',
      '06-02T16:00 grace',
      '06-02T18:00 nobody',
    ]);
    expect(asked(layer({ calendar: 'y.ics' }))).toEqual(['06-01T00:00 nobody']);
  });
});
