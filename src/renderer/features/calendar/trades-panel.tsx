import type { TradeView } from '../../../contract/rota/trade-views';
import { setAnswering, useRotaPlace } from '../../parts/rota-place';
import { TradeAnswer } from '../../parts/trade-answer';
import { Button } from '../../ui/button';
import { offer } from './calendar-acts';
import { useShown } from './calendar-data';
import { TradeCard } from './trade-card';

type Group = { readonly title: string; readonly trades: readonly TradeView[] };

/** Offers to me, mine, what was agreed and what came to nothing. */
export function TradesPanel() {
  const { trades, model, zone } = useShown();
  const answering = useRotaPlace((state) => state.trade);
  const trade = trades.find(({ id }) => id === answering);
  const groups = tradeGroups(trades, model.me);
  return (
    <>
      <p>
        <Button glyph="trade" onClick={() => offer(null)}>
          Offer a shift…
        </Button>
      </p>
      {groups.length === 0 && (
        <p className="side-empty">
          No trades yet. Pick a shift of yours and offer it: to one person or anyone, as cover or for a shift
          of theirs.
        </p>
      )}
      {groups.map(({ title, trades: those }) => (
        <section key={title} className="side-part" aria-label={title}>
          <h2 className="side-title">{title}</h2>
          <ul>
            {those.map((each) => (
              <TradeCard key={each.id} trade={each} me={model.me} />
            ))}
          </ul>
        </section>
      ))}
      {trade?.mayAccept && (
        <TradeAnswer
          key={trade.id}
          trade={trade}
          me={model.me}
          names={new Map(model.lanes.map(({ id, name }) => [id, name]))}
          zone={zone}
          onClose={() => setAnswering('')}
        />
      )}
    </>
  );
}

/** In the order in which they want something of me; empty groups are left out. */
export function tradeGroups(trades: readonly TradeView[], me: string): readonly Group[] {
  const isOpen = ({ status }: TradeView) => status === 'open' || status === 'partly';
  const waits = trades.filter(({ mayAccept }) => mayAccept);
  const mine = trades.filter((trade) => isOpen(trade) && trade.from.id === me);
  const others = trades.filter((trade) => isOpen(trade) && !waits.includes(trade) && !mine.includes(trade));
  const agreed = trades.filter(({ status }) => status === 'agreed');
  const past = trades.filter((trade) => !isOpen(trade) && trade.status !== 'agreed');
  return [
    { title: 'Offered to you', trades: waits },
    { title: 'Your offers', trades: mine },
    { title: 'Between others', trades: others },
    { title: 'Agreed', trades: agreed },
    { title: 'Came to nothing', trades: past },
  ].filter((group) => group.trades.length > 0);
}
