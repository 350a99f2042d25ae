import { useState } from 'react';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Section } from '../../ui/screen';
import { BackupsDialog } from './backups-dialog';
import { BackupsLine } from './backups-line';
import { DataProgress } from './data-progress';
import { EraseDialog } from './erase-dialog';
import { bytesText, incidentsText } from './keep-words';
import { RetentionField } from './retention-field';
import { useKeep } from './use-keep';
import './your-data.css';

/** What is stored here: for how long, its backups, an export of it, and the end of it. */
export function YourData() {
  const { keep, trouble, put } = useKeep();
  const [open, setOpen] = useState<'' | 'backups' | 'erase'>('');
  const { what = '', part = 0 } = keep?.work ?? {};

  async function exportAll(): Promise<void> {
    await tell(async () => {
      const { saved, text } = await call('keep.exportTo', {});
      if (text) say(saved || text === 'Cancelled.' ? 'good' : 'bad', text);
    });
  }

  return (
    <Section title="Your data" text="Everything is stored on this desktop, and nowhere else.">
      <div className="settings-card">
        {trouble && (
          <p className="settings-bad" role="alert">
            {trouble}
          </p>
        )}
        {keep && (
          <>
            <BackupsLine keep={keep} onList={() => setOpen('backups')} />
            <RetentionField keep={keep} onChanged={put} />
            <div className="settings-line">
              <div className="settings-words">
                <span className="settings-name">Export everything</span>
                <span className="settings-hint">
                  {incidentsText(keep.stored.incidents)} with all that happened to them, settings and the
                  team’s files as JSON lines; no passwords or tokens. {bytesText(keep.stored.bytes)} are
                  stored.
                </span>
                {what === 'export' && <DataProgress label="Exporting" part={part} />}
              </div>
              {what === 'export' ? (
                <Button onClick={() => void tell(() => call('keep.cancelExport', {}))}>Cancel</Button>
              ) : (
                <Button disabled={what !== ''} onClick={() => void exportAll()}>
                  Export…
                </Button>
              )}
            </div>
          </>
        )}
        <div className="settings-line">
          <div className="settings-words">
            <span className="settings-name">Delete all my data</span>
            <span className="settings-hint">
              Incidents, backups, settings, passwords and tokens of this desktop. The team folder stays as it
              is.
            </span>
          </div>
          <Button look="danger" onClick={() => setOpen('erase')}>
            Delete…
          </Button>
        </div>
      </div>
      {keep && <BackupsDialog open={open === 'backups'} keep={keep} onClose={() => setOpen('')} />}
      <EraseDialog open={open === 'erase'} onClose={() => setOpen('')} />
    </Section>
  );
}
