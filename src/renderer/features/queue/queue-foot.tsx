import { useMemo } from 'react';
import { useCommands } from '../../keys/commands';
import { acknowledge, resolve } from '../../state/act';
import { useBulk } from '../../state/bulk';
import { setMarked } from '../../state/screen';
import { Button } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import { SnoozeMenu } from '../../ui/snooze-menu';
import { BulkProgress } from './bulk-progress';
import './queue-foot.css';

/** The foot of the list: how many there are; while some are picked, what can be done to all of them. */
export function QueueFoot({
  total,
  remark,
  marked,
  onDone,
}: {
  total: number;
  /** What fits and is not listed. */
  remark: string;
  marked: ReadonlySet<string>;
  onDone: () => void;
}) {
  const bulk = useBulk((state) => state.bulk);
  if (bulk) return <BulkProgress bulk={bulk} />;
  if (marked.size > 0) return <BulkBar marked={marked} total={total} onDone={onDone} />;
  return (
    <footer className="queue-foot">
      <span>{total === 1 ? '1 incident' : `${total.toLocaleString('en')} incidents`}</span>
      {remark ? (
        <span className="queue-remark">{remark}</span>
      ) : (
        <span className="queue-hints" aria-hidden="true">
          <KeyCap keys="j k" /> move
          <KeyCap keys="a" /> acknowledge
          <KeyCap keys="x" /> pick
          <KeyCap keys="?" /> all keys
        </span>
      )}
    </footer>
  );
}

function BulkBar({
  marked,
  total,
  onDone,
}: {
  marked: ReadonlySet<string>;
  total: number;
  onDone: () => void;
}) {
  const ids = useMemo(() => [...marked], [marked]);
  const finish = () => {
    setMarked(new Set());
    onDone();
  };
  const take = () => void acknowledge(ids).then((well) => well && finish());
  const close = () => void resolve(ids).then((well) => well && finish());
  useCommands({ acknowledge: take, resolve: close, back: () => setMarked(new Set()) }, 20);
  return (
    <footer className="queue-foot queue-bulk" aria-label="What to do with the picked incidents">
      <span className="queue-bulk-count" role="status">
        {ids.length.toLocaleString('en')}{' '}
        <span className="queue-bulk-of">of {total.toLocaleString('en')} picked</span>
      </span>
      <Button look="primary" size="small" glyph="acknowledge" keyHint="a" onClick={take}>
        Acknowledge
      </Button>
      <SnoozeMenu ids={ids} priority={20} size="small" side="top" onDone={finish} />
      <Button size="small" glyph="resolve" keyHint="r" onClick={close}>
        Resolve
      </Button>
      <Button
        look="quiet"
        size="small"
        glyph="close"
        aria-label="Let go of all"
        onClick={() => setMarked(new Set())}
      />
    </footer>
  );
}
