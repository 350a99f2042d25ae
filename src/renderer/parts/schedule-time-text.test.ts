import { describe, expect, it } from 'vitest';
import { tidyTime } from './schedule-time-text';

describe('a time of day as typed', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['18.05', '18:05'],
    ['1805', '18:05'],
    ['6 pm', '18:00'],
    ['12am', '00:00'],
    [' 00:00 ', '00:00'],
  ])('%s is %s', (typed, tidy) => expect(tidyTime(typed)).toBe(tidy));

  it.each(['', '24:00', '9:3', '9:60', 'noon', '13 pm', '09:00Z', '09:00:30'])('%s stays', (typed) =>
    expect(tidyTime(typed)).toBe(typed),
  );
});
