import type { PlanScore, PlanView } from '../../../contract/rota/plan-views';
import { Section } from '../../ui/screen';

const ROWS: readonly { title: string; of: (score: PlanScore) => number; unit: string }[] = [
  { title: 'Hours', of: ({ spread }) => spread, unit: ' h' },
  { title: 'Nights', of: ({ nightSpread }) => nightSpread, unit: ' h' },
  { title: 'Weekends', of: ({ weekendSpread }) => weekendSpread, unit: ' h' },
  { title: 'Holidays', of: ({ holidaySpread }) => holidaySpread, unit: ' h' },
  { title: 'Wishes broken', of: ({ wishesBroken }) => wishesBroken, unit: '' },
];

/** Both scores in words, and how near to the best the plan is proven to be. */
export function PlanScores({ plan }: { plan: PlanView }) {
  const { score, roundRobinScore: turns, request } = plan;
  if (!score) return null;
  return (
    <Section title="How fair" text="Between the most and the least loaded person; the less, the fairer.">
      <table className="plan-scores">
        <caption className="only-read">This plan beside plain turns</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="only-read">Measure</span>
            </th>
            <th scope="col">This plan</th>
            <th scope="col">Plain turns</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ title, of, unit }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>
                {amount(of(score))}
                {unit}
              </td>
              <td className="muted">{turns ? `${amount(of(turns))}${unit}` : '–'}</td>
            </tr>
          ))}
          <tr className="plan-total">
            <th scope="row">Score</th>
            <td>{amount(score.total)}</td>
            <td className="muted">{turns ? amount(turns.total) : '–'}</td>
          </tr>
        </tbody>
      </table>
      <p className="plan-proof">{proof(plan)}</p>
      {request?.pastLoad && <p className="plan-hint">With what each carried in the 90 days before.</p>}
    </Section>
  );
}

/** The proven distance to the best there is, in words. */
export function proof({ gap, bound, score }: Pick<PlanView, 'gap' | 'bound' | 'score'>): string {
  if (gap === null || bound === null || !score) return 'How much fairer a plan could be was not proven.';
  if (gap < 0.001) return 'Proven: no plan is fairer.';
  const percent = gap < 0.1 ? Math.ceil(gap * 1000) / 10 : Math.ceil(gap * 100);
  return `Proven: no plan is better by more than ${percent} %; none can score below ${amount(bound)}.`;
}

/** One decimal at most, thousands apart. */
export function amount(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString('en');
}
