import { PracticeCheck } from '../../parts/practice-check';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';

/** Proves that pop-up, notification and sound work here. */
export function StepPractice({ onDone }: { onDone: () => void }) {
  const answered = useMirror((mirror) => mirror.practice?.state === 'answered');
  return (
    <div className="welcome-form">
      <PracticeCheck />
      <div className="welcome-acts">
        <Button look={answered ? 'primary' : 'plain'} size="large" onClick={onDone}>
          {answered ? 'Open Watchbill' : 'Open Watchbill without trying'}
        </Button>
      </div>
    </div>
  );
}
