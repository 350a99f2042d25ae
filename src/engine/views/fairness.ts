import type { FairnessFigures, FairnessView } from '../../contract/rota/fairness-views';
import type { Fairness } from '../../core/fairness/fairness';
import type { Debt } from '../../core/fairness/ledger';
import type { Load } from '../../core/fairness/load';
import type { PersonId } from '../../core/kernel/ids';
import type { Span } from '../../core/kernel/span';
import type { HolidaysIn } from '../holidays/holidays';
import { fairnessCsv } from './fairness-csv';
import type { Names } from './names';

/** What people carried, for the screen. */
export function fairnessViewOf(input: {
  span: Span;
  fairness: Fairness;
  /** Whose pages this desktop knows; of others too as soon as it knows any. */
  pagesOf: readonly PersonId[];
  /** Ids that are on call and not in the team file (any more). */
  strangers: readonly PersonId[];
  ledger: readonly Debt[];
  holidays: HolidaysIn;
  names: Pick<Names, 'person'>;
  notes: readonly string[];
}): FairnessView {
  const { span, ledger, holidays, names } = input;
  const rows = input.fairness.loads.map(({ person, load }) => ({
    person,
    figures: figuresOf(load, input.pagesOf),
  }));
  const mean = withPages(
    input.fairness.mean,
    rows.map(({ figures }) => figures),
  );
  return {
    from: span.start,
    to: span.end,
    people: rows.map(({ person, figures }) => ({ ...figures, person: names.person(person.id) })),
    mean,
    gaps: input.fairness.gaps,
    ledger: ledger.map(({ debtor, creditor, hours }) => ({
      debtor: names.person(debtor),
      creditor: names.person(creditor),
      hours,
    })),
    holidays: holidays.days.map((day) => ({ ...day })),
    csv: fairnessCsv(rows, mean, true),
    notes: [
      ...input.strangers.map(
        (id) => `"${id}" is on call and not in the team file: counted in the team's zone, without holidays.`,
      ),
      ...holidays.problems,
      ...input.notes,
    ],
  };
}

function figuresOf({ person, ...figures }: Load, pagesOf: readonly PersonId[]): FairnessFigures {
  const known = figures.interruptions > 0 || pagesOf.includes(person);
  return known ? figures : { ...figures, interruptions: null, sleepInterruptions: null };
}

/** The mean of interruptions is over those that are known; of one person there is none. */
function withPages(mean: Omit<Load, 'person'>, rows: readonly FairnessFigures[]): FairnessFigures {
  const over = (of: (row: FairnessFigures) => number | null) => {
    const known = rows.map(of).filter((value) => value !== null);
    return known.length < 2 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return {
    ...mean,
    interruptions: over((row) => row.interruptions),
    sleepInterruptions: over((row) => row.sleepInterruptions),
  };
}
