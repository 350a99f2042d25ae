import type { PlanAheadView } from '../../../contract/views/incident';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import './plan-ahead.css';

/** Who is paged when, if nobody answers: what has begun, and what comes. */
export function PlanAhead({ plan }: { plan: PlanAheadView }) {
  return (
    <>
      <p className="plan-ahead-text">
        <bdi>{plan.text}</bdi>
      </p>
      <ol className="plan-ahead">
        {plan.steps.map((step) => (
          <li
            key={`${step.at} ${step.who} ${step.why}`}
            className="plan-step"
            data-begun={step.begun || undefined}
            data-skipped={step.skipped || undefined}
          >
            <span className="plan-step-mark">
              <Glyph name={step.skipped ? 'sound-off' : step.begun ? 'check' : 'notification'} size={12} />
            </span>
            <Time at={step.at} look="clock-seconds" className="plan-step-at" />
            <span className="plan-step-who">
              <b>
                <bdi>{step.who === '' ? 'Left out' : step.who}</bdi>
              </b>
              <span className="only-read">{step.skipped ? '' : step.begun ? ' (paged)' : ' (to come)'}</span>
              {step.away.length > 0 && <span className="muted"> · asleep: {step.away.join(', ')}</span>}
              <span className="plan-step-why">
                <bdi>{step.why}</bdi>
              </span>
            </span>
          </li>
        ))}
      </ol>
      {plan.more > 0 && <p className="muted">And {plan.more.toLocaleString('en')} more steps.</p>}
    </>
  );
}
