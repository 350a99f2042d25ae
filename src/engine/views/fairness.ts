import type { FairnessView } from '../../contract/rota/fairness-views';
import type { Fairness } from '../../core/fairness/fairness';
import type { Debt } from '../../core/fairness/ledger';
import type { PersonId } from '../../core/kernel/ids';
import type { Span } from '../../core/kernel/span';
import type { HolidaysIn } from '../holidays/holidays';
import { fairnessCsv } from './fairness-csv';
import type { Names } from './names';

/** What people carried, for the screen. */
export function fairnessViewOf(input: {
  span: Span;
  fairness: Fairness;
  /** Ids that are on call and not in the team file (any more). */
  strangers: readonly PersonId[];
  ledger: readonly Debt[];
  holidays: HolidaysIn;
  names: Pick<Names, 'person'>;
  notes: readonly string[];
}): FairnessView {
  const { span, fairness, ledger, holidays, names } = input;
  return {
    from: span.start,
    to: span.end,
    people: fairness.loads.map(({ load: { person, ...figures } }) => ({
      ...figures,
      person: names.person(person),
    })),
    mean: fairness.mean,
    gaps: fairness.gaps,
    ledger: ledger.map(({ debtor, creditor, hours }) => ({
      debtor: names.person(debtor),
      creditor: names.person(creditor),
      hours,
    })),
    holidays: holidays.days.map((day) => ({ ...day })),
    csv: fairnessCsv(fairness, true),
    notes: [
      ...input.strangers.map(
        (id) => `"${id}" is on call and not in the team file: counted in the team's zone, without holidays.`,
      ),
      ...holidays.problems,
      ...input.notes,
    ],
  };
}
