import { describe, expect, it } from 'vitest';
import { labelsToObject, labelValue, MAX_LABEL_LENGTH, MAX_LABELS, makeLabels } from './labels';

describe('labels', () => {
  it('are sorted by name, and the last of equal names wins', () => {
    expect(
      makeLabels([
        ['b', '1'],
        ['B', '2'],
        ['a', '3'],
        ['b', '4'],
        ['', '5'],
      ]),
    ).toEqual([
      ['', '5'],
      ['B', '2'],
      ['a', '3'],
      ['b', '4'],
    ]);
  });

  it('may be called __proto__ or constructor like any other, and pollute nothing', () => {
    const labels = makeLabels(
      Object.entries(JSON.parse('{"__proto__":"x","constructor":"c","toString":"t"}')),
    );
    expect(labels).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'c'],
      ['toString', 't'],
    ]);
    const object = labelsToObject(labels);
    expect(JSON.stringify(object)).toBe('{"__proto__":"x","constructor":"c","toString":"t"}');
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect([labelValue(labels, '__proto__'), labelValue([], 'toString')]).toEqual(['x', '']);
  });

  it('are at most a hundred, and say how many were cut (D5)', () => {
    const labels = makeLabels(
      Array.from({ length: 10_000 }, (_, n) => [`l${String(n).padStart(5, '0')}`, 'v'] as const),
    );
    expect(labels.length).toBe(MAX_LABELS + 1);
    expect([labels[0], labels[99], labels[100]]).toEqual([
      ['l00000', 'v'],
      ['l00099', 'v'],
      ['…', '9900 more labels were cut'],
    ]);
  });

  it('are cut at 4096, never through a character, and say so', () => {
    const fits = 'x'.repeat(MAX_LABEL_LENGTH);
    const pair = `${'x'.repeat(MAX_LABEL_LENGTH - 1)}😀`;
    expect(
      makeLabels([
        ['a', fits],
        ['b', `${fits}y`],
        ['c', pair],
      ]),
    ).toEqual([
      ['a', fits],
      ['b', `${fits}… (cut)`],
      ['c', `${'x'.repeat(MAX_LABEL_LENGTH - 1)}… (cut)`],
    ]);
  });
});
