import { describe, expect, it } from 'vitest';
import { parseLabels } from './parse-labels';

describe('parseLabels', () => {
  it.each([
    [
      'alertname=NodeDown,cluster=eu',
      [
        ['alertname', 'NodeDown'],
        ['cluster', 'eu'],
      ],
    ],
    [
      '{job="node, of 7", zone="a\\"b"}',
      [
        ['job', 'node, of 7'],
        ['zone', 'a"b'],
      ],
    ],
    [
      'a = 1\nb = two words ',
      [
        ['a', '1'],
        ['b', 'two words'],
      ],
    ],
    ['url=http://x/y?z=1,', [['url', 'http://x/y?z=1']]],
    ['__proto__=x', [['__proto__', 'x']]],
  ])('reads %s', (text, labels) => {
    expect(parseLabels(text)).toEqual({ ok: true, value: labels });
  });

  it.each([
    ['', /there are no labels/],
    ['a', /"a" is no label/],
    ['a=1,a=2', /"a" is there twice/],
    ['a="open', /is no label/],
    ['x'.repeat(20_001), /longer than/],
  ])('refuses %s', (text, why) => {
    const read = parseLabels(text);
    expect(read.ok ? '' : read.error).toMatch(why);
  });
});
