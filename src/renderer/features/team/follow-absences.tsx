import { type FormEvent, useState } from 'react';
import type { PersonView } from '../../../contract/views/people';
import { call } from '../../bridge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';

/** Follows the calendar in which somebody's absences stand. */
export function FollowAbsences({
  open,
  people,
  me,
  onClose,
  onDone,
}: {
  open: boolean;
  people: readonly PersonView[];
  me: string;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Follow a calendar of absences"
      text="Every event in it is a time at which the person cannot be on call. Titles stay in the file; nobody is taken off by it."
    >
      {open && <FollowForm people={people} me={me} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function FollowForm({
  people,
  me,
  onClose,
  onDone,
}: {
  people: readonly PersonView[];
  me: string;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const [person, setPerson] = useState(people.some(({ id }) => id === me) ? me : (people[0]?.id ?? ''));
  const [url, setUrl] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);

  async function follow(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (url.trim() === '') return setTrouble('Give the address of the calendar.');
    setBusy(true);
    setTrouble('');
    try {
      const said = await call('calendar.subscribe', { what: 'away', person, url: url.trim() });
      if (said.ok) onDone(said.text || 'Followed');
      else setTrouble(said.text);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="follow" noValidate onSubmit={(event) => void follow(event)}>
      <SelectField
        label="Whose"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        onChange={(event) => setPerson(event.target.value)}
      />
      <TextField
        label="Address of the calendar"
        type="url"
        placeholder="https://…/calendar.ics"
        hint="The secret address in iCal format. It is kept in the keychain of this desktop, never in the team folder."
        error={trouble || undefined}
        spellCheck={false}
        autoComplete="off"
        maxLength={5000}
        value={url}
        onChange={(event) => {
          setUrl(event.target.value);
          setTrouble('');
        }}
      />
      <div className="follow-foot">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? 'Reading it…' : 'Follow it'}
        </Button>
      </div>
    </form>
  );
}
