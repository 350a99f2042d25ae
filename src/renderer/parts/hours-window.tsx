import type { FieldProblem, HoursDraft } from '../../contract/rota/schedule-views';
import { ScheduleField } from './schedule-field';
import { TimeInput } from './schedule-moment';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const NAMES: Record<(typeof DAYS)[number], string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** One window of hours: on some days from a time to a time, once a week, or the events of a calendar file. */
export function HoursWindow({
  window,
  at,
  problems,
  label,
  onChange,
}: {
  window: HoursDraft;
  at: string;
  problems: readonly FieldProblem[];
  label: string;
  onChange: (window: HoursDraft) => void;
}) {
  return (
    <ScheduleField label={label} labelHidden group at={at} problems={problems} className="hours-window">
      {(control) => {
        const field = {
          className: control.className,
          'aria-describedby': control['aria-describedby'],
          'aria-invalid': control['aria-invalid'],
        };
        if (window.kind === 'calendar')
          return (
            <input
              {...field}
              type="text"
              aria-label={`${label}: calendar file`}
              placeholder="calendars/xnys.ics"
              spellCheck={false}
              maxLength={300}
              value={window.calendar}
              onChange={(event) => onChange({ ...window, calendar: event.target.value })}
            />
          );
        if (window.kind === 'weekly')
          return (
            <span className="hours-line">
              <DayTime
                field={field}
                label={`${label}: from`}
                value={window.from}
                onChange={(from) => onChange({ ...window, from })}
              />
              <span className="hours-word">to</span>
              <DayTime
                field={field}
                label={`${label}: to`}
                value={window.to}
                onChange={(to) => onChange({ ...window, to })}
              />
            </span>
          );
        return (
          <>
            <Days label={label} days={window.days} onChange={(days) => onChange({ ...window, days })} />
            <span className="hours-line">
              <TimeInput
                {...field}
                aria-label={`${label}: from`}
                value={window.from}
                onChange={(from) => onChange({ ...window, from })}
              />
              <span className="hours-word">to</span>
              <TimeInput
                {...field}
                aria-label={`${label}: to`}
                value={window.to}
                onChange={(to) => onChange({ ...window, to })}
              />
              <span className="hours-word hours-note">
                {[window.days.length === 0 ? 'every day' : '', note(window)].filter(Boolean).join(', ')}
              </span>
            </span>
          </>
        );
      }}
    </ScheduleField>
  );
}

/** `fri 18:00` as a day and a time. */
function DayTime({
  field,
  label,
  value,
  onChange,
}: {
  field: { className: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined };
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const at = value.indexOf(' ');
  const day = (at < 0 ? value : value.slice(0, at)).toLowerCase();
  const time = at < 0 ? '' : value.slice(at + 1);
  return (
    <>
      <select
        {...field}
        aria-label={`${label}, day`}
        value={day}
        onChange={(event) => onChange(`${event.target.value} ${time}`)}
      >
        {!DAYS.some((known) => known === day) && <option value={day}>{day}</option>}
        {DAYS.map((known) => (
          <option key={known} value={known}>
            {NAMES[known]}
          </option>
        ))}
      </select>
      <TimeInput
        {...field}
        aria-label={`${label}, time`}
        value={time}
        onChange={(text) => onChange(`${day} ${text}`)}
      />
    </>
  );
}

/** The days on which a daily window opens; none picked is every day. */
function Days({
  label,
  days,
  onChange,
}: {
  label: string;
  days: HoursDraft['days'];
  onChange: (days: HoursDraft['days']) => void;
}) {
  return (
    <span className="hours-days" role="group" aria-label={`${label}: days`}>
      {DAYS.map((day) => (
        <button
          key={day}
          type="button"
          className="hours-day"
          aria-pressed={days.includes(day)}
          onClick={() => onChange(DAYS.filter((one) => (one === day) !== days.includes(one)))}
        >
          <span aria-hidden="true">{NAMES[day].slice(0, 2)}</span>
          <span className="only-read">{NAMES[day]}</span>
        </button>
      ))}
    </span>
  );
}

/** What a reader might not expect of two times of day. */
function note({ from, to }: HoursDraft): string {
  if (from === '' || to === '') return '';
  if (from === to) return 'the whole day';
  return /^\d\d:\d\d$/.test(from) && /^\d\d:\d\d$/.test(to) && to < from ? 'the next day' : '';
}
