import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Glyph } from '../../ui/glyph';
import { showSchedule } from './calendar-store';

/** There is no rota yet: what that means, and what to do. */
export function NoSchedules() {
  return (
    <EmptyState
      glyph="nav-calendar"
      title="No schedules yet"
      actions={
        <Button look="primary" onClick={() => goTo('schedules')}>
          Make a schedule
        </Button>
      }
    >
      Without one, nobody can say who is on call when. Make a schedule of people and turns; it stands here as
      soon as it is saved.
    </EmptyState>
  );
}

/** The same above a calendar that has past incidents to show. */
export function NoSchedulesNotice() {
  return (
    <p className="calendar-notice">
      <Glyph name="warning" />
      <span>No schedules yet: nobody can say who is on call when.</span>
      <Button size="small" onClick={() => goTo('schedules')}>
        Make a schedule
      </Button>
    </p>
  );
}

/** There are some, but all of them are switched off. */
export function AllHidden({ ids }: { ids: readonly string[] }) {
  return (
    <EmptyState
      glyph="filter"
      title="Every schedule is hidden"
      actions={
        <Button
          look="primary"
          onClick={() => {
            for (const id of ids) showSchedule(id, true);
          }}
        >
          Show all {ids.length}
        </Button>
      }
    />
  );
}
