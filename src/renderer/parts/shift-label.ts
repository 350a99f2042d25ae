import type { DutyShift } from './rota-model';
import { minuteWords } from './shift-words';

/** All of a shift in words, for a hover and a screen reader: who, what for, from when to when, by what, what is wrong. */
export function shiftLabel(shift: DutyShift, zone: string): string {
  const { person, scheduleName, start, end, open } = shift;
  const from = `${open.before ? 'since before ' : ''}${minuteWords(start, zone)}`;
  const to = `${open.after ? 'beyond ' : ''}${minuteWords(end, zone)}`;
  const who = person === null ? 'Nobody' : shift.mine ? `You, ${person.name},` : person.name;
  return [`${who} on call for ${scheduleName}`, `${from} to ${to}`, ...marks(shift)].join(', ');
}

function marks({ mark, other, person, needsCover }: DutyShift): string[] {
  const by =
    mark === 'trade'
      ? [other ? `by trade with ${other.name}` : 'by trade']
      : mark === 'override'
        ? ['by an override']
        : mark === 'taken-off'
          ? ['taken off by an override']
          : [];
  const nobody = person === null ? [mark === 'closed' ? 'closed, outside its hours' : 'a gap'] : [];
  return [...by, ...nobody, ...(needsCover ? ['away then, needs cover'] : [])];
}

/** Initials for a shift's box, for the attribute `data-initials`; none where nobody is. */
export function initialsOf({ person }: DutyShift): string | undefined {
  return person?.initials;
}

/** Classes of a shift's box (parts/shift-look.css): whose colour, mine or not, what it is by. */
export function shiftClass({ person, mine, mark, other }: DutyShift): string {
  if (person === null) return mark === 'closed' ? 'shift shift-closed' : 'shift shift-gap';
  return [
    'shift',
    `person-${person.colour % 12}`,
    mine ? 'shift-mine' : 'shift-other',
    mark === 'override' ? 'shift-override' : '',
    mark === 'trade' ? (other ? `shift-trade with-person-${other.colour % 12}` : 'shift-trade') : '',
  ]
    .filter(Boolean)
    .join(' ');
}
