import { Button } from '../../ui/button';
import { Menu, MenuCheck, MenuItem, MenuLine } from '../../ui/menu';

export type Choice = { readonly value: string; readonly label: string };

/** Some of many; none chosen means all. */
export function FilterMenu({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const only =
    chosen.length === 1 ? (choices.find(({ value }) => value === chosen[0])?.label ?? chosen[0]) : null;
  return (
    <Menu
      align="end"
      trigger={
        <Button
          look="quiet"
          size="small"
          className={chosen.length > 0 ? 'filter-on' : ''}
          title={chosen.length > 0 ? `${label}: ${chosen.length} chosen` : `Filter by ${label.toLowerCase()}`}
        >
          {only ?? (chosen.length > 0 ? `${label} ${chosen.length}` : label)}
          <span className="filter-arrow" aria-hidden="true" />
        </Button>
      }
    >
      {choices.length === 0 && (
        <MenuItem disabled onSelect={() => {}}>
          None yet
        </MenuItem>
      )}
      {choices.map(({ value, label: words }) => (
        <MenuCheck
          key={value}
          checked={chosen.includes(value)}
          onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
        >
          {words}
        </MenuCheck>
      ))}
      {chosen.length > 0 && (
        <>
          <MenuLine />
          <MenuItem onSelect={() => onChange([])}>Show all</MenuItem>
        </>
      )}
    </Menu>
  );
}
