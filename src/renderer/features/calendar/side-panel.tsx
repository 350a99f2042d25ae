import { type Side, setSide, useRotaPlace } from '../../parts/rota-place';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { AwayPanel } from './away-panel';
import './side-panel.css';
import { TradesPanel } from './trades-panel';
import { WhyPanel } from './why-panel';

/** What stands beside the calendar: why whoever is on call, trades, absences. */
export function SidePanel({ side, waiting }: { side: Side; waiting: number }) {
  return (
    <aside className="side" aria-label="Beside the calendar">
      <header className="side-head">
        <Segmented
          label="Beside the calendar"
          value={side}
          segments={[
            { value: 'shift', label: 'Shift' },
            waiting > 0
              ? { value: 'trades', label: 'Trades', count: waiting }
              : { value: 'trades', label: 'Trades' },
            { value: 'away', label: 'Away' },
          ]}
          onChange={setSide}
        />
        <Button look="quiet" size="small" glyph="close" aria-label="Close" onClick={() => setSide(null)} />
      </header>
      <div className="side-body">
        {side === 'shift' && <WhyPanel />}
        {side === 'trades' && <TradesPanel />}
        {side === 'away' && <AwayPanel />}
      </div>
    </aside>
  );
}

/** Whether the panel is open, and at what. */
export function useSide(): Side | null {
  return useRotaPlace((state) => state.side);
}
