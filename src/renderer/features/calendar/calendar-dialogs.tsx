import { AwayDialog } from '../../parts/rota-away';
import type { DutyModel } from '../../parts/rota-model';
import { OverrideDialog } from '../../parts/rota-override';
import { TradeDialog } from '../../parts/trade-dialog';
import { openOverCalendar, pick, useCalendar } from './calendar-store';

/** What is open over the calendar; closing it lets go of what was picked. */
export function CalendarDialogs({ model, zone }: { model: DutyModel; zone: string }) {
  const over = useCalendar((state) => state.over);
  const close = () => {
    openOverCalendar(null);
    pick(null);
  };
  if (!over) return null;
  if (over.kind === 'offer') return <TradeDialog piece={over.piece} zone={zone} onClose={close} />;
  if (over.kind === 'away')
    return <AwayDialog me={model.me} from={over.from} to={over.to} zone={zone} onClose={close} />;
  return <OverrideDialog model={model} piece={over.piece} person={over.person} zone={zone} onClose={close} />;
}
