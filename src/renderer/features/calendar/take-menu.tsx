import { useCallback } from 'react';
import { call } from '../../bridge';
import { override } from '../../parts/rota-act';
import { minuteWords } from '../../parts/shift-words';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';

const HOUR = 3_600_000;

/** "Take the pager now": for the next hour, or until the shift that runs ends; for each schedule that is not mine now. */
export function TakeMenu({ me, zone }: { me: string; zone: string }) {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const ask = useCallback(() => call('rota.who', {}), []);
  const { value } = useAsked(ask, version);
  const others = (value ?? []).filter(({ person }) => person?.id !== me);
  const take = (schedule: string, until: number) => {
    const now = Math.floor(Date.now() / 60_000) * 60_000;
    void override({ schedule, start: now, end: until }, me, 'Took the pager');
  };
  return (
    <Menu align="end" trigger={<Button glyph="handover">Take the pager</Button>}>
      {others.length === 0 && (
        <MenuItem disabled onSelect={() => {}}>
          You have every pager
        </MenuItem>
      )}
      {others.map(({ schedule, name, person, until }) => (
        <div key={schedule} role="group" aria-label={name}>
          <MenuItem
            detail={person ? `from ${person.name}` : 'nobody has it'}
            onSelect={() => take(schedule, Date.now() + HOUR)}
          >
            {name}: for the next hour
          </MenuItem>
          {until !== null && (
            <MenuItem detail="the shift ends" onSelect={() => take(schedule, until)}>
              {name}: until {minuteWords(until, zone)}
            </MenuItem>
          )}
        </div>
      ))}
    </Menu>
  );
}
