import { useCallback, useState } from 'react';
import { call } from '../bridge';
import { copy, tell } from '../state/act';
import { say } from '../state/toasts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import './schedule-export.css';
import { useAsked } from './use-asked';

/** A button that shows how to get a schedule, or one person's duty, into a calendar program. */
export function ScheduleExport({
  schedule = null,
  person = null,
  words = 'Calendar file',
}: {
  schedule?: { readonly id: string; readonly name: string } | null;
  person?: { readonly id: string; readonly name: string } | null;
  words?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button glyph="download" onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`${schedule?.name ?? person?.name ?? ''} in a calendar program`}
        text="As a file it stays as it is now; by its address a calendar program follows every change."
      >
        {open && <Exported schedule={schedule?.id ?? null} person={person?.id ?? null} />}
      </Dialog>
    </>
  );
}

function Exported({ schedule, person }: { schedule: string | null; person: string | null }) {
  const ask = useCallback(() => call('calendar.export', { schedule, person }), [schedule, person]);
  const { value: made, trouble } = useAsked(ask);
  if (trouble)
    return (
      <p className="export-trouble" role="alert">
        The calendar cannot be made: {trouble}
      </p>
    );
  if (!made) return null;
  const events = made.text.split('\nBEGIN:VEVENT').length - 1;

  async function save(): Promise<void> {
    if (!made) return;
    await tell(async () => {
      const { saved, text } = await call('shell.saveText', { fileName: made.fileName, text: made.text });
      if (text) say(saved ? 'good' : 'bad', text);
    });
  }

  return (
    <div className="export">
      <section className="export-way" aria-label="As a file">
        <h3>As a file</h3>
        <p className="muted">
          <bdi className="mono">{made.fileName}</bdi>, {events === 1 ? '1 shift' : `${events} shifts`}.
          Importing it again changes the same entries instead of doubling them.
        </p>
        <span className="export-buttons">
          <Button look="primary" glyph="download" onClick={() => void save()}>
            Save the file
          </Button>
          {made.text.length <= 20_000 && (
            <Button glyph="copy" onClick={() => void copy(made.text, 'the calendar')}>
              Copy its text
            </Button>
          )}
        </span>
      </section>
      <section className="export-way" aria-label="By its address">
        <h3>By its address</h3>
        {made.feed === '' ? (
          <p className="muted">Watchbill is not listening now, so there is no address. The strip says why.</p>
        ) : (
          <>
            <p className="muted">
              For calendar programs on this computer only: the address leads here and to nowhere else, and
              holds a key. Calendars on the web or on a phone cannot reach it; give those the file.
            </p>
            <p className="export-feed mono selectable">{made.feed}</p>
            <span className="export-buttons">
              <Button glyph="copy" onClick={() => void copy(made.feed, 'the address')}>
                Copy the address
              </Button>
            </span>
          </>
        )}
      </section>
    </div>
  );
}
