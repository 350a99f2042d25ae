import { useState } from 'react';
import type { ChannelsView, ChannelTypeView, ChannelView } from '../../../contract/channels/channel-views';
import { Dialog } from '../../ui/dialog';
import { ChannelForm } from './channel-form';
import { TypeList } from './type-list';

/** Adds a channel: first its type, then what it needs. Or changes one. */
export function ChannelDialog({
  open,
  known,
  view,
  onClose,
  onSaved,
}: {
  open: boolean;
  /** The channel to change; null for a new one. */
  known: ChannelView | null;
  view: ChannelsView;
  onClose: () => void;
  /** @param testIt whether a test is to be sent now */
  onSaved: (id: string, text: string, testIt: boolean) => void;
}) {
  const [chosen, setChosen] = useState<ChannelTypeView | null>(null);
  const type = known ? (view.types.find((each) => each.type === known.type) ?? null) : chosen;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size={type ? 'normal' : 'wide'}
      title={
        known
          ? `Change “${known.title}”`
          : type
            ? `Be reached by ${type.title}`
            : 'How else can you be reached?'
      }
      text={type ? type.about : 'Choose one; you can add as many as you like.'}
    >
      {open &&
        (type ? (
          <ChannelForm
            key={type.type}
            type={type}
            known={known}
            view={view}
            onSaved={onSaved}
            onBack={known ? onClose : () => setChosen(null)}
          />
        ) : (
          <TypeList types={view.types} onChoose={setChosen} />
        ))}
    </Dialog>
  );
}
