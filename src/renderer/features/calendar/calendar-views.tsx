import type { ComponentType } from 'react';
import type { Components, ViewStatic, ViewsProps } from 'react-big-calendar';
import { AgendaView } from './agenda-view';
import { AwayChips } from './away-chips';
import { useShown } from './calendar-data';
import { MonthView } from './month-view';
import { WeekDayColumn } from './week-day';
import { WeekEventFace, WeekEventWrapper } from './week-event';
import type { WeekEvent } from './week-events';

/** A view of ours as react-big-calendar takes one; going to other spans is the toolbar's, so these are never asked. */
function ours(View: ComponentType): ComponentType & ViewStatic {
  return Object.assign(View, { navigate: (date: Date) => date, title: () => '', range: () => [] });
}

/** The month and the agenda are drawn by us; the week's hours are react-big-calendar's own. */
export const VIEWS: ViewsProps<WeekEvent> = {
  month: ours(MonthView),
  week: true,
  agenda: ours(AgendaView),
};

/** Made once: new ones would draw the whole calendar anew. */
export const COMPONENTS = {
  event: WeekEventFace,
  eventWrapper: WeekEventWrapper,
  dayColumnWrapper: WeekDayColumn,
  week: { header: WeekHead },
} as unknown as Components<WeekEvent>;

export const FORMATS = { dayFormat: 'ccc d', timeGutterFormat: 'HH:mm' };

function WeekHead({ date, label }: { date: Date; label: string }) {
  const { model } = useShown();
  return (
    <span className="week-head">
      <span className="week-head-day">{label}</span>
      <AwayChips date={date} away={model.away} people={model.people} />
    </span>
  );
}
