import { useState } from 'react';
import type { ChannelView } from '../../../contract/channels/channel-views';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Asks before a channel, its secrets and its rules are taken away. */
export function RemoveChannel({
  channel,
  onClose,
  onRemoved,
}: {
  channel: ChannelView | null;
  onClose: () => void;
  onRemoved: (text: string) => void;
}) {
  const [trouble, setTrouble] = useState('');
  function close(): void {
    setTrouble('');
    onClose();
  }
  async function remove(id: string): Promise<void> {
    setTrouble('');
    try {
      const { ok, text } = await call('channels.remove', { id });
      if (ok) onRemoved(text);
      else setTrouble(text);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }
  return (
    <Dialog
      open={channel !== null}
      onClose={close}
      title={`Remove “${channel?.title ?? ''}”?`}
      text="Pages go out by it no more; its rules go with it, and its passwords and tokens are forgotten."
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button look="danger" glyph="trash" onClick={() => channel && void remove(channel.id)}>
            Remove
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="reach-trouble" role="alert">
          Not removed: {trouble}
        </p>
      )}
    </Dialog>
  );
}
