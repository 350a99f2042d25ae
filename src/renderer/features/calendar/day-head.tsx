import { createContext, useContext } from 'react';
import { PersonDot } from '../../ui/person-dot';
import { type DutyPart, peopleOf } from './duty-ribbon';

/** Who is on call on the day of a date; the calendar provides it, so that its parts need not be made anew. */
export const DutyContext = createContext<(day: Date) => readonly DutyPart[]>(() => []);

/** The dots of those on call on a day. */
export function DayPeople({ day }: { day: Date }) {
  const people = peopleOf(useContext(DutyContext)(day));
  if (people.length === 0) return null;
  return (
    <span className="day-people">
      <span className="only-read">, on call: </span>
      {people.map((person) => (
        <PersonDot key={person.id} person={person} size="small" />
      ))}
    </span>
  );
}

/** Head of a day in the month: its number leads to the day's list. */
export function MonthDay({
  date,
  label,
  onDrillDown,
}: {
  date: Date;
  label: string;
  onDrillDown: () => void;
}) {
  return (
    <button type="button" className="day-head" onClick={onDrillDown}>
      <span className="day-number">{label}</span>
      <DayPeople day={date} />
    </button>
  );
}

/** Head of a day in the week. */
export function WeekDay({ date, label }: { date: Date; label: string }) {
  return (
    <span className="day-head">
      <span className="day-number">{label}</span>
      <DayPeople day={date} />
    </span>
  );
}
