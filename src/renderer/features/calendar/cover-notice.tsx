import { spanWords } from '../../parts/shift-words';
import { laneOf } from '../../parts/trade-draft';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { askForCover } from './calendar-acts';
import { useShown } from './calendar-data';
import { myUncovered } from './needs-cover';

/** Above the calendar: I am away while on call, and nobody was asked yet. */
export function CoverNotice() {
  const { model, trades, zone, now } = useShown();
  const open = myUncovered(model, trades, now).filter(({ asked }) => !asked);
  const [first] = open;
  if (!first) return null;
  const { piece } = first;
  return (
    <p className="calendar-notice">
      <Glyph name="warning" />
      <span>
        You are away while on call for {laneOf(model, piece.schedule)?.name ?? piece.schedule},{' '}
        {spanWords(piece.start, piece.end, zone)}
        {open.length > 1 && `, and ${open.length - 1} more`}.
      </span>
      <Button size="small" onClick={() => void askForCover(piece)}>
        Ask for cover
      </Button>
    </p>
  );
}
