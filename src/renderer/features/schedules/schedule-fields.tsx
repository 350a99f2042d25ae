import type { FieldProblem, ScheduleDraft } from '../../../contract/rota/schedule-views';
import { ScheduleField } from '../../parts/schedule-field';
import { ScheduleZoneField } from '../../parts/schedule-zone-field';
import { idFrom } from './draft-edit';

/** Name, id and zone of a schedule. The id follows the name until it is typed; once saved it stays. */
export function ScheduleFields({
  draft,
  isNew,
  zones,
  problems,
  onChange,
}: {
  draft: ScheduleDraft;
  isNew: boolean;
  /** Zones of the team. */
  zones: readonly string[];
  problems: readonly FieldProblem[];
  onChange: (part: Partial<ScheduleDraft>) => void;
}) {
  const follows = isNew && (draft.id === '' || draft.id === idFrom(draft.name));
  return (
    <div className="editor-head">
      <ScheduleField label="Name" at="name" problems={problems}>
        {(control) => (
          <input
            {...control}
            type="text"
            placeholder={draft.id || 'Primary'}
            autoComplete="off"
            maxLength={200}
            value={draft.name}
            onChange={({ target: { value: name } }) =>
              onChange(follows ? { name, id: idFrom(name) } : { name })
            }
          />
        )}
      </ScheduleField>
      <ScheduleField
        label="Id"
        hint={
          isNew
            ? draft.id && `Escalations call it schedule:${draft.id}`
            : 'It stays: escalations and trades know it by this.'
        }
        at="id"
        problems={problems}
      >
        {(control) => (
          <input
            {...control}
            type="text"
            spellCheck={false}
            autoComplete="off"
            maxLength={60}
            readOnly={!isNew}
            value={draft.id}
            onChange={(event) => onChange({ id: event.target.value })}
          />
        )}
      </ScheduleField>
      <ScheduleZoneField
        value={draft.timeZone}
        at="timeZone"
        problems={problems}
        near={zones}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    </div>
  );
}
