import { useEffect } from 'react';
import { looked, useRotaPlace } from '../../parts/rota-place';
import { moveCursor, useCalendar } from './calendar-store';

/** Goes where somebody else wants the calendar to look (a notice, the strip), and takes the wish back. */
export function useLook(zone: string): void {
  const look = useRotaPlace((state) => state.look);
  useEffect(() => {
    if (!look) return;
    const schedule = look.schedule || (useCalendar.getState().cursor?.schedule ?? '');
    moveCursor({ schedule, at: look.at }, zone);
    looked();
  }, [look, zone]);
}
