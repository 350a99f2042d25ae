import type { NavigateAction } from 'react-big-calendar';
import { keyOf } from '../../keys/keys';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import type { CalendarSpan } from './visible-range';

/** Which span is shown, and how to get to others. */
export function CalendarToolbar({
  view,
  onView,
  onNavigate,
}: {
  view: CalendarSpan;
  onView: (view: CalendarSpan) => void;
  onNavigate: (action: Extract<NavigateAction, 'PREV' | 'NEXT' | 'TODAY'>) => void;
}) {
  const span = view === 'month' ? 'month' : view === 'week' ? 'week' : 'two weeks';
  return (
    <>
      <span className="calendar-steps">
        <Button
          look="quiet"
          glyph="chevron-left"
          aria-label={`Earlier ${span}`}
          onClick={() => onNavigate('PREV')}
        />
        <Button title={`Today (${keyOf('today')})`} onClick={() => onNavigate('TODAY')}>
          Today
        </Button>
        <Button
          look="quiet"
          glyph="chevron-right"
          aria-label={`Later ${span}`}
          onClick={() => onNavigate('NEXT')}
        />
      </span>
      <Segmented
        label="Show as"
        value={view}
        segments={[
          { value: 'month', label: 'Month' },
          { value: 'week', label: 'Week' },
          { value: 'agenda', label: 'Agenda' },
        ]}
        onChange={onView}
      />
    </>
  );
}
