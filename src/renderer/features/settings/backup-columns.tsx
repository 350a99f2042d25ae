import type { BackupView } from '../../../contract/keep/keep-views';
import { fullTime } from '../../lib/format-time';
import { Button } from '../../ui/button';
import type { Column } from '../../ui/table';
import { Time } from '../../ui/time';
import { bytesText, kindText } from './keep-words';

/** What the list of backups says of each, and the button that restores it. */
export function backupColumns({
  zone,
  busy,
  onRestore,
}: {
  zone: string;
  busy: boolean;
  onRestore: (name: string) => void;
}): readonly Column<BackupView>[] {
  return [
    { key: 'at', title: 'Made', cell: ({ at }) => <Time at={at} look="clock" /> },
    { key: 'age', title: 'Age', cell: ({ at }) => <Time at={at} look="span" /> },
    { key: 'kind', title: 'Why', cell: ({ kind }) => kindText(kind) },
    {
      key: 'incidents',
      title: 'Incidents',
      align: 'end',
      cell: ({ incidents }) => incidents.toLocaleString('en'),
    },
    { key: 'bytes', title: 'Size', align: 'end', cell: ({ bytes }) => bytesText(bytes) },
    {
      key: 'restore',
      title: 'Restore',
      align: 'end',
      cell: ({ name, at, usable }) =>
        usable ? (
          <Button
            size="small"
            aria-label={`Restore the backup of ${fullTime(at, zone)}`}
            disabled={busy}
            onClick={() => onRestore(name)}
          >
            Restore…
          </Button>
        ) : (
          <span className="settings-hint">Made by a newer Watchbill</span>
        ),
    },
  ];
}
