import type { FairnessFigures } from '../../contract/rota/fairness-views';
import { type Cell, csvOf } from './csv';

/** The columns after id and name, in this order; hours are elapsed hours, what is not known is empty. */
const COLUMNS = ['hours', 'nights', 'weekends', 'holidays', 'shifts', 'shortestRest'] as const;
const PAGES = ['interruptions', 'sleepInterruptions'] as const;

/** Everybody's figures, a row each, and the mean as the last row with no id. `pages`: with interruptions. */
export function fairnessCsv(
  rows: readonly {
    readonly person: { readonly id: string; readonly name: string };
    readonly figures: FairnessFigures;
  }[],
  mean: FairnessFigures,
  pages: boolean,
): string {
  const columns = pages ? [...COLUMNS, ...PAGES] : COLUMNS;
  const cells = (figures: FairnessFigures): Cell[] => columns.map((column) => figures[column]);
  return csvOf([
    ['person', 'name', ...columns],
    ...rows.map(({ person, figures }) => [person.id, person.name, ...cells(figures)]),
    ['', 'Mean', ...cells(mean)],
  ]);
}
