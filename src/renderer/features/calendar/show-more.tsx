import { createContext, useContext } from 'react';
import type { ShowMoreProps } from 'react-big-calendar';
import type { CalendarEvent } from './calendar-events';

/** Shows a day as a list, where all of it has room. */
export const ShowDayContext = createContext<(day: Date) => void>(() => {});

/** What does not fit into a day of the month. */
export function ShowMore({ slotDate, count }: ShowMoreProps<CalendarEvent>) {
  const show = useContext(ShowDayContext);
  return (
    <div role="cell">
      <button type="button" className="show-more" onClick={() => show(slotDate)}>
        {count} more
      </button>
    </div>
  );
}
