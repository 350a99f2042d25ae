import type { FieldProblem, LayerDraft } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { HoursFields } from '../../parts/hours-fields';
import { PeopleTurns } from '../../parts/people-turns';
import { ScheduleField } from '../../parts/schedule-field';
import { ScheduleMoment } from '../../parts/schedule-moment';
import { Grip, MoveButtons, type Reorder } from '../../parts/schedule-reorder';
import { Button } from '../../ui/button';
import { newHours, printTurn, readTurn, type TurnUnit } from './draft-edit';

const UNITS: readonly TurnUnit[] = ['hours', 'days', 'weeks'];

/** One layer in the editor: who, in turn, from when, how long, and at which hours. */
export function LayerCard({
  layer,
  index,
  reorder,
  team,
  problems,
  onChange,
  onRemove,
}: {
  layer: LayerDraft;
  index: number;
  reorder: Reorder;
  team: readonly PersonView[];
  problems: readonly FieldProblem[];
  onChange: (part: Partial<LayerDraft>) => void;
  onRemove: () => void;
}) {
  const at = `layers.${index}`;
  const name = layer.name || layer.id || `Layer ${index + 1}`;
  const turn = readTurn(layer.turn);
  const own = problems.filter((problem) => problem.at === at);
  return (
    <li
      className={`layer ${reorder.dragged === index ? 'layer-dragged' : ''}`}
      data-item=""
      data-at={at}
      aria-label={`Layer ${index + 1}, ${name}`}
    >
      <header className="layer-head">
        <Grip reorder={reorder} at={index} name={`layer ${name}`} />
        <h3 className="layer-title cut">
          Layer {index + 1} <bdi className="layer-name">{layer.name || layer.id}</bdi>
        </h3>
        {index > 0 && <span className="layer-wins muted">wins over the above</span>}
        <span className="layer-buttons">
          <MoveButtons reorder={reorder} at={index} name={`Layer ${name}`} />
          <Button
            look="quiet"
            size="small"
            glyph="trash"
            aria-label={`Remove layer ${name}`}
            onClick={onRemove}
          />
        </span>
      </header>
      {own.map(({ message, level }) => (
        <p key={message} className={`layer-problem ${level === 'error' ? 'field-error' : 'field-warning'}`}>
          <bdi>{message}</bdi>
        </p>
      ))}
      <div className="layer-body">
        <div className="layer-side">
          <div className="layer-pair">
            <ScheduleField label="Id" at={`${at}.id`} problems={problems}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  spellCheck={false}
                  autoComplete="off"
                  maxLength={60}
                  value={layer.id}
                  onChange={(event) => onChange({ id: event.target.value })}
                />
              )}
            </ScheduleField>
            <ScheduleField label="Name" at={`${at}.name`} problems={problems}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  placeholder="as the id"
                  autoComplete="off"
                  maxLength={200}
                  value={layer.name}
                  onChange={(event) => onChange({ name: event.target.value })}
                />
              )}
            </ScheduleField>
          </div>
          {layer.calendar === '' ? (
            <PeopleTurns
              people={layer.people}
              team={team}
              at={`${at}.people`}
              problems={problems}
              onChange={(people) => onChange({ people })}
            />
          ) : (
            <ScheduleField
              label="Follows a calendar file"
              hint="Its events say who is on call when, in place of people and turns."
              at={`${at}.calendar`}
              problems={problems}
            >
              {(control) => (
                <input
                  {...control}
                  type="text"
                  spellCheck={false}
                  maxLength={300}
                  value={layer.calendar}
                  onChange={(event) => onChange({ calendar: event.target.value })}
                />
              )}
            </ScheduleField>
          )}
        </div>
        <div className="layer-side">
          {layer.calendar === '' && (
            <>
              <ScheduleMoment
                label="First handoff"
                at={`${at}.start`}
                problems={problems}
                value={layer.start}
                onChange={(start) => onChange({ start })}
              />
              <ScheduleField label="A turn lasts" at={`${at}.turn`} problems={problems} group>
                {(control) => (
                  <span className="layer-turn">
                    <input
                      {...control}
                      type="text"
                      inputMode="numeric"
                      aria-label="Turn: how many"
                      autoComplete="off"
                      maxLength={30}
                      value={turn.every}
                      onChange={(event) =>
                        onChange({ turn: printTurn({ ...turn, every: event.target.value.trim() }) })
                      }
                    />
                    <select
                      className={control.className}
                      aria-label="Turn: of what"
                      aria-describedby={control['aria-describedby']}
                      value={turn.unit}
                      onChange={(event) =>
                        onChange({ turn: printTurn({ ...turn, unit: event.target.value as TurnUnit }) })
                      }
                    >
                      {UNITS.map((unit) => (
                        <option key={unit} value={unit}>
                          {turn.every === '1' ? unit.slice(0, -1) : unit}
                        </option>
                      ))}
                    </select>
                  </span>
                )}
              </ScheduleField>
            </>
          )}
          <HoursFields
            hours={layer.hours}
            at={`${at}.hours`}
            problems={problems}
            fresh={newHours}
            onChange={(hours) => onChange({ hours })}
          />
          {layer.calendar === '' && (
            <ScheduleMoment
              label="Until"
              hint={layer.until === '' ? 'No end.' : undefined}
              at={`${at}.until`}
              problems={problems}
              value={layer.until}
              onChange={(until) => onChange({ until })}
            />
          )}
        </div>
      </div>
    </li>
  );
}
