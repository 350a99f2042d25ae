import type { SourceView } from '../../../contract/views/sources';
import { SourceForm } from '../../parts/source-form';
import { Dialog } from '../../ui/dialog';

/** Adds a polled Alertmanager, or changes one. */
export function EditSource({
  open,
  source,
  onClose,
  onSaved,
}: {
  open: boolean;
  source: SourceView | null;
  onClose: () => void;
  onSaved: (text: string) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={source ? `Change ${source.title}` : 'Ask an Alertmanager'}
      text="It stands in watchbill.yaml, so the whole team has it. Secrets stay on each desktop."
    >
      {open && <SourceForm key={source?.id ?? 'new'} known={source} onSaved={onSaved} onCancel={onClose} />}
    </Dialog>
  );
}
