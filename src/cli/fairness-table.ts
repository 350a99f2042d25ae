import type { Fairness } from '../core/fairness/fairness';
import type { Debt } from '../core/fairness/ledger';
import type { Load } from '../core/fairness/load';

type Figures = Omit<Load, 'person'>;

const COLUMNS: readonly { title: string; of: (figures: Figures) => number | null }[] = [
  { title: 'hours', of: ({ hours }) => hours },
  { title: 'nights', of: ({ nights }) => nights },
  { title: 'weekends', of: ({ weekends }) => weekends },
  { title: 'holidays', of: ({ holidays }) => holidays },
  { title: 'shifts', of: ({ shifts }) => shifts },
  { title: 'shortest rest', of: ({ shortestRest }) => shortestRest },
];

/** What people carry as lines for a terminal: each figure with its difference to the mean, then gaps and debts. */
export function fairnessTable(
  { loads, mean, gaps }: Fairness,
  debts: readonly Debt[],
  title: string,
): string[] {
  const rows = [
    ['', ...COLUMNS.map(({ title: column }) => column)],
    ...loads.map(({ person, load }) => [
      person.name,
      ...COLUMNS.map(({ of }) => withDifference(of(load), of(mean))),
    ]),
    ['mean', ...COLUMNS.map(({ of }) => short(of(mean)))],
  ];
  const widths = (rows[0] as string[]).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] as string).length)),
  );
  const names = new Map(loads.map(({ person }) => [person.id, person.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    title,
    '',
    ...rows.map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
        .join('  ')
        .trimEnd(),
    ),
    '',
    `Elapsed hours, in brackets the difference to the mean. Nobody on call: ${short(gaps)} h.`,
    ...debts.map(
      ({ debtor, creditor, hours }) => `${nameOf(debtor)} owes ${nameOf(creditor)} ${short(hours)} h.`,
    ),
  ];
}

function withDifference(amount: number | null, mean: number | null): string {
  if (amount === null || mean === null) return short(amount);
  const difference = short(amount - mean);
  return `${short(amount)} (${difference.startsWith('-') || difference === '0' ? '' : '+'}${difference})`;
}

/** One decimal at most; `-` where there is none. */
function short(amount: number | null): string {
  if (amount === null) return '-';
  const rounded = Math.round(amount * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}
