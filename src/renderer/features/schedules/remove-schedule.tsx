import { useState } from 'react';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Asks before a schedule is taken out of the team file: for everyone, not only here. */
export function RemoveSchedule({
  schedule,
  onClose,
  onRemoved,
}: {
  schedule: { readonly id: string; readonly name: string } | null;
  onClose: () => void;
  onRemoved: (text: string) => void;
}) {
  const [trouble, setTrouble] = useState('');
  async function remove(id: string): Promise<void> {
    setTrouble('');
    try {
      const { ok, text } = await call('schedule.remove', { id });
      if (ok) onRemoved(text);
      else setTrouble(text);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }
  return (
    <Dialog
      open={schedule !== null}
      onClose={onClose}
      title={`Remove ${schedule?.name ?? ''}?`}
      text="It goes out of watchbill.yaml for everyone. Whoever is on call by it is not any more, and escalations that name it page nobody by it."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" glyph="trash" onClick={() => schedule && void remove(schedule.id)}>
            Remove for everyone
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="schedules-trouble" role="alert">
          Not removed: {trouble}
        </p>
      )}
    </Dialog>
  );
}
