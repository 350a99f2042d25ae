import { useState } from 'react';
import type { FieldProblem, ScheduleDraft } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { ScheduleField } from '../../parts/schedule-field';
import { replaced, without } from '../../parts/schedule-lists';
import { ScheduleMoment } from '../../parts/schedule-moment';
import { Button } from '../../ui/button';

type Override = ScheduleDraft['overrides'][number];

/** The overrides that stand in the team file. Those that are over are folded away; the last one wins. */
export function OverrideList({
  overrides,
  people,
  today,
  problems,
  onChange,
}: {
  overrides: readonly Override[];
  people: readonly PersonView[];
  /** On the wall of the schedule's zone, `2026-01-05`. */
  today: string;
  problems: readonly FieldProblem[];
  onChange: (overrides: Override[]) => void;
}) {
  const [all, setAll] = useState(false);
  const over = ({ end }: Override) => /^\d{4}-\d{2}-\d{2}T/.test(end) && end.slice(0, 10) < today;
  const past = overrides.filter(over).length;
  const wrong = (index: number) => problems.some(({ at }) => at.startsWith(`overrides.${index}`));
  return (
    <section className="editor-part" aria-label="Overrides in the team file" data-at="overrides">
      <header className="editor-part-head">
        <h2 className="section-title">Overrides in the team file</h2>
        <p className="muted">Trades and overrides made on the calendar are kept apart, in the log.</p>
      </header>
      <ul className="overrides" aria-label="Overrides">
        {overrides.map((override, index) =>
          !all && over(override) && !wrong(index) ? null : (
            <li
              // Overrides of the file have no name; their order is their meaning.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className="override"
              data-at={`overrides.${index}`}
            >
              <OneOverride
                override={override}
                label={`Override ${index + 1}`}
                at={`overrides.${index}`}
                people={people}
                problems={problems}
                onChange={(part) => onChange(replaced(overrides, index, { ...override, ...part }))}
              />
              <Button
                look="quiet"
                size="small"
                glyph="close"
                aria-label={`Remove override ${index + 1}`}
                onClick={() => onChange(without(overrides, index))}
              />
            </li>
          ),
        )}
      </ul>
      <span className="overrides-foot">
        <Button
          size="small"
          glyph="plus"
          onClick={() =>
            onChange([
              ...overrides,
              { person: people[0]?.id ?? '', start: `${today}T09:00`, end: '', reason: '' },
            ])
          }
        >
          Add an override
        </Button>
        {past > 0 && (
          <Button look="quiet" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Hide' : 'Show'} {past} that {past === 1 ? 'is' : 'are'} over
          </Button>
        )}
      </span>
    </section>
  );
}

function OneOverride({
  override,
  label,
  at,
  people,
  problems,
  onChange,
}: {
  override: Override;
  label: string;
  at: string;
  people: readonly PersonView[];
  problems: readonly FieldProblem[];
  onChange: (part: Partial<Override>) => void;
}) {
  const known = override.person === 'nobody' || people.some(({ id }) => id === override.person);
  return (
    <div className="override-fields" role="group" aria-label={label}>
      <ScheduleField label="Who" at={`${at}.person`} problems={problems}>
        {(control) => (
          <select
            {...control}
            value={override.person}
            onChange={(event) => onChange({ person: event.target.value })}
          >
            {!known && <option value={override.person}>{override.person || 'Choose'}</option>}
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="nobody">Nobody</option>
          </select>
        )}
      </ScheduleField>
      <ScheduleMoment
        label="From"
        at={`${at}.start`}
        problems={problems}
        value={override.start}
        onChange={(start) => onChange({ start })}
      />
      <ScheduleMoment
        label="To"
        at={`${at}.end`}
        problems={problems}
        value={override.end}
        onChange={(end) => onChange({ end })}
      />
      <ScheduleField label="Reason" at={`${at}.reason`} problems={problems}>
        {(control) => (
          <input
            {...control}
            type="text"
            autoComplete="off"
            maxLength={1000}
            value={override.reason}
            onChange={(event) => onChange({ reason: event.target.value })}
          />
        )}
      </ScheduleField>
    </div>
  );
}
