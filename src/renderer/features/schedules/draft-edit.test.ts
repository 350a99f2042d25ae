import { describe, expect, it } from 'vitest';
import { moved, replaced, without } from '../../parts/schedule-lists';
import { freeId, idFrom, newLayer, printTurn, readTurn, sameDraft } from './draft-edit';

const draft = { id: 'p', name: 'P', timeZone: 'UTC', layers: [], overrides: [] };

describe('editing a draft', () => {
  it('keeps a turn that is half typed', () => {
    expect(readTurn('2 weeks')).toEqual({ every: '2', unit: 'weeks' });
    expect(readTurn('12 hours')).toEqual({ every: '12', unit: 'hours' });
    for (const text of ['1 week', '12 hours', '3 days', 'x days'])
      expect(printTurn(readTurn(text))).toBe(text);
    expect(printTurn({ every: '', unit: 'days' })).toBe('days');
    expect(readTurn('days')).toEqual({ every: '', unit: 'days' });
    expect(readTurn('fortnight')).toEqual({ every: 'fortnight', unit: 'weeks' });
  });

  it('finds ids that are free', () => {
    expect(freeId('layer', ['layer', 'layer-2'])).toBe('layer-3');
    expect(idFrom('  Zweite Élève! ')).toBe('zweite-eleve');
  });

  it('adds a layer that begins where the last one does', () => {
    const layer = newLayer(draft, ['ada'], '2026-01-05T09:00');
    expect(layer).toMatchObject({ id: 'layer', people: ['ada'], start: '2026-01-05T09:00', turn: '1 week' });
    const second = newLayer({ ...draft, layers: [{ ...layer, start: '2026-02-02T08:00' }] }, [], '');
    expect(second).toMatchObject({ id: 'layer-2', start: '2026-02-02T08:00' });
  });

  it('knows a draft that was changed back', () => {
    const { layers, ...rest } = draft;
    expect(sameDraft(draft, { layers, ...rest })).toBe(true);
    expect(sameDraft(draft, { ...draft, name: 'Q' })).toBe(false);
  });

  it('moves, replaces and removes in lists', () => {
    expect(moved(['a', 'b', 'a', 'c'], 0, 2)).toEqual(['b', 'a', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 1, 99)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(replaced(['a', 'b'], 1, 'x')).toEqual(['a', 'x']);
    expect(without(['a', 'b'], 0)).toEqual(['b']);
  });
});
