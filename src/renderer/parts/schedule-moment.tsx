import type { FieldProblem } from '../../contract/rota/schedule-views';
import { parseWall, printWall } from '../../core/time/wall';
import { stepOnArrow, weekdayOf } from '../lib/wall-steps';
import { ScheduleField } from './schedule-field';
import { tidyTime } from './schedule-time-text';

/**
 * A wall clock of the schedule's zone as the team file writes it, `2026-01-05T09:00`, typed with a space. What is half
 * typed stays as it is; arrow keys up and down change the part the caret is in.
 */
export function ScheduleMoment({
  label,
  hint,
  at,
  problems,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  at?: string;
  problems?: readonly FieldProblem[];
  value: string;
  onChange: (value: string) => void;
}) {
  const wall = parseWall(value);

  return (
    <ScheduleField
      label={label}
      hint={hint ?? (wall === null ? undefined : weekdayOf(wall))}
      at={at}
      problems={problems}
    >
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="numeric"
          placeholder="2026-03-06 18:00"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={value.replace('T', ' ')}
          onChange={(event) => onChange(asWritten(event.target.value))}
          onBlur={() => {
            const [date = '', time = ''] = value.trim().split(/[T\s]+/);
            const tidy = time === '' ? date : `${date}T${tidyTime(time)}`;
            if (tidy !== value) onChange(tidy);
          }}
          onKeyDown={(event) => stepOnArrow(event, wall, (next) => onChange(printWall(next)))}
        />
      )}
    </ScheduleField>
  );
}

/** The space between date and time is a `T` in the file. */
function asWritten(typed: string): string {
  return typed.replace(/^(\d{4}-\d{2}-\d{2})\s+(?=\S)/, '$1T');
}

/** A time of day, 24 hours; put in order when it is left. */
export function TimeInput({
  value,
  onChange,
  ...rest
}: {
  value: string;
  onChange: (value: string) => void;
  id?: string;
  className: string;
  'aria-label': string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}) {
  return (
    <input
      {...rest}
      type="text"
      inputMode="numeric"
      placeholder="09:00"
      autoComplete="off"
      spellCheck={false}
      maxLength={20}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => {
        const tidy = tidyTime(value);
        if (tidy !== value) onChange(tidy);
      }}
    />
  );
}
