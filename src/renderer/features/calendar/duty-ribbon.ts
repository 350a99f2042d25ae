import type { CalendarView, PersonView } from '../../../contract/views';

type Duty = CalendarView['duty'];

/** A part of a day on which one person is on call; 0 is the day's first instant, 1 its last. */
export type DutyPart = { readonly from: number; readonly to: number; readonly person: PersonView };

/** Who is on call over [dayStart, dayEnd), in order; what nobody covers is left out. Days may have 23 or 25 hours. */
export function dutyOfDay(duty: Duty, dayStart: number, dayEnd: number): readonly DutyPart[] {
  const at = (instant: number) =>
    (Math.min(dayEnd, Math.max(dayStart, instant)) - dayStart) / (dayEnd - dayStart);
  return duty
    .filter(({ start, end }) => start < dayEnd && end > dayStart)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, person }) => ({ from: at(start), to: at(end), person }));
}

/** The parts as a CSS gradient, true to the time; what nobody covers stays clear. */
export function ribbon(parts: readonly DutyPart[], towards: 'right' | 'bottom'): string {
  const stops = parts.map(({ from, to, person }) => {
    const colour = `var(--person-${person.colour % 12})`;
    return `transparent ${percent(from)}, ${colour} ${percent(from)} ${percent(to)}, transparent ${percent(to)}`;
  });
  return stops.length === 0 ? 'none' : `linear-gradient(to ${towards}, ${stops.join(', ')})`;
}

/** The people of a day, each once, in the order in which they come on. */
export function peopleOf(parts: readonly DutyPart[]): readonly PersonView[] {
  return parts
    .map(({ person }) => person)
    .filter((person, index, all) => all.findIndex(({ id }) => id === person.id) === index);
}

function percent(part: number): string {
  return `${Math.round(part * 10_000) / 100}%`;
}
