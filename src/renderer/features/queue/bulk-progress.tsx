import { type Bulk, stopBulk } from '../../state/bulk';
import { Button } from '../../ui/button';
import './bulk-progress.css';

/** How far an action on many incidents is, in the foot of the list. Everything else goes on meanwhile. */
export function BulkProgress({ bulk: { doing, done, of } }: { bulk: Bulk }) {
  return (
    <footer className="queue-foot queue-bulk" aria-label={`${doing} many incidents`}>
      <span className="bulk-words">
        {doing} {done.toLocaleString('en')}{' '}
        <span className="queue-bulk-of">of {of.toLocaleString('en')}</span>
      </span>
      <progress className="bulk-bar" aria-label={doing} value={done} max={of} />
      <Button size="small" glyph="close" onClick={stopBulk}>
        Stop
      </Button>
    </footer>
  );
}
