import type { DutyModel } from '../../parts/rota-model';
import { Button } from '../../ui/button';
import { Menu, MenuItem, MenuLine } from '../../ui/menu';

/** Whose wall clock is shown: mine, a schedule's, or anybody's. The zone stands on the button whenever it is not mine. */
export function ZoneMenu({
  mine,
  zone,
  model,
  onZone,
}: {
  mine: string;
  zone: string;
  model: DutyModel | null;
  /** '' is mine. */
  onZone: (zone: string) => void;
}) {
  const people = [...(model?.people.values() ?? [])].filter(({ timeZone }) => timeZone !== '');
  return (
    <Menu
      align="end"
      trigger={
        <Button
          glyph="clock"
          className={zone === mine ? 'button-fold' : 'zone-other'}
          title={zone === mine ? `Times in ${mine}` : undefined}
        >
          {zone === mine ? 'My time' : zone}
          {zone === mine && <span className="only-read">, {mine}</span>}
        </Button>
      }
    >
      <MenuItem detail={mine} onSelect={() => onZone('')}>
        My time
      </MenuItem>
      <MenuLine />
      {(model?.lanes ?? []).map((lane) => (
        <MenuItem
          key={lane.id}
          detail={lane.timeZone}
          glyph="nav-calendar"
          onSelect={() => onZone(lane.timeZone)}
        >
          {lane.name}
        </MenuItem>
      ))}
      <MenuLine />
      {people.map((person) => (
        <MenuItem
          key={person.id}
          detail={person.timeZone}
          glyph="person"
          onSelect={() => onZone(person.timeZone)}
        >
          {person.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
