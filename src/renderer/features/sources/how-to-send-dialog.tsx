import type { SourceView } from '../../../contract/views/sources';
import { HowToSend } from '../../parts/how-to-send';
import { Dialog } from '../../ui/dialog';

export function HowToSendDialog({
  source,
  onClose,
}: {
  source: Pick<SourceView, 'id' | 'title'> | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={source !== null}
      onClose={onClose}
      size="wide"
      title={`Send to Watchbill as ${source?.title ?? ''}`}
      text="The listener answers on this desktop only. Whoever has the token can page you: keep it as you keep a password."
    >
      {source && <HowToSend sender={source.id} />}
    </Dialog>
  );
}
