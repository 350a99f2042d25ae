import { useState } from 'react';
import type { SourceView } from '../../../contract/views/sources';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Asks before a source is taken out of the team file: for everyone in the team, not only here. */
export function RemoveSource({
  source,
  onClose,
  onRemoved,
}: {
  source: SourceView | null;
  onClose: () => void;
  onRemoved: (text: string) => void;
}) {
  const [trouble, setTrouble] = useState('');
  async function remove(id: string): Promise<void> {
    setTrouble('');
    try {
      const { ok, text } = await call('sources.remove', { id });
      if (ok) onRemoved(text);
      else setTrouble(text);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <Dialog
      open={source !== null}
      onClose={onClose}
      title={`Remove ${source?.title ?? ''}?`}
      text="It goes out of watchbill.yaml, so nobody in the team is paged by it any more. Its incidents stay in the history."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" glyph="trash" onClick={() => source && void remove(source.id)}>
            Remove for everyone
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="sources-trouble" role="alert">
          Not removed: {trouble}
        </p>
      )}
    </Dialog>
  );
}
