import { useState } from 'react';
import type { PersonView } from '../../../contract/views/people';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { PersonDot } from '../../ui/person-dot';
import { Segmented } from '../../ui/segmented';
import { type PlanWish, WEEKDAYS, wishDayText } from './plan-draft';
import { setDraft, usePlanDraft } from './plan-store';

const A_DATE = 'date';

/** Days that people refuse or prefer: a list, and a line to add to it. */
export function PlanWishes({ people, zone }: { people: readonly PersonView[]; zone: string }) {
  const { wishes, people: chosen, start } = usePlanDraft();
  const [person, setPerson] = useState('');
  const [kind, setKind] = useState<PlanWish['kind']>('refuse');
  const [day, setDay] = useState(A_DATE);
  const [date, setDate] = useState('');
  const those = people.filter(({ id }) => chosen.includes(id));
  const who = those.some(({ id }) => id === person) ? person : (those[0]?.id ?? '');
  const meant = day === A_DATE ? date : day;
  const shown = wishes.filter((wish) => chosen.includes(wish.person));

  function add(): void {
    const same = (wish: PlanWish) => wish.person === who && wish.day === meant;
    setDraft({ wishes: [...wishes.filter((wish) => !same(wish)), { person: who, kind, day: meant }] });
  }

  return (
    <fieldset className="plan-set">
      <legend className="plan-legend">Refused and preferred days</legend>
      {shown.length > 0 && (
        <ul className="plan-wishes" aria-label="Wishes">
          {shown.map((wish) => {
            const view = people.find(({ id }) => id === wish.person);
            const words = `${view?.name ?? wish.person} ${wish.kind === 'refuse' ? 'refuses' : 'prefers'} ${wishDayText(wish.day)}`;
            return (
              <li key={`${wish.person} ${wish.day}`} className="plan-wish">
                {view && <PersonDot person={view} size="small" named />}
                <Badge tone={wish.kind === 'refuse' ? 'bad' : 'good'}>
                  {wish.kind === 'refuse' ? 'refuses' : 'prefers'}
                </Badge>
                <span className="plan-wish-day">{wishDayText(wish.day)}</span>
                <Button
                  look="quiet"
                  size="small"
                  glyph="close"
                  aria-label={`Remove: ${words}`}
                  onClick={() => setDraft({ wishes: wishes.filter((one) => one !== wish) })}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div className="plan-pair">
        <SelectField
          label="Person"
          value={who}
          options={those.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        <SelectField
          label="Day"
          value={day}
          options={[
            { value: A_DATE, label: 'One date' },
            ...WEEKDAYS.map((value) => ({ value, label: wishDayText(value) })),
          ]}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      {day === A_DATE && (
        <TextField
          label="Date"
          type="date"
          min={start.slice(0, 10)}
          max="9999-12-31"
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
      )}
      <div className="plan-wish-add">
        <Segmented
          label="Refuse or prefer"
          value={kind}
          segments={[
            { value: 'refuse', label: 'Refuses' },
            { value: 'prefer', label: 'Prefers' },
          ]}
          onChange={setKind}
        />
        <Button size="small" glyph="plus" disabled={who === '' || meant === ''} onClick={add}>
          Add
        </Button>
      </div>
      <p className="plan-hint">
        Days in {zone}. A refused day is kept free of any duty; a preferred one is tried for.
      </p>
    </fieldset>
  );
}
