import { useRef } from 'react';
import type { FieldProblem } from '../../contract/rota/schedule-views';
import type { PersonView } from '../../contract/views/people';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { PersonDot } from '../ui/person-dot';
import './people-turns.css';
import { ScheduleField } from './schedule-field';
import { moved, without } from './schedule-lists';
import { Grip, MoveButtons, useReorder } from './schedule-reorder';

/** A turn that is left to the layers beneath. */
const NOBODY = 'nobody';

/** The people of a layer in turn; the same person may come twice. Adds, removes and moves them. */
export function PeopleTurns({
  people,
  team,
  at,
  problems,
  onChange,
}: {
  /** Ids, in turn. */
  people: readonly string[];
  team: readonly PersonView[];
  at: string;
  problems: readonly FieldProblem[];
  onChange: (people: string[]) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const reorder = useReorder(list, people.length, (from, to) => onChange(moved(people, from, to)));
  const missing = team.filter(({ id }) => !people.includes(id));
  return (
    <ScheduleField label="People, in turn" group at={at} problems={problems}>
      {() => (
        <>
          {people.length > 0 && (
            <ol className="turns" ref={list} aria-label="People, in turn">
              {people.map((id, index) => {
                const person = team.find((one) => one.id === id);
                const name = person?.name ?? (id === NOBODY ? 'Nobody' : id);
                return (
                  <li
                    // The same person may stand here twice: the place is the only name a turn has.
                    // oxlint-disable-next-line react/no-array-index-key
                    key={index}
                    data-item=""
                    className={`turn ${reorder.dragged === index ? 'turn-dragged' : ''}`}
                  >
                    <Grip reorder={reorder} at={index} name={`${name}, turn ${index + 1}`} />
                    <span className="turn-number">{index + 1}</span>
                    {person ? (
                      <PersonDot person={person} size="small" named />
                    ) : id === NOBODY ? (
                      <span className="turn-nobody cut">Nobody</span>
                    ) : (
                      <span className="turn-stranger cut">
                        <bdi>{id}</bdi> is not in the team
                      </span>
                    )}
                    <span className="turn-buttons">
                      <MoveButtons reorder={reorder} at={index} name={`${name}, turn ${index + 1},`} />
                      <Button
                        look="quiet"
                        size="small"
                        glyph="close"
                        aria-label={`Remove ${name}, turn ${index + 1}`}
                        onClick={() => onChange(without(people, index))}
                      />
                    </span>
                  </li>
                );
              })}
            </ol>
          )}
          <span className="turns-add">
            <Menu
              trigger={
                <Button size="small" glyph="plus">
                  Add somebody
                </Button>
              }
            >
              {team.map((person) => (
                <MenuItem
                  key={person.id}
                  detail={people.includes(person.id) ? 'once more' : ''}
                  onSelect={() => onChange([...people, person.id])}
                >
                  <PersonDot person={person} size="small" named />
                </MenuItem>
              ))}
              <MenuItem detail="a turn left empty" onSelect={() => onChange([...people, NOBODY])}>
                Nobody
              </MenuItem>
            </Menu>
            {missing.length > 1 && (
              <Button
                look="quiet"
                size="small"
                onClick={() => onChange([...people, ...missing.map(({ id }) => id)])}
              >
                {missing.length === team.length ? 'Add everybody' : `Add the other ${missing.length}`}
              </Button>
            )}
          </span>
        </>
      )}
    </ScheduleField>
  );
}
