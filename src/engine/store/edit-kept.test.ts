import { expect, it } from 'vitest';
import { isKept } from './edit-kept';

const BEFORE = 'name: Primary\nturn: 1 week\n';
const OURS = 'name: Primary\nturn: 2 weeks\n';

it('an edit that somebody built upon is kept; one that they never saw is not', () => {
  expect(isKept(BEFORE, OURS, OURS)).toBe(true);
  expect(isKept(BEFORE, OURS, 'name: Prime\nturn: 2 weeks\n')).toBe(true);
  expect(isKept(BEFORE, OURS, 'name: Prime\nturn: 1 week\n')).toBe(false);
  expect(isKept(BEFORE, OURS, BEFORE)).toBe(false);
});

it('so is what was taken out', () => {
  expect(isKept('a\nb\nc\n', 'a\nc\n', 'a\nc\nd\n')).toBe(true);
  expect(isKept('a\nb\nc\n', 'a\nc\n', 'a\nb\nc\nd\n')).toBe(false);
});
