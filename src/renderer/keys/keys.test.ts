import { describe, expect, it } from 'vitest';
import { chord, KEYS, keyOf, read } from './keys';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keys', () => {
  it('gives every press one meaning', () => {
    const all = KEYS.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
    for (const key of all)
      expect(
        all.some((other) => other.startsWith(`${key} `)),
        `${key} is both a key and a prefix`,
      ).toBe(false);
  });

  it('names each command once, in words', () => {
    expect(new Set(KEYS.map(({ command }) => command)).size).toBe(KEYS.length);
    for (const { words, shown } of KEYS) expect(words && shown).toBeTruthy();
  });

  it('reads single keys, shifted signs, modifiers and two-key ways', () => {
    expect(read('', { ...plain, key: 'a' })).toMatchObject({ binding: { command: 'acknowledge' } });
    expect(read('', { ...plain, key: 'a', ctrlKey: true })).toMatchObject({
      binding: { command: 'markAll' },
    });
    expect(read('', { ...plain, key: '?', shiftKey: true })).toMatchObject({ binding: { command: 'keys' } });
    expect(read('', { ...plain, key: 'k', metaKey: true })).toMatchObject({
      binding: { command: 'palette' },
    });
    expect(read('', { ...plain, key: 'ArrowDown', shiftKey: true })).toMatchObject({
      binding: { command: 'markDown' },
    });
    expect(read('', { ...plain, key: 'g' })).toEqual({ prefix: 'g' });
    expect(read('g', { ...plain, key: 's' })).toMatchObject({ binding: { command: 'goSources' } });
    expect(read('', { ...plain, key: 's' })).toMatchObject({ binding: { command: 'snooze' } });
    expect(read('g', { ...plain, key: 'z' })).toBeNull();
  });

  it('does nothing on Ctrl+R, Alt+A and capital letters: those are not the bare key', () => {
    expect(read('', { ...plain, key: 'r', ctrlKey: true })).toBeNull();
    expect(read('', { ...plain, key: 'a', altKey: true })).toBeNull();
    expect(read('', { ...plain, key: 'A', shiftKey: true })).toBeNull();
    expect(chord({ ...plain, key: ' ' })).toBe('space');
  });

  it('shows the first way to press a command', () => {
    expect(keyOf('acknowledge')).toBe('a');
    expect(keyOf('down')).toBe('j');
  });
});
