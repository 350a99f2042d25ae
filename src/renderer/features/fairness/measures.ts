import type { FairnessFigures } from '../../../contract/rota/fairness-views';

/** What is compared between people: a column of the table, and the bars when it is chosen. */
export type Measure = 'hours' | 'nights' | 'weekends' | 'holidays' | 'interruptions' | 'shortestRest';

type Words = {
  readonly title: string;
  /** For a screen reader and the chart's caption. */
  readonly long: string;
  readonly unit: 'hours' | 'rest' | 'count';
};

export const MEASURES: Record<Measure, Words> = {
  hours: { title: 'Hours', long: 'Hours on call', unit: 'hours' },
  nights: {
    title: 'Nights',
    long: "Hours on call at night, 22:00 to 07:00 in each person's own zone",
    unit: 'hours',
  },
  weekends: {
    title: 'Weekends',
    long: "Hours on call on Saturdays and Sundays of each person's own zone",
    unit: 'hours',
  },
  holidays: {
    title: 'Holidays',
    long: 'Hours on call on public holidays where each person is',
    unit: 'hours',
  },
  interruptions: { title: 'Interruptions', long: 'Times a page interrupted somebody', unit: 'count' },
  shortestRest: { title: 'Shortest rest', long: 'Shortest rest between two shifts', unit: 'rest' },
};
export const MEASURE_NAMES = Object.keys(MEASURES) as readonly Measure[];

/** `336 h`, `62.5 h`, `12`; of a rest `14 h`, and from two days on `6.5 d`; `–` where there is none. */
export function amountText(measure: Measure, amount: number | null): string {
  if (amount === null) return '–';
  const { unit } = MEASURES[measure];
  if (unit === 'count') return number(amount);
  if (unit === 'rest' && Math.abs(amount) >= 48) return `${number(amount / 24)} d`;
  return `${number(amount)} h`;
}

/** How far from the mean: `+12 h above`, `−8 h below`, `at the mean`; '' where one of them is not known. */
export function differenceText(measure: Measure, amount: number | null, mean: number | null): string {
  if (amount === null || mean === null) return '';
  const difference = amount - mean;
  const text = amountText(measure, Math.abs(difference));
  if (/^0(\D|$)/.test(text) && !text.startsWith('0.')) return 'at the mean';
  return difference > 0 ? `+${text} above` : `−${text} below`;
}

/** Whether somebody carries notably more than the mean: a fifth, and at least so much that it can be felt. */
export function carriesMore(measure: Measure, figures: FairnessFigures, mean: FairnessFigures): boolean {
  const [amount, middle] = [figures[measure], mean[measure]];
  if (amount === null || middle === null) return false;
  if (measure === 'shortestRest') return amount < middle * 0.5 && amount < 24;
  return amount > middle * 1.2 && amount - middle >= (MEASURES[measure].unit === 'count' ? 2 : 8);
}

/** One decimal under a hundred, none above; never `-0`. */
function number(amount: number): string {
  const digits = Math.abs(amount) < 99.95 ? 1 : 0;
  const rounded = Number(amount.toFixed(digits));
  return (rounded === 0 ? 0 : rounded).toLocaleString('en');
}
