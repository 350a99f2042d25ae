import type { FairnessView } from '../../../contract/rota/fairness-views';
import { PersonDot } from '../../ui/person-dot';
import { Segmented } from '../../ui/segmented';
import { pickFairness } from './fairness-store';
import { amountText, differenceText, MEASURE_NAMES, MEASURES, type Measure } from './measures';

type Row = FairnessView['people'][number];

/** Bars of one measure, a person each, against the line of the mean. The table below says the same in numbers. */
export function LoadChart({
  people,
  mean,
  measure,
}: {
  people: readonly Row[];
  mean: FairnessView['mean'];
  measure: Measure;
}) {
  const middle = mean[measure];
  const most = Math.max(middle ?? 0, ...people.map((row) => row[measure] ?? 0));
  const part = (amount: number) => (most === 0 ? 0 : (amount / most) * 100);
  const { long } = MEASURES[measure];
  return (
    <div className="fair-chart">
      <Segmented
        label="What the bars show"
        value={measure}
        segments={MEASURE_NAMES.map((value) => ({ value, label: MEASURES[value].title }))}
        onChange={(next) => pickFairness({ measure: next })}
      />
      <p className="fair-chart-text muted">{long}.</p>
      <div
        className="fair-bars"
        role="img"
        aria-label={`${long}: a bar for each person, the mean is ${amountText(measure, middle)}. The table has the numbers.`}
      >
        <div className="fair-mean-head">
          {middle !== null && most > 0 && (
            <span
              className={`fair-mean-word ${part(middle) > 60 ? 'fair-mean-word-end' : ''}`}
              style={{ insetInlineStart: `${part(middle)}%` }}
            >
              mean {amountText(measure, middle)}
            </span>
          )}
        </div>
        {people.map((row) => (
          <Bar key={row.person.id} row={row} measure={measure} mean={middle} part={part} />
        ))}
      </div>
    </div>
  );
}

function Bar({
  row,
  measure,
  mean,
  part,
}: {
  row: Row;
  measure: Measure;
  mean: number | null;
  part: (amount: number) => number;
}) {
  const amount = row[measure];
  const upTo = Math.min(amount ?? 0, mean ?? amount ?? 0);
  const beyond = (amount ?? 0) - upTo;
  return (
    <div className="fair-bar-row">
      <PersonDot person={row.person} size="small" named />
      <div className="fair-track">
        <span className="fair-up-to" style={{ inlineSize: `${part(upTo)}%` }} />
        <span className="fair-beyond" style={{ inlineSize: `${part(beyond)}%` }} />
        {mean !== null && <span className="fair-mean" style={{ insetInlineStart: `${part(mean)}%` }} />}
      </div>
      <span className="fair-amount">{amountText(measure, amount)}</span>
      <span className="fair-difference">{differenceText(measure, amount, mean)}</span>
    </div>
  );
}
