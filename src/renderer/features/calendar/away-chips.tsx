import type { AwayView } from '../../../contract/rota/rota-views';
import type { PersonView } from '../../../contract/views/people';
import { useShown } from './calendar-data';
import { addDays } from './calendar-days';

/** Who is away on a day of the week, by initials in a ring. */
export function AwayChips({
  date,
  away,
  people,
}: {
  date: Date;
  away: readonly AwayView[];
  people: ReadonlyMap<string, PersonView>;
}) {
  const { zone } = useShown();
  const start = date.getTime();
  const end = addDays(start, 1, zone);
  const ids = new Set(away.filter((one) => one.start < end && one.end > start).map(({ person }) => person));
  if (ids.size === 0) return null;
  return (
    <span className="away-chips">
      <span className="only-read">, away: </span>
      {[...ids].map((id) => {
        const person = people.get(id);
        const name = person?.name ?? id;
        return (
          <span
            key={id}
            className={`away-chip person-${(person?.colour ?? 0) % 12}`}
            title={`${name} is away`}
          >
            <span aria-hidden="true">{person?.initials ?? '?'}</span>
            <span className="only-read">{name} </span>
          </span>
        );
      })}
    </span>
  );
}
