import { Field as Base } from '@base-ui/react/field';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './field.css';

type Around = {
  label: string;
  hint?: ReactNode;
  error?: string /** The label is for screen readers only. */;
  labelHidden?: boolean;
};

function Frame({ label, hint, error, labelHidden = false, children }: Around & { children: ReactNode }) {
  return (
    <Base.Root className="field" invalid={Boolean(error)}>
      <Base.Label className={labelHidden ? 'only-read' : 'field-label'}>{label}</Base.Label>
      {children}
      {hint && <Base.Description className="field-hint">{hint}</Base.Description>}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </Base.Root>
  );
}

/** A labelled line of text. Takes what `<input>` takes. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  className = '',
  ...rest
}: Around & ComponentPropsWithRef<'input'>) {
  return (
    <Frame label={label} hint={hint} error={error} labelHidden={labelHidden}>
      <Base.Control render={<input {...rest} />} className={`field-control ${className}`} />
    </Frame>
  );
}

/** Labelled text of several lines. */
export function TextArea({
  label,
  hint,
  error,
  labelHidden,
  className = '',
  ...rest
}: Around & ComponentPropsWithRef<'textarea'>) {
  return (
    <Frame label={label} hint={hint} error={error} labelHidden={labelHidden}>
      <Base.Control render={<textarea {...rest} />} className={`field-control field-area ${className}`} />
    </Frame>
  );
}

/** One of several, in the system's own drop-down. */
export function SelectField({
  label,
  hint,
  error,
  labelHidden,
  options,
  className = '',
  ...rest
}: Around & { options: readonly { value: string; label: string }[] } & ComponentPropsWithRef<'select'>) {
  return (
    <Frame label={label} hint={hint} error={error} labelHidden={labelHidden}>
      <Base.Control
        render={
          <select {...rest}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        }
        className={`field-control field-select ${className}`}
      />
    </Frame>
  );
}
