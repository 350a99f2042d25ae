import type { PlanView } from '../../../contract/rota/plan-views';
import type { RotaView } from '../../../contract/rota/rota-views';
import { EmptyState } from '../../ui/empty-state';
import { Glyph } from '../../ui/glyph';
import { Section } from '../../ui/screen';
import { PlanLoads } from './plan-loads';
import { PlanScores } from './plan-scores';
import { PlanStrips } from './plan-strips';
import { PlanWrite } from './plan-write';

/** What came of planning, or how it goes. */
export function PlanOutcome({ plan, rota }: { plan: PlanView | null; rota: RotaView }) {
  if (!plan || plan.state === 'idle')
    return (
      <div className="plan-outcome">
        <EmptyState glyph="plan" title="No plan yet">
          Say what to plan, then make a plan. It shares hours, nights, weekends and holidays out as evenly as
          the rules allow, shows it beside plain turns, and proves how near to the best it is.
        </EmptyState>
      </div>
    );
  const schedule = rota.schedules.find(({ id }) => id === plan.request?.schedule);
  const zone = schedule?.timeZone ?? rota.teamZone;
  return (
    <div className="plan-outcome">
      <Headline plan={plan} />
      {plan.state === 'done' && (
        <PlanWrite plan={plan} name={schedule?.name ?? plan.request?.schedule ?? ''} />
      )}
      {plan.collisions.length > 0 && (
        <Section title="What collides">
          <ul className="plan-collisions">
            {plan.collisions.map((text) => (
              <li key={text}>
                <Glyph name="severity-warning" size={14} />
                <bdi className="selectable">{text}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {plan.state === 'done' && <PlanScores plan={plan} />}
      {(plan.state === 'done' || plan.state === 'working') && <PlanStrips plan={plan} zone={zone} />}
      {plan.state === 'done' && <PlanLoads plan={plan} />}
      {plan.notes.length > 0 && (
        <Section title="To know">
          <ul className="plan-notes">
            {plan.notes.map((note) => (
              <li key={note}>
                <bdi>{note}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

const TONES: Readonly<Record<PlanView['state'], { tone: string; title: string; glyph: string }>> = {
  idle: { tone: 'plain', title: '', glyph: 'plan' },
  working: { tone: 'plain', title: 'Planning', glyph: 'clock' },
  done: { tone: 'good', title: 'A fair plan', glyph: 'check' },
  impossible: { tone: 'bad', title: 'No plan keeps all the rules', glyph: 'warning' },
  cancelled: { tone: 'plain', title: 'Cancelled', glyph: 'close' },
  failed: { tone: 'bad', title: 'No plan', glyph: 'warning' },
};

function Headline({ plan }: { plan: PlanView }) {
  const { tone, title, glyph } = TONES[plan.state];
  const percent = Math.round(plan.progress * 100);
  return (
    <header className={`plan-head plan-head-${tone}`}>
      <Glyph name={glyph} size={20} />
      <div className="plan-head-words">
        {/* Said when the state changes, not with every second of the search. */}
        <h2 aria-live="polite">{title}</h2>
        <p>{plan.text}</p>
        {plan.state === 'working' && (
          <div
            className="plan-bar"
            role="progressbar"
            aria-label="Planning"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <span className="plan-bar-done" style={{ width: `${percent}%` }} />
          </div>
        )}
      </div>
    </header>
  );
}
