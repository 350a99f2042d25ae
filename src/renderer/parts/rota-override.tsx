import { useId, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SelectField, TextField } from '../ui/field';
import { PersonChoice } from '../ui/person-choice';
import { override, type Piece } from './rota-act';
import type { DutyModel } from './rota-model';
import { TradeHours } from './trade-hours';

const NOBODY = '-';

/** Puts somebody on call for some hours of a schedule, without asking anybody. `zone` an IANA name. */
export function OverrideDialog({
  model,
  piece,
  person,
  zone,
  onClose,
}: {
  model: DutyModel;
  piece: Piece;
  /** Whom to begin with; '' for nobody in particular. */
  person: string;
  zone: string;
  onClose: () => void;
}) {
  const form = useId();
  const [hours, setHours] = useState(piece);
  const [who, setWho] = useState(person);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = who !== '' && hours.start < hours.end;
  const mine = who === model.me;

  async function save(): Promise<void> {
    if (!ready || busy) return;
    setBusy(true);
    const done = await override(hours, who === NOBODY ? null : who, reason);
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={mine ? 'Take these hours' : 'Override'}
      text={`It holds at once, and everyone whose duty moves is told. Times in ${zone}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || busy}>
            {mine ? 'Take them' : 'Override'}
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
        <SelectField
          label="Schedule"
          value={hours.schedule}
          options={model.lanes.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setHours({ ...hours, schedule: event.target.value })}
        />
        <TradeHours piece={hours} zone={zone} onChange={setHours} />
        <PersonChoice
          label="On call"
          value={who}
          people={[...model.people.values()]}
          others={[{ value: NOBODY, label: 'Nobody', glyph: 'gap' }]}
          onChange={setWho}
        />
        <TextField
          label="Reason"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
