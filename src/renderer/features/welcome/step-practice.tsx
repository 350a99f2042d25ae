import { PracticeCheck } from '../../parts/practice-check';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';

/** Proves that pop-up, notification and sound work here. */
export function StepPractice({ onDone }: { onDone: () => void }) {
  const state = useMirror((mirror) => mirror.practice?.state ?? 'idle');
  return (
    <div className="welcome-form">
      <PracticeCheck />
      <div className="welcome-acts">
        <Button look={state === 'answered' ? 'primary' : 'plain'} size="large" onClick={onDone}>
          {state === 'idle' ? 'Open Watchbill without trying' : 'Open Watchbill'}
        </Button>
      </div>
    </div>
  );
}
