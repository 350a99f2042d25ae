import { describe, expect, it } from 'vitest';
import { acceleratorOf } from './accelerator';

const press = (key: string, code: string, held = '') => ({
  key,
  code,
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
});

describe('a shortcut from a key press', () => {
  it.each([
    ['Ctrl+Alt+A', press('a', 'KeyA', 'ca')],
    ['Alt+A', press('å', 'KeyA', 'a')],
    ['Ctrl+Shift+5', press('%', 'Digit5', 'cs')],
    ['F9', press('F9', 'F9')],
    ['Super+Space', press(' ', 'Space', 'm')],
  ])('is %s', (accelerator, pressed) => {
    expect(acceleratorOf(pressed)).toBe(accelerator);
  });

  it('is none for plain typing and for modifiers alone', () => {
    expect(acceleratorOf(press('a', 'KeyA'))).toBeNull();
    expect(acceleratorOf(press('A', 'KeyA', 's'))).toBeNull();
    expect(acceleratorOf(press('Control', 'ControlLeft', 'c'))).toBeNull();
  });
});
