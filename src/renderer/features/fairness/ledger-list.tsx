import type { FairnessView } from '../../../contract/rota/fairness-views';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { amountText } from './measures';

/** Who owes whom how many hours, from all trades. */
export function LedgerList({ ledger }: { ledger: FairnessView['ledger'] }) {
  if (ledger.length === 0)
    return (
      <p className="fair-even">
        <Glyph name="check" /> Everybody is even.
      </p>
    );
  return (
    <ul className="fair-ledger" aria-label="Who owes whom">
      {ledger.map(({ debtor, creditor, hours }) => (
        <li key={`${debtor.id} ${creditor.id}`} className="fair-debt">
          <PersonDot person={debtor} size="small" named />
          <span className="muted">owes</span>
          <PersonDot person={creditor} size="small" named />
          <span className="fair-figure">{amountText('hours', hours)}</span>
        </li>
      ))}
    </ul>
  );
}
