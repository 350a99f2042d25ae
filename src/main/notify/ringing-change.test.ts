import { describe, expect, it } from 'vitest';
import type { RingingPage, RingingView } from '../../contract/views/ringing';
import { ringingChange } from './ringing-change';

const ringing = (...pages: ReadonlyArray<readonly [string, number]>) =>
  ({
    pages: pages.map(([incident, pagedAt]) => ({ incident, pagedAt }) as RingingPage),
    total: pages.length,
  }) as unknown as RingingView;

describe('ringingChange', () => {
  it.each([
    ['first page', null, ringing(['a', 1]), 'show'],
    ['page after quiet', ringing(), ringing(['a', 1]), 'show'],
    ['another page', ringing(['a', 1]), ringing(['a', 1], ['b', 1]), 'raise'],
    ['the same page again', ringing(['a', 1]), ringing(['a', 2]), 'raise'],
    ['one exchanged for another', ringing(['a', 1]), ringing(['b', 1]), 'raise'],
    ['one of two answered', ringing(['a', 1], ['b', 1]), ringing(['b', 1]), 'keep'],
    ['a count went up', ringing(['a', 1]), ringing(['a', 1]), 'keep'],
    ['all answered', ringing(['a', 1]), ringing(), 'hide'],
    ['still quiet', ringing(), ringing(), 'keep'],
    ['quiet at the start', null, ringing(), 'keep'],
  ] as const)('%s', (_name, before, after, change) => {
    expect(ringingChange(before, after)).toBe(change);
  });
});
