import { useState } from 'react';
import type { PlanView } from '../../../contract/rota/plan-views';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Writes the plan into the team file, after showing what that is. */
export function PlanWrite({ plan, name }: { plan: PlanView; name: string }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);

  async function write(): Promise<void> {
    setBusy(true);
    await tell(async () => {
      const { ok, text } = await call('plan.write', {});
      say(ok ? 'good' : 'bad', text);
      if (ok) setOpen(false);
    });
    setBusy(false);
  }

  return (
    <div className="plan-write">
      <Button look="primary" glyph="edit" onClick={() => setOpen(true)}>
        Write into the team file…
      </Button>
      <Button glyph="nav-calendar" onClick={() => goTo('calendar')}>
        Show the calendar
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        size="wide"
        title="Write the plan into the team file?"
        text={
          <>
            This layer is added to <bdi>{name}</bdi> in watchbill.yaml, behind the layers there are, so that
            it wins for its days. An earlier plan for the same days is replaced. Nothing else changes.
          </>
        }
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Not now</Button>
            <Button look="primary" disabled={busy} onClick={() => void write()}>
              Write it
            </Button>
          </>
        }
      >
        {/* A long file scrolls: the keyboard must reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="plan-yaml mono selectable" tabIndex={0} aria-label="What is added">
          {plan.yaml}
        </pre>
      </Dialog>
    </div>
  );
}
