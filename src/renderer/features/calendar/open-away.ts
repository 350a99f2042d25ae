import { openOverCalendar, useCalendar } from './calendar-store';

const HOUR = 3_600_000;

/** Opens the dialog for an absence: over the hours that are picked, else from the next full hour for a day. */
export function openAway(): void {
  const { picked } = useCalendar.getState();
  const from = Math.ceil(Date.now() / HOUR) * HOUR;
  openOverCalendar({ kind: 'away', from: picked?.start ?? from, to: picked?.end ?? from + 24 * HOUR });
}
