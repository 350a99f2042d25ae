import { describe, expect, it } from 'vitest';
import { clipText, oneLine } from './alert';

describe('oneLine', () => {
  it('makes one line of anything: breaks and control characters become one space', () => {
    expect(oneLine(' a\r\n\r\nb\tc\u0000d\u001b[31me\u2028f\u2029g\u0085h ')).toBe('a b c d [31me f g h');
    expect(oneLine('\n\u0000 ')).toBe('');
  });

  it('cuts with an ellipsis, never through a character', () => {
    expect([
      oneLine('abcdef', 5),
      oneLine('abcde', 5),
      oneLine('abc😀def', 5),
      oneLine('x'.repeat(2000)).length,
    ]).toEqual(['abcd…', 'abcde', 'abc…', 1024]);
  });
});

describe('clipText', () => {
  it('keeps lines, and says how much was cut', () => {
    expect([clipText('a\nb', 3), clipText('a\nbc', 3), clipText('ab😀', 3)]).toEqual([
      'a\nb',
      'a\nb\n… (cut, 1 characters more)',
      'ab\n… (cut, 1 characters more)',
    ]);
  });
});
