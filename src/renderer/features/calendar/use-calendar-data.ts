import { useMemo } from 'react';
import { realZone } from '../../lib/real-zone';
import { type DutyModel, shiftAt } from '../../parts/rota-model';
import { useRotaPlace } from '../../parts/rota-place';
import { laneOf } from '../../parts/trade-draft';
import type { CalendarData } from './calendar-data';
import { useCalendar } from './calendar-store';
import type { CalendarAnswer } from './use-calendar-answer';

/** What all parts of the calendar show, steady while nothing changes; null until the rota is there. */
export function useCalendarData(
  { model: whole, trades, incidents, moreIncidents, at: now }: CalendarAnswer,
  zone: string,
  from: number,
  to: number,
): CalendarData | null {
  const hidden = useCalendar((state) => state.hidden);
  const model = useMemo(
    () => whole && { ...whole, lanes: whole.lanes.filter(({ id }) => !hidden.has(id)) },
    [whole, hidden],
  );
  const nightZone = useNightZone(model, zone);
  return useMemo(
    () => model && { model, trades, incidents, moreIncidents, zone, nightZone, from, to, now },
    [model, trades, incidents, moreIncidents, zone, nightZone, from, to, now],
  );
}

/** Whose night is shaded: of the person whose shift is asked about, else of the wall that is shown. */
function useNightZone(model: DutyModel | null, zone: string): string {
  const side = useRotaPlace((state) => state.side);
  const theirs = useCalendar(({ cursor }) => {
    if (side !== 'shift' || !cursor || !model) return '';
    const lane = laneOf(model, cursor.schedule);
    return (lane && shiftAt(lane, cursor.at)?.person?.timeZone) ?? '';
  });
  return theirs === '' ? zone : realZone(theirs);
}
