import type { RotaView } from '../../../contract/rota/rota-views';
import { instantOf, parseWall, printWall, wallOf } from '../../../core/time/wall';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import { WallTimeField } from '../../ui/wall-time-field';
import type { PlanDraft, TypedField, Unit } from './plan-draft';
import { PlanPeople } from './plan-people';
import { setDraft, usePlanDraft } from './plan-store';
import { PlanWishes } from './plan-wishes';
import { chooseSchedule, chooseSpan } from './use-team-rota';

const UNITS: readonly { value: Unit; label: string }[] = [
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'weeks', label: 'weeks' },
];

/** What is asked of the planner. */
export function PlanForm({
  rota,
  wrong,
  working,
  onStart,
}: {
  rota: RotaView;
  wrong: { field: string; text: string } | null;
  working: boolean;
  onStart: () => void;
}) {
  const draft = usePlanDraft();
  const me = useMirror((mirror) => mirror.status?.me.timeZone);
  const zone = rota.schedules.find(({ id }) => id === draft.schedule)?.timeZone ?? rota.teamZone;
  const error = (field: keyof PlanDraft) => (wrong?.field === field ? wrong.text : undefined);
  const number = (field: TypedField) => ({
    value: draft[field],
    inputMode: 'decimal' as const,
    error: error(field),
    onChange: (event: { target: { value: string } }) => setDraft({ [field]: event.target.value }),
  });
  return (
    <form
      className="plan-form"
      aria-label="What to plan"
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) onStart();
      }}
    >
      <fieldset className="plan-set">
        <legend className="plan-legend">Which shifts</legend>
        <SelectField
          label="Schedule"
          value={draft.schedule}
          options={rota.schedules.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => void chooseSchedule(rota, event.currentTarget.value)}
        />
        <Segmented
          label="Which days"
          value={draft.span}
          segments={[
            { value: 'next', label: 'Next quarter' },
            { value: 'after', label: 'The one after' },
            { value: 'own', label: 'Other days' },
          ]}
          onChange={(span) => chooseSpan(span, zone)}
        />
        <div className="plan-pair">
          {(['start', 'end'] as const).map((field) => (
            <WallTimeField
              // Another schedule, or a quarter chosen, is another value: what was half typed goes.
              key={`${field} ${draft.schedule} ${draft.span}`}
              label={field === 'start' ? 'First handoff' : 'End'}
              zone={zone}
              value={instantOf(parseWall(draft[field]) ?? 0, zone)}
              error={error(field)}
              onChange={(at) => setDraft({ span: 'own', [field]: printWall(wallOf(at, zone)) })}
            />
          ))}
        </div>
        {zone !== me && <p className="plan-hint">Times of {zone}.</p>}
        <div className="plan-pair">
          <TextField label="One shift lasts" {...number('every')} />
          <SelectField
            label="Unit"
            value={draft.unit}
            options={UNITS}
            onChange={(event) => {
              setDraft({ unit: event.currentTarget.value as Unit });
              if (draft.span !== 'own') chooseSpan(draft.span, zone);
            }}
          />
        </div>
      </fieldset>
      <PlanPeople people={rota.people} error={error('people')} />
      <fieldset className="plan-set">
        <legend className="plan-legend">Rules</legend>
        <div className="plan-pair">
          <TextField
            label="Least rest, hours"
            hint="Between two shifts of one person."
            {...number('minRest')}
          />
          <TextField label="Most in 7 days, hours" hint="0 is no limit." {...number('maxPerWeek')} />
        </div>
        <p className="plan-hint">Absences known to Watchbill are kept free.</p>
      </fieldset>
      <fieldset className="plan-set">
        <legend className="plan-legend">What weighs how much</legend>
        <div className="plan-three">
          <TextField label="Nights" {...number('nights')} />
          <TextField label="Weekends" {...number('weekends')} />
          <TextField label="Holidays" {...number('holidays')} />
        </div>
        <p className="plan-hint">Beside an hour of duty, which weighs 1. 0 leaves it out.</p>
        <Switch
          label="Count the past"
          hint="What people carried in the 90 days before evens out."
          checked={draft.pastLoad}
          onChange={(pastLoad) => setDraft({ pastLoad })}
        />
      </fieldset>
      <PlanWishes people={rota.people} zone={zone} />
      <div className="plan-go">
        <TextField label="Search for at most, seconds" {...number('timeLimit')} />
        {working ? (
          <Button
            size="large"
            glyph="close"
            onClick={() => void tell(async () => useMirror.setState({ plan: await call('plan.cancel', {}) }))}
          >
            Cancel
          </Button>
        ) : (
          <Button look="primary" size="large" glyph="plan" type="submit">
            Make a plan
          </Button>
        )}
      </div>
    </form>
  );
}
