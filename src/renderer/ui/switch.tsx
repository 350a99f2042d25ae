import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import './switch.css';

/** On or off, taking effect at once, with its name on the left and a sentence of what it does. */
export function Switch({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="switch-row">
      <span className="switch-words">
        <span id={id} className="switch-label">
          {label}
        </span>
        {hint && <span className="switch-hint">{hint}</span>}
      </span>
      <Base.Root
        className="switch"
        aria-labelledby={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        nativeButton
        render={<button type="button" />}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
    </div>
  );
}
