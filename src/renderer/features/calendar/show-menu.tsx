import type { DutyLane } from '../../parts/rota-model';
import { Button } from '../../ui/button';
import { Menu, MenuCheck, MenuLine } from '../../ui/menu';
import { showIncidents, showSchedule, useCalendar } from './calendar-store';

/** Which schedules are shown, and whether past incidents are. `lanes`: all there are. */
export function ShowMenu({ lanes }: { lanes: readonly Pick<DutyLane, 'id' | 'name' | 'timeZone'>[] }) {
  const hidden = useCalendar((state) => state.hidden);
  const incidents = useCalendar((state) => state.incidents);
  const off = lanes.filter(({ id }) => hidden.has(id)).length;
  return (
    <Menu
      align="end"
      trigger={
        <Button glyph="filter" className="button-fold" title="Which schedules are shown">
          {off > 0 ? `${lanes.length - off} of ${lanes.length}` : 'Show'}
        </Button>
      }
    >
      {lanes.map((lane) => (
        <MenuCheck
          key={lane.id}
          checked={!hidden.has(lane.id)}
          onChange={(shown) => showSchedule(lane.id, shown)}
          detail={lane.timeZone}
        >
          {lane.name}
        </MenuCheck>
      ))}
      {lanes.length > 0 && <MenuLine />}
      <MenuCheck checked={incidents} onChange={showIncidents}>
        Past incidents
      </MenuCheck>
    </Menu>
  );
}
