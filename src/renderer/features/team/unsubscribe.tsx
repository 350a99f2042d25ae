import { useState } from 'react';
import type { SubscriptionView } from '../../../contract/rota/share-views';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Asks before a calendar is no longer followed. */
export function Unsubscribe({
  subscription,
  onClose,
  onDone,
}: {
  subscription: SubscriptionView | null;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const [trouble, setTrouble] = useState('');
  async function end(id: string): Promise<void> {
    setTrouble('');
    try {
      const said = await call('calendar.unsubscribe', { id });
      if (said.ok) onDone(said.text || 'Not followed any more');
      else setTrouble(said.text);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }
  return (
    <Dialog
      open={subscription !== null}
      onClose={onClose}
      title={`Stop following ${subscription?.title ?? ''}?`}
      text={`The address is forgotten. ${subscription?.file ?? 'The file'} stays in the team folder as it was read last.`}
      actions={
        <>
          <Button onClick={onClose}>Go on following</Button>
          <Button look="danger" onClick={() => subscription && void end(subscription.id)}>
            Stop following
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="team-trouble" role="alert">
          Still followed: {trouble}
        </p>
      )}
    </Dialog>
  );
}
