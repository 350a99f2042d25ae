import { describe, expect, it } from 'vitest';
import { amountText, carriesMore, differenceText } from './measures';

const figures = (hours: number, shortestRest: number | null = null) => ({
  hours,
  nights: 0,
  weekends: 0,
  holidays: 0,
  shifts: 0,
  interruptions: 0,
  sleepInterruptions: 0,
  shortestRest,
});

describe('figures in words', () => {
  it('amounts', () => {
    expect(amountText('hours', 335.6667)).toBe('336 h');
    expect(amountText('hours', 1344)).toBe('1,344 h');
    expect(amountText('nights', 62.5)).toBe('62.5 h');
    expect(amountText('nights', 0)).toBe('0 h');
    expect(amountText('interruptions', 12)).toBe('12');
    expect(amountText('shortestRest', 15)).toBe('15 h');
    expect(amountText('shortestRest', 336)).toBe('14 d');
    expect(amountText('shortestRest', null)).toBe('–');
  });

  it('differences say sign and word', () => {
    expect(differenceText('hours', 348, 336)).toBe('+12 h above');
    expect(differenceText('hours', 328, 336)).toBe('−8 h below');
    expect(differenceText('hours', 336, 336.04)).toBe('at the mean');
    expect(differenceText('nights', 0.4, 0)).toBe('+0.4 h above');
    expect(differenceText('interruptions', 3, 3.01)).toBe('at the mean');
    expect(differenceText('shortestRest', null, 12)).toBe('');
  });

  it('only who carries notably more stands out', () => {
    expect(carriesMore('hours', figures(200), figures(100))).toBe(true);
    expect(carriesMore('hours', figures(110), figures(100))).toBe(false);
    expect(carriesMore('hours', figures(3), figures(1))).toBe(false);
    expect(carriesMore('shortestRest', figures(0, 8), figures(0, 100))).toBe(true);
    expect(carriesMore('shortestRest', figures(0, 80), figures(0, 200))).toBe(false);
  });
});
