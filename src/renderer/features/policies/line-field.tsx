import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { ScheduleField } from '../../parts/schedule-field';

/** A line of text of a draft, with what is wrong beneath. */
export function LineField({
  label,
  at,
  value,
  problems,
  hint,
  placeholder,
  maxLength = 200,
  list,
  onChange,
}: {
  label: string;
  at: string;
  value: string;
  problems: readonly FieldProblem[];
  hint?: string | undefined;
  placeholder?: string | undefined;
  maxLength?: number;
  list?: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <ScheduleField label={label} at={at} problems={problems} hint={hint}>
      {(control) => (
        <input
          {...control}
          type="text"
          spellCheck={false}
          autoComplete="off"
          maxLength={maxLength}
          placeholder={placeholder}
          list={list}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </ScheduleField>
  );
}

/** One of several. */
export function ChoiceField({
  label,
  at,
  value,
  problems,
  hint,
  options,
  onChange,
}: {
  label: string;
  at: string;
  value: string;
  problems: readonly FieldProblem[];
  hint?: string | undefined;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string) => void;
}) {
  const known = options.some((option) => option.value === value);
  return (
    <ScheduleField label={label} at={at} problems={problems} hint={hint}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {!known && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </ScheduleField>
  );
}
