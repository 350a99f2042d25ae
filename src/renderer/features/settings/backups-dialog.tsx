import { useState } from 'react';
import type { KeepView, RestorePreview } from '../../../contract/keep/keep-views';
import { call } from '../../bridge';
import { copy, tell } from '../../state/act';
import { useZone } from '../../state/mirror';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Table } from '../../ui/table';
import { Time } from '../../ui/time';
import { backupColumns } from './backup-columns';
import { incidentsText } from './keep-words';

type Chosen = { readonly name: string; readonly preview: RestorePreview };

/** The backups there are; one is put in place of the present data after it was told what that means. */
export function BackupsDialog({
  open,
  keep,
  onClose,
}: {
  open: boolean;
  keep: KeepView;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const zone = useZone();

  function close(): void {
    setChosen(null);
    onClose();
  }

  async function choose(name: string): Promise<void> {
    await tell(async () => {
      const preview = await call('keep.previewRestore', { name });
      if (preview.ok) setChosen({ name, preview });
      else say('bad', preview.text);
    });
  }

  async function restore({ name }: Chosen): Promise<void> {
    setBusy(true);
    await tell(async () => {
      const { ok, text } = await call('keep.restore', { name });
      say(ok ? 'good' : 'bad', text);
      if (ok) close();
    });
    setBusy(false);
  }

  if (chosen)
    return (
      <Dialog
        open={open}
        onClose={close}
        title="Restore this backup?"
        text={
          <>
            It holds {incidentsText(chosen.preview.incidents)} and is from{' '}
            <Time at={chosen.preview.at} look="clock" />.
          </>
        }
        actions={
          <>
            <Button disabled={busy} onClick={() => setChosen(null)}>
              Back
            </Button>
            <Button look="danger" disabled={busy} onClick={() => void restore(chosen)}>
              {busy ? 'Checking it…' : 'Restore it'}
            </Button>
          </>
        }
      >
        <ul className="data-list">
          <li>The pager starts anew, which takes a few seconds. What was open in the backup rings again.</li>
          {chosen.preview.newer > 0 && (
            <li>
              {incidentsText(chosen.preview.newer)} that came after it will be gone from here
              {chosen.preview.newerOpen > 0 && (
                <strong>, {chosen.preview.newerOpen.toLocaleString('en')} of them not resolved</strong>
              )}
              .
            </li>
          )}
          <li>A copy of the present data is kept as a backup, so that you can come back to it.</li>
          <li>Team, schedules, settings and passwords stay as they are.</li>
        </ul>
      </Dialog>
    );

  return (
    <Dialog
      open={open}
      onClose={close}
      size="wide"
      title="Backups"
      text="Newest first. Nothing happens before you are asked."
    >
      <div className="data-table">
        <Table
          caption="Backups"
          rows={keep.backups}
          rowKey={({ name }) => name}
          columns={backupColumns({
            zone,
            busy: keep.work.what !== '',
            onRestore: (name) => void choose(name),
          })}
        />
      </div>
      <p className="data-folder">
        <span className="settings-hint">They are in</span>
        <bdi className="mono selectable settings-path">{keep.folder}</bdi>
        <Button
          look="quiet"
          size="small"
          glyph="copy"
          aria-label="Copy the path of the backups"
          onClick={() => void copy(keep.folder, 'the path of the backups')}
        />
      </p>
    </Dialog>
  );
}
