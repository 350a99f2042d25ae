import { useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import './remove-from-team.css';

/** Asks before something is taken out of the team file: for everyone in the team, not only here. */
export function RemoveFromTeam({
  name,
  text,
  remove,
  onClose,
  onRemoved,
}: {
  /** What it is called; null while nothing is asked. */
  name: string | null;
  /** What follows for whom. */
  text: string;
  remove: () => Promise<{ readonly ok: boolean; readonly text: string }>;
  onClose: () => void;
  onRemoved: (text: string) => void;
}) {
  const [trouble, setTrouble] = useState('');
  function close(): void {
    setTrouble('');
    onClose();
  }
  async function take(): Promise<void> {
    setTrouble('');
    try {
      const answer = await remove();
      if (answer.ok) onRemoved(answer.text);
      else setTrouble(answer.text);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <Dialog
      open={name !== null}
      onClose={close}
      title={`Remove ${name ?? ''}?`}
      text={text}
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button look="danger" glyph="trash" onClick={() => name !== null && void take()}>
            Remove for everyone
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="remove-trouble" role="alert">
          {trouble.startsWith('Not removed') ? trouble : `Not removed: ${trouble}`}
        </p>
      )}
    </Dialog>
  );
}
