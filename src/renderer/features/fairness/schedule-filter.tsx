import { Button } from '../../ui/button';
import { Menu, MenuCheck, MenuItem, MenuLine } from '../../ui/menu';
import { pickFairness, useFairness } from './fairness-store';

/** Which schedules count; none chosen is all. */
export function ScheduleFilter({ schedules }: { schedules: readonly { id: string; name: string }[] }) {
  const { schedules: chosen } = useFairness();
  const only = schedules.find(({ id }) => id === chosen[0])?.name ?? chosen[0];
  const label =
    chosen.length === 0 ? 'All schedules' : chosen.length === 1 ? only : `${chosen.length} schedules`;
  const set = (next: readonly string[]) => pickFairness({ schedules: next });
  return (
    <Menu align="end" trigger={<Button glyph="filter">{label}</Button>}>
      {schedules.map(({ id, name }) => (
        <MenuCheck
          key={id}
          checked={chosen.includes(id)}
          onChange={(on) => set(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          <bdi>{name}</bdi>
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuItem onSelect={() => set([])}>All schedules</MenuItem>
    </Menu>
  );
}
