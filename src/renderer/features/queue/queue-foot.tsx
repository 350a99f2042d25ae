import { useCommands } from '../../keys/commands';
import { acknowledge, resolve } from '../../state/act';
import { setMarked } from '../../state/screen';
import { Button } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import { SnoozeMenu } from '../../ui/snooze-menu';
import './queue-foot.css';

/** The foot of the list: how many there are; while some are picked, what can be done to all of them. */
export function QueueFoot({
  total,
  marked,
  onDone,
}: {
  total: number;
  marked: ReadonlySet<string>;
  onDone: () => void;
}) {
  if (marked.size > 0) return <BulkBar ids={[...marked]} total={total} onDone={onDone} />;
  return (
    <footer className="queue-foot">
      <span>{total === 1 ? '1 incident' : `${total.toLocaleString('en')} incidents`}</span>
      <span className="queue-hints" aria-hidden="true">
        <KeyCap keys="j k" /> move
        <KeyCap keys="a" /> acknowledge
        <KeyCap keys="x" /> pick
        <KeyCap keys="?" /> all keys
      </span>
    </footer>
  );
}

function BulkBar({ ids, total, onDone }: { ids: readonly string[]; total: number; onDone: () => void }) {
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
