import { useState } from 'react';
import type { TradeView } from '../../contract/rota/trade-views';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Glyph } from '../ui/glyph';
import { Switch } from '../ui/switch';
import { acceptTrade, decline, type Piece } from './rota-act';
import './trade-answer.css';
import { TradeEffect } from './trade-effect';
import { TradeHours } from './trade-hours';
import { useTradeEffect } from './trade-use-effect';

type Moved = { readonly text: string; readonly give: Piece[]; readonly want: Piece[] };

/**
 * An offer to me, with what it does: accept it, a part of it (of a gift), or decline. Where the rota under it changed,
 * accepting changes nothing; what changed is shown, and it asks again.
 */
export function TradeAnswer({
  trade,
  me,
  names,
  zone,
  onClose,
}: {
  trade: TradeView;
  me: string;
  /** Names of schedules by id. */
  names: ReadonlyMap<string, string>;
  zone: string;
  onClose: () => void;
}) {
  const gift = trade.want.length === 0;
  const whole = gift && trade.left.length > 0 ? trade.left : trade.give;
  const [part, setPart] = useState<readonly Piece[] | null>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const [busy, setBusy] = useState(false);
  const give = moved ? moved.give : (part ?? whole);
  const want = moved ? moved.want : trade.want;
  const fits = give.length > 0 && give.every((piece) => piece.start < piece.end);
  const { effect, trouble } = useTradeEffect(
    fits ? { trade: trade.id, from: trade.from.id, taker: me, give: [...give], want: [...want] } : null,
  );
  const news = moved?.text || effect?.moved || '';

  async function accept(): Promise<void> {
    setBusy(true);
    const answer = await acceptTrade({
      trade: trade.id,
      ...(moved ? { give: moved.give, want: moved.want } : part ? { give: [...part] } : {}),
    });
    setBusy(false);
    if (answer?.ok) onClose();
    else if (answer?.moved) setMoved({ text: answer.moved, give: [...answer.give], want: [...answer.want] });
  }

  async function refuse(): Promise<void> {
    setBusy(true);
    const done = await decline(trade.id);
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`${trade.from.name} offers you ${gift ? 'a shift' : 'a trade'}`}
      text={
        <>
          {trade.title}
          {trade.note && (
            <>
              {' '}
              <q>
                <bdi>{trade.note}</bdi>
              </q>
            </>
          )}
        </>
      }
      size="wide"
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          {trade.mayDecline && (
            <Button disabled={busy} onClick={() => void refuse()}>
              Decline
            </Button>
          )}
          <Button
            look="primary"
            glyph="check"
            disabled={busy || !fits || !trade.mayAccept}
            onClick={() => void accept()}
          >
            {moved ? 'Accept as it is now' : part ? 'Accept this part' : 'Accept'}
          </Button>
        </>
      }
    >
      <div className="trade-answer">
        {news && (
          <p className="trade-moved" role="alert">
            <Glyph name="warning" />
            <span>
              <b>The rota changed since this was offered.</b> {news}{' '}
              {moved && 'Nothing was changed yet. Is it still all right?'}
            </span>
          </p>
        )}
        {gift && !moved && (
          <Switch
            label="Only a part of it"
            hint="The rest stays on offer."
            checked={part !== null}
            onChange={(on) => setPart(on ? whole : null)}
          />
        )}
        {part &&
          !moved &&
          part.map((piece, index) => (
            <TradeHours
              // The pieces of one offer stay in their places.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              piece={piece}
              within={whole[index]}
              zone={zone}
              onChange={(next) => setPart(part.map((old, at) => (at === index ? next : old)))}
            />
          ))}
        {trouble && <p role="alert">{trouble}</p>}
        {effect && <TradeEffect effect={effect} names={names} zone={zone} />}
      </div>
    </Dialog>
  );
}
