import type { ShiftView } from '../../contract/rota/rota-views';
import type { PersonView } from '../../contract/views/people';
import './schedule-ribbon.css';
import { spanWords } from './shift-words';

/** From this part of the ribbon's length on the name is written out; the style hides initials that do not fit. */
const NAME = 0.24;

/**
 * Shifts of one schedule on a line: people by colour and initials, gaps loud, overrides and trades hatched.
 * Screen readers get it as one sentence.
 */
export function ScheduleRibbon({
  shifts,
  people,
  from,
  to,
  zone,
  me = '',
  label = '',
  ticks = [],
  changed = [],
  now,
}: {
  shifts: readonly ShiftView[];
  people: readonly PersonView[];
  from: number;
  to: number;
  zone: string;
  me?: string;
  /** Begins the sentence: `Week of 5 Jan`. */
  label?: string;
  /** Where days begin. */
  ticks?: readonly number[];
  /** What a draft would change. */
  changed?: readonly { readonly start: number; readonly end: number }[];
  now?: number;
}) {
  const place = (start: number, end: number) => {
    const left = Math.max(start, from);
    return {
      left: `${((left - from) / (to - from)) * 100}%`,
      width: `${((Math.min(end, to) - left) / (to - from)) * 100}%`,
    };
  };
  const shown = shifts.filter(({ start, end }) => end > from && start < to);
  const nameOf = (id: string | null) =>
    id === null ? 'Nobody' : (people.find((person) => person.id === id)?.name ?? id);
  const words = shown.map(
    (shift) =>
      `${nameOf(shift.person)} ${spanWords(Math.max(shift.start, from), Math.min(shift.end, to), zone)}`,
  );
  return (
    <div className="ribbon" role="img" aria-label={`${label ? `${label}: ` : ''}${words.join('; ')}`}>
      {ticks.map((tick) => (
        <span key={tick} className="ribbon-tick" style={{ left: place(tick, tick).left }} />
      ))}
      {shown.map((shift, index) => {
        const person = people.find(({ id }) => id === shift.person);
        const part = (Math.min(shift.end, to) - Math.max(shift.start, from)) / (to - from);
        const look =
          shift.person === null
            ? shift.mark === 'closed'
              ? 'ribbon-shut'
              : 'ribbon-gap'
            : `person-${(person?.colour ?? 0) % 12} ${shift.person === me ? 'ribbon-me' : ''}`;
        const initials = person?.initials ?? (shift.person ?? '–').slice(0, 2).toUpperCase();
        return (
          <span
            key={shift.start}
            className={`ribbon-shift ribbon-${shift.mark} ${look}`}
            style={place(shift.start, shift.end)}
            title={words[index]}
          >
            <bdi className="ribbon-words">{part >= NAME ? nameOf(shift.person) : initials}</bdi>
          </span>
        );
      })}
      {changed
        .filter(({ start, end }) => end > from && start < to)
        .map(({ start, end }) => (
          <span key={`changed ${start}`} className="ribbon-changed" style={place(start, end)} />
        ))}
      {now !== undefined && now >= from && now < to && (
        <span className="ribbon-now" style={{ left: place(now, now).left }} />
      )}
    </div>
  );
}
