import { useState } from 'react';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { requestOf } from './plan-draft';
import { PlanForm } from './plan-form';
import { PlanOutcome } from './plan-outcome';
import { usePlanDraft } from './plan-store';
import './plan.css';
import { useTeamRota } from './use-team-rota';

/** "Make a rota for the next quarter": what is asked on the left, what came of it on the right. */
export function PlanScreen() {
  const { rota, trouble, again } = useTeamRota();
  const plan = useMirror((mirror) => mirror.plan);
  const [wrong, setWrong] = useState<{ field: string; text: string } | null>(null);
  const working = plan?.state === 'working';

  async function start(): Promise<void> {
    const request = requestOf(usePlanDraft.getState());
    setWrong(request.ok ? null : request.error);
    if (!request.ok) return;
    await tell(async () => useMirror.setState({ plan: await call('plan.start', request.value) }));
  }

  return (
    <Screen
      title="Plan a rota"
      tools={
        <Button glyph="nav-fairness" onClick={() => goTo('fairness')}>
          Who carried what
        </Button>
      }
    >
      {trouble && (
        <p className="plan-wrong" role="alert">
          The schedules cannot be read: {trouble}{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {rota && rota.schedules.length === 0 && (
        <EmptyState
          glyph="plan"
          title="No schedule to plan for"
          actions={
            <Button look="primary" glyph="plus" onClick={() => goTo('schedules')}>
              Make a schedule
            </Button>
          }
        >
          A plan shares the shifts of a schedule out fairly. Make one first; an empty one will do.
        </EmptyState>
      )}
      {rota && rota.schedules.length > 0 && (
        <div className="plan-columns">
          <PlanForm rota={rota} wrong={wrong} working={working} onStart={() => void start()} />
          <PlanOutcome plan={plan} rota={rota} />
        </div>
      )}
    </Screen>
  );
}
