import type { TradeView } from '../../../contract/rota/trade-views';
import { decline, undoTrade, withdraw } from '../../parts/rota-act';
import { setAnswering } from '../../parts/rota-place';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { Time } from '../../ui/time';

const STATES: Readonly<Record<TradeView['status'], { word: string; tone: Tone }>> = {
  open: { word: 'open', tone: 'accent' },
  partly: { word: 'partly taken', tone: 'accent' },
  agreed: { word: 'agreed', tone: 'good' },
  declined: { word: 'declined', tone: 'quiet' },
  withdrawn: { word: 'withdrawn', tone: 'quiet' },
  expired: { word: 'expired', tone: 'quiet' },
  undone: { word: 'undone', tone: 'quiet' },
};

/** One trade, with what I may do about it. */
export function TradeCard({ trade, me }: { trade: TradeView; me: string }) {
  const { word, tone } = STATES[trade.status];
  const taker = trade.takenBy[0] ?? trade.to;
  return (
    <li className="trade-card" data-waiting={trade.mayAccept || undefined}>
      <div className="trade-card-head">
        <PersonDot person={trade.from} size="small" />
        <Glyph name={trade.want.length > 0 ? 'trade' : 'chevron-right'} size={14} />
        {taker ? <PersonDot person={taker} size="small" /> : <span className="muted">anyone</span>}
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="trade-card-title">{trade.title}</p>
      {trade.note && (
        <p className="trade-card-text">
          <q>
            <bdi>{trade.note}</bdi>
          </q>
        </p>
      )}
      {trade.text && <p className="trade-card-text">{trade.text}</p>}
      <p className="trade-card-text">
        {trade.from.id === me ? 'You offered it ' : 'Offered '}
        <Time at={trade.offeredAt} />
        {(trade.status === 'open' || trade.status === 'partly') && (
          <>
            , lapses <Time at={trade.expiresAt} />
          </>
        )}
      </p>
      {(trade.mayAccept || trade.mayDecline || trade.mayWithdraw || trade.mayUndo) && (
        <div className="trade-card-acts">
          {trade.mayAccept && (
            <Button look="primary" size="small" onClick={() => setAnswering(trade.id)}>
              See and accept…
            </Button>
          )}
          {trade.mayDecline && (
            <Button size="small" onClick={() => void decline(trade.id)}>
              Decline
            </Button>
          )}
          {trade.mayWithdraw && (
            <Button size="small" onClick={() => void withdraw(trade.id)}>
              Withdraw
            </Button>
          )}
          {trade.mayUndo && (
            <Button size="small" glyph="undo" onClick={() => void undoTrade(trade.id)}>
              Undo
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
