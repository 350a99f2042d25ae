import type { KeyboardEvent } from 'react';
import type { FieldProblem } from '../../contract/rota/schedule-views';
import { parseWall, printWall } from '../../core/time/wall';
import { ScheduleField } from './schedule-field';
import { tidyTime } from './schedule-time-text';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Where the parts of `2026-03-06 18:00` end, and what a step adds to each. */
const STEPS = [
  { until: 4, add: (wall: Date, by: number) => wall.setUTCFullYear(wall.getUTCFullYear() + by) },
  { until: 7, add: (wall: Date, by: number) => wall.setUTCMonth(wall.getUTCMonth() + by) },
  { until: 10, add: (wall: Date, by: number) => wall.setUTCDate(wall.getUTCDate() + by) },
  { until: 13, add: (wall: Date, by: number) => wall.setUTCHours(wall.getUTCHours() + by) },
  { until: 16, add: (wall: Date, by: number) => wall.setUTCMinutes(wall.getUTCMinutes() + by) },
] as const;

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

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0 || wall === null) return;
    event.preventDefault();
    const field = event.currentTarget;
    const caret = field.selectionStart ?? 0;
    const next = new Date(wall);
    (STEPS.find(({ until }) => caret <= until) ?? STEPS[4]).add(next, by);
    onChange(printWall(next.getTime()));
    requestAnimationFrame(() => field.setSelectionRange(caret, caret));
  }

  return (
    <ScheduleField
      label={label}
      hint={hint ?? (wall === null ? undefined : WEEKDAYS[new Date(wall).getUTCDay()])}
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
          onKeyDown={press}
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
