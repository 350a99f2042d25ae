import { useState } from 'react';
import type { PlanView } from '../../../contract/rota/plan-views';
import type { ShiftView } from '../../../contract/rota/rota-views';
import { ScheduleWeekStrips } from '../../parts/schedule-week-strips';
import { useMirror } from '../../state/mirror';
import { Section } from '../../ui/screen';

/** Both rotas as weeks, side by side, and what plain turns would break. */
export function PlanStrips({ plan, zone }: { plan: PlanView; zone: string }) {
  const me = useMirror((mirror) => mirror.status?.me.id) ?? '';
  const [now] = useState(() => Date.now());
  const strip = (shifts: PlanView['plan']) => (
    <ScheduleWeekStrips
      shifts={shifts.map(shiftOf)}
      people={plan.people}
      from={shifts[0]?.start ?? 0}
      to={shifts.at(-1)?.end ?? 0}
      zone={zone}
      me={me}
      now={now}
    />
  );
  return (
    <div className={`plan-strips ${isFine(plan.roundRobin) ? 'plan-strips-fine' : ''}`}>
      {plan.plan.length > 0 && <Section title="This plan">{strip(plan.plan)}</Section>}
      <Section title="Plain turns">
        {strip(plan.roundRobin)}
        <Breaks breaks={plan.roundRobinBreaks} />
      </Section>
    </div>
  );
}

function Breaks({ breaks }: { breaks: readonly string[] }) {
  if (breaks.length === 0) return <p className="plan-hint">Plain turns keep all the rules.</p>;
  return (
    <details className="plan-breaks">
      <summary>{breaks.length === 1 ? 'Breaks a rule' : `Breaks rules ${breaks.length} times`}</summary>
      <ul>
        {breaks.map((text) => (
          <li key={text}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

function shiftOf({ start, end, person }: PlanView['plan'][number]): ShiftView {
  return { start, end, person, mark: 'plain', layer: '', by: '' };
}

/** Several shifts a day: initials need the whole width in a narrow window. */
function isFine([first]: PlanView['plan']): boolean {
  return first !== undefined && first.end - first.start < 20 * 3_600_000;
}
