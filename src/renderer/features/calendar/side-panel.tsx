import { useEffect, useRef } from 'react';
import { entered, type Side, setSide, useRotaPlace } from '../../parts/rota-place';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { AwayPanel } from './away-panel';
import './side-panel.css';
import { TradesPanel } from './trades-panel';
import { WhyPanel } from './why-panel';

/** What stands beside the calendar: why whoever is on call, trades, absences. */
export function SidePanel({ side, waiting }: { side: Side; waiting: number }) {
  const body = useRef<HTMLDivElement>(null);
  const enter = useRotaPlace((state) => state.enter);
  // To what waits for an answer, else to the first thing there is to do.
  useEffect(() => {
    if (!enter) return;
    const first = body.current?.querySelector<HTMLElement>('[data-waiting] button');
    (first ?? body.current?.querySelector('button'))?.focus();
    entered();
  }, [enter]);
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
      <div className="side-body" ref={body}>
        {side === 'shift' && <WhyPanel />}
        {side === 'trades' && <TradesPanel />}
        {side === 'away' && <AwayPanel />}
      </div>
    </aside>
  );
}
