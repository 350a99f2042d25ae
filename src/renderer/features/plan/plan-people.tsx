import { Checkbox } from '@base-ui/react/checkbox';
import type { PersonView } from '../../../contract/views/people';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { setDraft, usePlanDraft } from './plan-store';

/** Who takes part; all in sight, each on or off. */
export function PlanPeople({ people, error }: { people: readonly PersonView[]; error?: string }) {
  const chosen = usePlanDraft((draft) => draft.people);
  const toggle = (id: string, on: boolean) =>
    setDraft({
      people: people.map((person) => person.id).filter((one) => (one === id ? on : chosen.includes(one))),
    });
  const all = chosen.length === people.length;
  return (
    <fieldset className="plan-set">
      <legend className="plan-legend">
        Who takes part{' '}
        <span className="plan-count">
          {chosen.length} of {people.length}
        </span>
      </legend>
      <div className="plan-chips">
        {people.map((person) => (
          <Checkbox.Root
            key={person.id}
            nativeButton
            render={<button type="button" />}
            className="plan-chip"
            checked={chosen.includes(person.id)}
            onCheckedChange={(on) => toggle(person.id, on)}
          >
            <PersonDot person={person} size="small" named />
            <Checkbox.Indicator className="plan-chip-mark">
              <Glyph name="check" size={12} />
            </Checkbox.Indicator>
          </Checkbox.Root>
        ))}
      </div>
      {people.length > 3 && (
        <Button
          look="quiet"
          size="small"
          className="plan-all"
          onClick={() => setDraft({ people: all ? [] : people.map(({ id }) => id) })}
        >
          {all ? 'Nobody' : 'Everybody'}
        </Button>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
