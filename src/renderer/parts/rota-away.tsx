import { useId, useState } from 'react';
import { call } from '../bridge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { rotaAct } from './rota-act';
import { TradeHours } from './trade-hours';

/** Says when I, or somebody else (`name`), cannot be on call. `zone` an IANA name; instants are milliseconds since 1970. */
export function AwayDialog({
  me,
  from,
  to,
  zone,
  name = '',
  onClose,
}: {
  /** Whose absence it is. */
  me: string;
  from: number;
  to: number;
  zone: string;
  /** Somebody else's name; '' for me. */
  name?: string;
  onClose: () => void;
}) {
  const form = useId();
  const [hours, setHours] = useState({ schedule: '', start: from, end: to });
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = hours.start < hours.end;

  async function save(): Promise<void> {
    if (!ready || busy) return;
    setBusy(true);
    const { start, end } = hours;
    const made = await rotaAct(
      () => call('away.set', { person: me, start, end, reason }),
      ({ id }) => ({ label: 'Undo', run: () => void removeAway(id) }),
    );
    setBusy(false);
    if (made) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={name ? `When is ${name} away?` : 'When are you away?'}
      text={`The team sees it on the calendar. Shifts in it are marked as needing cover; nobody is taken off by it. Times in ${zone}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || busy}>
            Add
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="trade-part"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TradeHours piece={hours} zone={zone} onChange={setHours} />
        <TextField
          label="Why"
          placeholder="Vacation"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

export async function removeAway(id: string): Promise<boolean> {
  return (await rotaAct(() => call('away.remove', { id }))) !== null;
}
