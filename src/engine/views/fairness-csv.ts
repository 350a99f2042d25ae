import type { Fairness } from '../../core/fairness/fairness';
import type { Load } from '../../core/fairness/load';
import { type Cell, csvOf } from './csv';

/** Which columns, in this order; hours are elapsed hours. */
const COLUMNS: readonly {
  readonly title: string;
  readonly of: (load: Omit<Load, 'person'>) => number | null;
}[] = [
  { title: 'hours', of: ({ hours }) => hours },
  { title: 'nights', of: ({ nights }) => nights },
  { title: 'weekends', of: ({ weekends }) => weekends },
  { title: 'holidays', of: ({ holidays }) => holidays },
  { title: 'shifts', of: ({ shifts }) => shifts },
  { title: 'shortestRest', of: ({ shortestRest }) => shortestRest },
];
const PAGES: typeof COLUMNS = [
  { title: 'interruptions', of: ({ interruptions }) => interruptions },
  { title: 'sleepInterruptions', of: ({ sleepInterruptions }) => sleepInterruptions },
];

/** Everybody's figures, a row each, and the mean as the last row with no id. `pages`: with interruptions. */
export function fairnessCsv({ loads, mean }: Fairness, pages: boolean): string {
  const columns = pages ? [...COLUMNS, ...PAGES] : COLUMNS;
  const head: Cell[] = ['person', 'name', ...columns.map(({ title }) => title)];
  const rows = loads.map(({ person, load }): Cell[] => [
    person.id,
    person.name,
    ...columns.map(({ of }) => of(load)),
  ]);
  return csvOf([head, ...rows, ['', 'Mean', ...columns.map(({ of }) => of(mean))]]);
}
