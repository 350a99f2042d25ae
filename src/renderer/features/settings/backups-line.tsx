import type { KeepView } from '../../../contract/keep/keep-views';
import { call } from '../../bridge';
import { useNow } from '../../lib/use-now';
import { tell } from '../../state/act';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { DataProgress } from './data-progress';
import { bytesText } from './keep-words';

const DAY = 86_400_000;

/** How the backups stand, in one line: when the last one was made, how many there are, and what is wrong. */
export function BackupsLine({ keep, onList }: { keep: KeepView; onList: () => void }) {
  const { backups, bytes, problem, work } = keep;
  const now = useNow(60_000);
  const last = backups[0];
  const stale = last !== undefined && now - last.at > 2 * DAY;
  const tone = problem !== '' || stale ? 'bad' : last ? 'good' : 'warn';

  async function backUp(): Promise<void> {
    await tell(async () => {
      const { ok, text } = await call('keep.backUp', {});
      say(ok ? 'good' : 'bad', text);
    });
  }

  return (
    <div className="settings-line">
      <span className={`settings-mark settings-mark-${tone}`}>
        <Glyph name={tone === 'good' ? 'check' : tone === 'warn' ? 'clock' : 'warning'} />
      </span>
      <div className="settings-words">
        <span className="settings-name">
          {last ? (
            <>
              Last backup <Time at={last.at} />
            </>
          ) : (
            'No backup yet'
          )}
        </span>
        <span className="settings-hint">
          A daily one is made and checked; seven are kept
          {last ? `. ${backups.length} in all, ${bytesText(bytes)}` : ''}.
        </span>
        {problem && (
          <span className="settings-bad" role="alert">
            The last one failed: {problem}. The others are whole; it is tried again within the hour.
          </span>
        )}
        {work.what === 'backup' && <DataProgress label="Backing up" part={work.part} />}
      </div>
      <div className="data-buttons">
        <Button disabled={work.what !== ''} onClick={() => void backUp()}>
          Back up now
        </Button>
        <Button disabled={backups.length === 0} onClick={onList}>
          Restore…
        </Button>
      </div>
    </div>
  );
}
