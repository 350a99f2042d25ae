import { type FormEvent, useState } from 'react';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

/** Adds something that sends to this desktop; its token is made here. */
export function AddSender({
  open,
  onClose,
  onAdded,
}: {
  open: boolean;
  onClose: () => void;
  onAdded: (id: string, text: string) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Be sent to"
      text="Prometheus, an Alertmanager webhook, or anything that can page PagerDuty: it sends here instead."
    >
      {open && <SenderForm onClose={onClose} onAdded={onAdded} />}
    </Dialog>
  );
}

function SenderForm({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (id: string, text: string) => void;
}) {
  const [title, setTitle] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const id = senderId(title);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (id === '') return setTrouble('Give it a name with a letter or a digit.');
    setBusy(true);
    try {
      const { ok, text } = await call('sources.addSender', { id, title: title.trim() });
      if (ok) onAdded(id, text);
      else setTrouble(text);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sources-form" onSubmit={(event) => void add(event)}>
      <TextField
        label="Name of the sender"
        placeholder="CI and batch jobs"
        hint={id === '' ? 'As it will stand beside its incidents.' : `Known as ${id} in watchbill.yaml.`}
        error={trouble || undefined}
        value={title}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => {
          setTitle(event.target.value);
          setTrouble('');
        }}
      />
      <div className="sources-form-foot">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? 'Adding…' : 'Add and show how to send'}
        </Button>
      </div>
    </form>
  );
}

/** `CI and batch jobs` is `ci-and-batch-jobs`. */
export function senderId(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}
