import { useState } from 'react';
import type { KeepView } from '../../../contract/keep/keep-views';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { incidentsText, spansWith } from './keep-words';

/** For how long resolved incidents are kept. A rule that deletes anything today is asked for once more, with how many. */
export function RetentionField({ keep, onChanged }: { keep: KeepView; onChanged: (keep: KeepView) => void }) {
  const { days, held, ask } = keep.retention;
  const [asking, setAsking] = useState<{ readonly days: number; readonly incidents: number } | null>(null);
  const spans = spansWith(days);

  async function set(wanted: number | null): Promise<void> {
    setAsking(null);
    await tell(async () => onChanged(await call('keep.setRetention', { days: wanted })));
  }

  async function choose(value: string): Promise<void> {
    const wanted = value === '' ? null : Number(value);
    if (wanted === null || (days !== null && wanted >= days)) return set(wanted);
    await tell(async () => {
      const { incidents } = await call('keep.previewRetention', { days: wanted });
      if (incidents === 0) await set(wanted);
      else setAsking({ days: wanted, incidents });
    });
  }

  const label = spans.find(({ value }) => value === String(asking?.days))?.label ?? '';
  return (
    <div className="settings-line">
      <div className="settings-words">
        <span className="settings-name">Keep resolved incidents</span>
        <span className="settings-hint">
          Older ones are deleted a few at a time, with their pages and notes. What is not resolved is never
          deleted.
        </span>
        {held && (
          <span className="settings-warn" role="status">
            {held}
          </span>
        )}
        {ask && (
          <span>
            <Button
              size="small"
              onClick={() => void tell(async () => onChanged(await call('keep.clockIsRight', {})))}
            >
              The clock is right
            </Button>
          </span>
        )}
      </div>
      <div className="data-span">
        <SelectField
          label="Keep resolved incidents for"
          labelHidden
          options={spans}
          value={days === null ? '' : String(days)}
          onChange={(event) => void choose(event.target.value)}
        />
      </div>
      <Dialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={`Delete ${incidentsText(asking?.incidents ?? 0)}?`}
        text={`They were resolved more than ${label.toLowerCase()} ago. They go with their pages and notes; the backups still hold them for seven days.`}
        actions={
          <>
            <Button look="danger" onClick={() => asking && void set(asking.days)}>
              Delete them
            </Button>
            <Button look="primary" onClick={() => setAsking(null)}>
              Keep them
            </Button>
          </>
        }
      />
    </div>
  );
}
