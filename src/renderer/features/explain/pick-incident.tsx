import { useCallback, useState } from 'react';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { WHOLE_QUEUE } from '../../state/screen';
import { TextField } from '../../ui/field';
import { SeverityMark } from '../../ui/severity-mark';
import { Time } from '../../ui/time';

const MOST = 30;

/** The latest incidents, or those that a search finds: picking one explains it, with what really happened. */
export function PickIncident({ chosen, onPick }: { chosen: string; onPick: (id: string) => void }) {
  const [text, setText] = useState('');
  const version = useMirror((mirror) => mirror.queueVersion);
  const ask = useCallback(
    () => call('queue.window', { filter: { ...WHOLE_QUEUE, status: 'all', text }, offset: 0, limit: MOST }),
    [text],
  );
  const { value } = useAsked(ask, version);
  return (
    <section className="pick" aria-label="Or one that came">
      <TextField
        label="Or one that came"
        type="search"
        placeholder="Search"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {value && value.rows.length === 0 && <p className="muted pick-none">None is found.</p>}
      <ul className="pick-list" aria-label="Incidents">
        {value?.rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="pick-row"
              aria-pressed={row.id === chosen}
              onClick={() => onPick(row.id)}
            >
              <SeverityMark severity={row.severity} words="read" size={14} />
              <bdi className="pick-title cut">{row.title}</bdi>
              <Time at={row.openedAt} className="pick-when" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
