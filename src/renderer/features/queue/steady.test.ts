import { describe, expect, it } from 'vitest';
import { placeOf, shiftOf } from './steady';

const list = (...ids: string[]) => new Map(ids.map((id, place) => [place, { id }]));

describe('shiftOf', () => {
  it('counts what came in above', () => {
    expect(shiftOf(list('a', 'b', 'c', 'd'), list('new', 'a', 'b', 'c', 'd'), 1, 3)).toBe(1);
  });

  it('counts what left above', () => {
    expect(shiftOf(list('a', 'b', 'c', 'd'), list('c', 'd'), 2, 3)).toBe(-2);
  });

  it('is not dragged along by one that was answered and sorted away', () => {
    expect(shiftOf(list('a', 'b', 'c', 'd', 'e'), list('a', 'c', 'd', 'e', 'b'), 0, 1)).toBe(0);
    expect(shiftOf(list('a', 'b', 'c', 'd', 'e', 'f'), list('new', 'a', 'c', 'd', 'e', 'f', 'b'), 0, 5)).toBe(
      0,
    );
  });

  it('stays when nothing seen is left, or nothing was there', () => {
    expect(shiftOf(list('a', 'b'), list('c', 'd'), 0, 1)).toBe(0);
    expect(shiftOf(new Map(), list('c'), 0, 10)).toBe(0);
  });
});

describe('placeOf', () => {
  it('finds an incident or says that it is not there', () => {
    expect(placeOf(list('a', 'b'), 'b')).toBe(1);
    expect(placeOf(list('a'), 'x')).toBeNull();
    expect(placeOf(list('a'), null)).toBeNull();
  });
});
