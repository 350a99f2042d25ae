import { describe, expect, it } from 'vitest';
import { parseMatcher } from '../alert/matcher';
import { DAY, HOUR } from '../time/duration';
import { checkMatchers, checkMuteSpan } from './check-silence';
import { costlyPattern } from './costly-pattern';

const NOW = Date.UTC(2026, 10, 23, 12);

describe('the matchers of a silence', () => {
  it('are read, empty lines left out', () => {
    expect(checkMatchers(['alertname="DiskFull"', ' ', 'node!=""'])).toEqual({
      ok: true,
      value: [
        { name: 'alertname', operator: '=', value: 'DiskFull' },
        { name: 'node', operator: '!=', value: '' },
      ],
    });
  });

  it('need only one that asks for something', () => {
    expect(checkMatchers(['team!="x"', 'alertname="DiskFull"', 'env=~"|test"']).ok).toBe(true);
  });

  it.each<[string[], string]>([
    [[], 'Give at least one matcher: a silence of everything is a maintenance without services.'],
    [[' '], 'Give at least one matcher: a silence of everything is a maintenance without services.'],
    [['a="b"', 'disk'], '"disk" is not a matcher; write for example severity="critical" or team=~"pay.*".'],
    [
      ['a=~"("'],
      '"(" is not a regular expression: Invalid regular expression: /^(?:()$/s: Unterminated group.',
    ],
    [['a=~".*"'], 'One of the matchers must ask for something'],
    [['a=""', 'b!="c"', 'd!~"e.+"'], 'One of the matchers must ask for something'],
    [['a=~"(x+)+"'], '"(x+)+" repeats what repeats itself, which can take for ever.'],
    [Array(51).fill('a="b"'), 'More than 50 matchers.'],
    [Array(11).fill(`a="${'x'.repeat(1900)}"`), 'The matchers are longer than 20000 characters together.'],
  ])('%.60j is refused', (texts, why) => {
    const checked = checkMatchers(texts);
    expect(checked.ok ? 'taken' : checked.error).toContain(why);
  });

  it('must not stand still over a regular expression', () => {
    for (const costly of [
      '(a+)+',
      '(?:a*b*)*',
      '((ab)*c)+d',
      '(a|b+){2,}',
      '(?<n>a{1,})*',
      '([a-z]+\\s?)+x',
      '(a+){30}',
    ])
      expect([costly, costlyPattern(costly)]).toEqual([costly, expect.stringContaining('repeats what')]);
    for (const fine of [
      '',
      'pay.*',
      '(a|b)+',
      '(?:foo|bar).*',
      '[(*+]+',
      '\\(a+\\)+',
      '(ab)?c+?',
      '(a+)?b',
      'a{2}',
      '[]a+]+',
      'x{',
    ])
      expect([fine, costlyPattern(fine)]).toEqual([fine, '']);
    expect(costlyPattern('(a)\\1')).toContain('refers back');
    expect([costlyPattern('(?=a)b'), costlyPattern('(?<!a)b')]).toEqual(
      Array(2).fill(expect.stringContaining('looks')),
    );
    expect(parseMatcher('a=~"(x+)+"').ok).toBe(true);
  });
});

describe('when it is to be', () => {
  const spanOf = (start: number | null, end: number, reason = '') =>
    checkMuteSpan({ start, end, reason }, NOW);

  it('begins now, or later', () => {
    expect(spanOf(null, NOW + HOUR)).toEqual({ ok: true, value: { start: NOW, end: NOW + HOUR } });
    expect(spanOf(NOW - HOUR, NOW + HOUR)).toEqual({ ok: true, value: { start: NOW, end: NOW + HOUR } });
    expect(spanOf(NOW + HOUR, NOW + DAY)).toEqual({ ok: true, value: { start: NOW + HOUR, end: NOW + DAY } });
  });

  it.each([
    [spanOf(null, NOW), 'It would be over already: its end is past.'],
    [spanOf(NOW + HOUR, NOW + HOUR), 'It must end after it begins.'],
    [spanOf(null, NOW + 367 * DAY), 'That is longer than a year.'],
    [spanOf(null, NOW + HOUR, 'x'.repeat(1001)), 'The reason is longer than 1000 characters.'],
  ])('%j is refused', (checked, why) => {
    expect(checked).toEqual({ ok: false, error: why });
  });
});
