import { useState } from 'react';
import type { PolicyView, StepDraft } from '../../../contract/policy/policy-views';
import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { HoursFields } from '../../parts/hours-fields';
import { ScheduleField } from '../../parts/schedule-field';
import { replaced, without } from '../../parts/schedule-lists';
import { Grip, MoveButtons, type Reorder } from '../../parts/schedule-reorder';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { ChoiceField, LineField } from './line-field';
import { freshHours } from './service-form';
import { targetWords } from './step-times';

/** One step on the time line: when, whom, and under which conditions. */
export function StepCard({
  step,
  index,
  time,
  reorder,
  targets,
  view,
  problems,
  onChange,
  onRemove,
}: {
  step: StepDraft;
  index: number;
  /** After the incident opened; '' where that cannot be told. */
  time: string;
  reorder: Reorder;
  targets: readonly string[];
  view: PolicyView;
  problems: readonly FieldProblem[];
  onChange: (part: Partial<StepDraft>) => void;
  onRemove: () => void;
}) {
  const at = `steps.${index}`;
  const conditioned = step.urgency !== '' || step.hours.length > 0 || step.acknowledge === 'all';
  const [open, setOpen] = useState(conditioned);
  const whom = step.page.map((target) => targetWords(target, view)).join(step.roundRobin ? ' or ' : ', ');
  return (
    <li
      className={`step ${reorder.dragged === index ? 'step-dragged' : ''}`}
      data-item=""
      data-at={at}
      aria-label={`Step ${index + 1}, ${time === '' ? 'some time' : time} after it opened: ${whom}`}
    >
      <span className="step-time">{time === '' ? '?' : time}</span>
      <div className="step-card">
        <header className="step-head">
          <Grip reorder={reorder} at={index} name={`step ${index + 1}`} />
          <h3 className="step-title cut">
            <bdi>{whom === '' ? 'Nobody yet' : whom}</bdi>
          </h3>
          <span className="step-buttons">
            <MoveButtons reorder={reorder} at={index} name={`Step ${index + 1}`} />
            <Button
              look="quiet"
              size="small"
              glyph="trash"
              aria-label={`Remove step ${index + 1}`}
              onClick={onRemove}
            />
          </span>
        </header>
        <div className="step-body">
          <LineField
            label={index === 0 ? 'After it opened' : 'After the step before'}
            at={`${at}.after`}
            placeholder={index === 0 ? 'at once' : '5m'}
            maxLength={40}
            value={step.after}
            problems={problems}
            onChange={(after) => onChange({ after })}
          />
          <ScheduleField label="Pages" group at={`${at}.page`} problems={problems}>
            {(control) => (
              <div className="policy-texts">
                {step.page.map((target, place) => (
                  // The same may stand there twice while it is typed.
                  // oxlint-disable-next-line react/no-array-index-key
                  <span key={place} className="policy-text" data-at={`${at}.page.${place}`}>
                    <select
                      className={control.className}
                      aria-label={`Step ${index + 1} pages, ${place + 1}`}
                      aria-describedby={control['aria-describedby']}
                      value={target}
                      onChange={(event) => onChange({ page: replaced(step.page, place, event.target.value) })}
                    >
                      {!targets.includes(target) && <option value={target}>{target}</option>}
                      {targets.map((each) => (
                        <option key={each} value={each}>
                          {targetWords(each, view)}
                        </option>
                      ))}
                    </select>
                    <Button
                      look="quiet"
                      size="small"
                      glyph="close"
                      aria-label={`Step ${index + 1}: no longer page ${targetWords(target, view)}`}
                      onClick={() => onChange({ page: without(step.page, place) })}
                    />
                  </span>
                ))}
                <span>
                  <Button
                    size="small"
                    glyph="plus"
                    aria-label={`Step ${index + 1}: page somebody else too`}
                    onClick={() =>
                      onChange({
                        page: [...step.page, targets.find((each) => !step.page.includes(each)) ?? 'everyone'],
                      })
                    }
                  >
                    Somebody else too
                  </Button>
                </span>
              </div>
            )}
          </ScheduleField>
          {step.page.length > 1 && (
            <Switch
              label="One of them in turn, not all"
              checked={step.roundRobin}
              onChange={(roundRobin) => onChange({ roundRobin })}
            />
          )}
          {open ? (
            <div className="policy-inside">
              <ChoiceField
                label="Counts for"
                at={`${at}.urgency`}
                value={step.urgency}
                problems={problems}
                options={[
                  { value: '', label: 'Any urgency' },
                  { value: 'high', label: 'High urgency only' },
                  { value: 'low', label: 'Low urgency only' },
                ]}
                onChange={(urgency) => onChange({ urgency: urgency as StepDraft['urgency'] })}
              />
              <HoursFields
                hours={step.hours}
                at={`${at}.hours`}
                problems={problems}
                fresh={freshHours}
                onChange={(hours) => onChange({ hours })}
              />
              <Switch
                label="Everybody whom it pages must acknowledge"
                checked={step.acknowledge === 'all'}
                onChange={(all) => onChange({ acknowledge: all ? 'all' : 'one' })}
              />
            </div>
          ) : (
            <span>
              <Button look="quiet" size="small" glyph="filter" onClick={() => setOpen(true)}>
                Only at some times, or for some
              </Button>
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
