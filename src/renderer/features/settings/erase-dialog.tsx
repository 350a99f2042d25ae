import { type FormEvent, useState } from 'react';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

const WORD = 'delete';
const askAbout = () => call('shell.about', {});

/** Asks twice, the second time by a word to type: there is no way back. */
export function EraseDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { value: about } = useAsked(askAbout);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const sure = typed.trim().toLowerCase() === WORD;

  function close(): void {
    setTyped('');
    onClose();
  }

  async function erase(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!sure || busy) return;
    setBusy(true);
    const well = await tell(async () => {
      const { text } = await call('keep.erase', { confirm: WORD });
      say('plain', text);
    });
    if (!well) setBusy(false);
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title="Delete all your data on this desktop?"
      text="Nobody pages you here until Watchbill is set up again. There is no way back."
      actions={
        <>
          <Button type="submit" form="erase" look="danger" disabled={!sure || busy}>
            Delete everything
          </Button>
          <Button look="primary" onClick={close}>
            Keep it
          </Button>
        </>
      }
    >
      <form id="erase" className="data-erase" onSubmit={(event) => void erase(event)}>
        <ul className="data-list">
          <li>
            Deleted: incidents, pages and notes, all backups, logs, settings, passwords and tokens, the start
            at login.
          </li>
          <li>
            Left as it is: the team folder, which others share
            {about?.teamFolder ? (
              <>
                {' '}
                (<bdi className="mono settings-path">{about.teamFolder}</bdi>)
              </>
            ) : null}
            , and what you exported.
          </li>
          <li>Then Watchbill starts as for the first time.</li>
        </ul>
        <TextField
          label={`Type ${WORD} to confirm`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
