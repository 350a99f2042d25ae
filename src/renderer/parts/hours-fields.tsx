import type { FieldProblem, HoursDraft } from '../../contract/rota/schedule-views';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { HoursWindow } from './hours-window';
import './hours-fields.css';
import { ScheduleField } from './schedule-field';
import { replaced, without } from './schedule-lists';

/** The hours in which a layer has anybody: none is always, several are a union. */
export function HoursFields({
  hours,
  at,
  problems,
  fresh,
  onChange,
}: {
  hours: readonly HoursDraft[];
  at: string;
  problems: readonly FieldProblem[];
  /** A window as it is added. */
  fresh: (kind: HoursDraft['kind']) => HoursDraft;
  onChange: (hours: HoursDraft[]) => void;
}) {
  const add = (kind: HoursDraft['kind']) => onChange([...hours, fresh(kind)]);
  return (
    <ScheduleField
      label="Hours"
      group
      hint={hours.length === 0 ? 'Always. Add a window for certain times only.' : undefined}
      problems={problems.filter((problem) => problem.at === at)}
      at={at}
    >
      {() => (
        <>
          {hours.length > 0 && (
            <ul className="hours" aria-label="Windows">
              {hours.map((window, index) => (
                <li
                  // Windows have no name of their own.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={index}
                  className="hours-item"
                >
                  <HoursWindow
                    window={window}
                    at={`${at}.${index}`}
                    problems={problems}
                    label={`Window ${index + 1}`}
                    onChange={(next) => onChange(replaced(hours, index, next))}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    glyph="close"
                    aria-label={`Remove window ${index + 1}`}
                    onClick={() => onChange(without(hours, index))}
                  />
                </li>
              ))}
            </ul>
          )}
          <span className="hours-add">
            <Menu
              trigger={
                <Button size="small" glyph="plus">
                  Add a window
                </Button>
              }
            >
              <MenuItem detail="Mon–Fri 09:00–17:00" onSelect={() => add('daily')}>
                Every day, or some days
              </MenuItem>
              <MenuItem detail="Fri 18:00–Mon 09:00" onSelect={() => add('weekly')}>
                Once a week
              </MenuItem>
              <MenuItem detail="an .ics in the team folder" onSelect={() => add('calendar')}>
                Events of a calendar file
              </MenuItem>
            </Menu>
          </span>
        </>
      )}
    </ScheduleField>
  );
}
