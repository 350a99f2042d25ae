import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { Piece } from './rota-act';
import { lengthWords, spanWords } from './shift-words';
import './trade-shift-list.css';

/** One of several shifts, each with its schedule and hours. Arrow keys move. */
export function ShiftList({
  label,
  shifts,
  picked,
  names,
  zone,
  onPick,
}: {
  label: string;
  shifts: readonly Piece[];
  picked: Piece | null;
  names: ReadonlyMap<string, string>;
  zone: string;
  onPick: (piece: Piece) => void;
}) {
  const key = (piece: Piece) => `${piece.schedule} ${piece.start}`;
  return (
    <RadioGroup
      aria-label={label}
      className="shift-list"
      value={picked ? key(picked) : ''}
      onValueChange={(next) => {
        const found = shifts.find((piece) => key(piece) === next);
        if (found) onPick(found);
      }}
    >
      {shifts.map((piece) => {
        const words = spanWords(piece.start, piece.end, zone);
        const name = names.get(piece.schedule) ?? piece.schedule;
        return (
          <Radio.Root
            key={key(piece)}
            value={key(piece)}
            nativeButton
            render={<button type="button" />}
            className="shift-list-row"
          >
            <span className="shift-list-words">{words}</span>
            <span className="shift-list-name cut">{name}</span>
            <span className="muted">{lengthWords(piece.end - piece.start)}</span>
          </Radio.Root>
        );
      })}
    </RadioGroup>
  );
}
