import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLabels } from './labels';
import { type Matcher, matchesAll, parseMatcher, printMatcher } from './matcher';

const read = (text: string): Matcher => {
  const result = parseMatcher(text);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const LABELS = makeLabels([
  ['severity', 'critical'],
  ['team', 'payments'],
  ['path', 'C:\\tmp'],
  ['text', 'two\nlines'],
]);
const matches = (...texts: string[]): boolean => matchesAll(texts.map(read), LABELS);

describe('parseMatcher', () => {
  it.each<[string, Matcher]>([
    ['severity="critical"', { name: 'severity', operator: '=', value: 'critical' }],
    [' severity != critical ', { name: 'severity', operator: '!=', value: 'critical' }],
    ['team=~"pay.*"', { name: 'team', operator: '=~', value: 'pay.*' }],
    ['team!~pay.*', { name: 'team', operator: '!~', value: 'pay.*' }],
    ['a=""', { name: 'a', operator: '=', value: '' }],
    ['a="say \\"hi\\"\\n\\\\"', { name: 'a', operator: '=', value: 'say "hi"\n\\' }],
    ['a=" spaces, {braces} "', { name: 'a', operator: '=', value: ' spaces, {braces} ' }],
    ['__proto__="x"', { name: '__proto__', operator: '=', value: 'x' }],
    ['"service.name"=~"a|b"', { name: 'service.name', operator: '=~', value: 'a|b' }],
    ['"two \\"words\\""="x"', { name: 'two "words"', operator: '=', value: 'x' }],
  ])('reads %s', (text, matcher) => {
    expect(parseMatcher(text)).toEqual({ ok: true, value: matcher });
  });

  it.each([
    '',
    'severity',
    '="x"',
    'a==b',
    'a="x',
    'a=x y',
    'a="x" b="y"',
    '1a="x"',
    'a-b="x"',
    'a=',
    'a<"x"',
    '""="x"',
    '"a="x"',
  ])('says that %j is none', (text) => {
    expect(parseMatcher(text)).toEqual({
      ok: false,
      error: `"${text}" is not a matcher; write for example severity="critical" or team=~"pay.*"`,
    });
  });

  it('says what is wrong with a regular expression, and when it is too long', () => {
    expect(parseMatcher('a=~"("')).toMatchObject({
      ok: false,
      error: expect.stringContaining('"(" is not a regular'),
    });
    expect(parseMatcher(`a="${'x'.repeat(2000)}"`)).toEqual({
      ok: false,
      error: 'matcher is longer than 2000 characters',
    });
  });
});

describe('matchesAll', () => {
  it('matches everything without matchers, and only what holds for all of several', () => {
    expect([
      matches(),
      matches('severity=critical', 'team=payments'),
      matches('severity=critical', 'team=x'),
    ]).toEqual([true, true, false]);
  });

  it('reads a label that is missing as empty, as Prometheus does', () => {
    expect(
      ['gone=""', 'gone!=""', 'gone!="x"', 'gone=~".*"', 'gone=~".+"', 'gone!~".+"'].map((text) =>
        matches(text),
      ),
    ).toEqual([true, false, true, true, false, true]);
  });

  it('anchors regular expressions at both ends, alternatives included, over line breaks too', () => {
    expect(
      [
        'team=~"pay"',
        'team=~"pay.*"',
        'team=~"x|payments"',
        'team=~"pay|x"',
        'team!~"pay"',
        'text=~"two.lines"',
      ].map((text) => matches(text)),
    ).toEqual([false, true, true, false, true, true]);
  });

  it('compares text as it stands', () => {
    expect([
      matches('path="C:\\\\tmp"'),
      matches('severity="Critical"'),
      matches('text="two\\nlines"'),
    ]).toEqual([true, false, true]);
  });
});

it('prints what it reads', () => {
  expect(
    ['severity=critical', 'a=~"C:\\\\.*"', '"service.name"!="x"', 'a="two\\nlines \\"quoted\\""'].map(
      (text) => printMatcher(read(text)),
    ),
  ).toEqual(['severity="critical"', 'a=~"C:\\\\.*"', '"service.name"!="x"', 'a="two\\nlines \\"quoted\\""']);
  const anything = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(anything, fc.constantFrom('=' as const, '!=' as const), anything, (name, operator, value) => {
      expect(read(printMatcher({ name, operator, value }))).toEqual({ name, operator, value });
    }),
  );
});
