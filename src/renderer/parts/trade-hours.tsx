import { WallTimeField } from '../ui/wall-time-field';
import type { Piece } from './rota-act';
import { lengthWords } from './shift-words';
import './trade-hours.css';

/** From when to when, to the minute, on the wall of `zone`. `within`: what it must not leave. */
export function TradeHours({
  piece,
  zone,
  within,
  onChange,
}: {
  piece: Piece;
  zone: string;
  within?: Piece | undefined;
  onChange: (piece: Piece) => void;
}) {
  const backwards = piece.end <= piece.start ? 'The end must be after the start' : '';
  const early = within && piece.start < within.start ? 'That is before the shift begins' : '';
  const late = within && piece.end > within.end ? 'That is after the shift ends' : '';
  return (
    <div className="trade-hours">
      <WallTimeField
        label="From"
        value={piece.start}
        zone={zone}
        error={early}
        onChange={(start) => onChange({ ...piece, start })}
      />
      <WallTimeField
        label="To"
        value={piece.end}
        zone={zone}
        error={backwards || late}
        hint={piece.end > piece.start ? lengthWords(piece.end - piece.start) : ''}
        onChange={(end) => onChange({ ...piece, end })}
      />
    </div>
  );
}
