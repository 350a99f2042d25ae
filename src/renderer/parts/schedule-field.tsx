import { type ReactNode, useId } from 'react';
import type { FieldProblem } from '../../contract/rota/schedule-views';
import './schedule-field.css';

/** What the control of a field takes. */
export type ControlProps = {
  readonly id: string;
  readonly className: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
};

/**
 * A labelled field with what is wrong in it beneath: said by screen readers with the field, not on every key.
 * @param at path of the field in the draft, `layers.0.turn`: its problems, and those of what lies in it, are shown
 */
export function ScheduleField({
  label,
  labelHidden = false,
  hint,
  at,
  problems = [],
  group = false,
  className = '',
  children,
}: {
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  at?: string;
  problems?: readonly FieldProblem[];
  /** Several controls under one name: they are named themselves. */
  group?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const mine = at === undefined ? problems : problemsAt(problems, at);
  const wrong = mine.some(({ level }) => level === 'error');
  const described = [hint ? `${id}-hint` : '', mine.length > 0 ? `${id}-wrong` : '']
    .filter(Boolean)
    .join(' ');
  const control: ControlProps = {
    id,
    className: 'field-control',
    'aria-describedby': described || undefined,
    'aria-invalid': wrong || undefined,
  };
  const labelClass = labelHidden ? 'only-read' : 'field-label';
  const inside = (
    <>
      {group ? (
        <span className={labelClass} id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className={labelClass} htmlFor={id}>
          {label}
        </label>
      )}
      {children(control)}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {mine.length > 0 && (
        <ul className="schedule-field-problems" id={`${id}-wrong`}>
          {mine.map(({ at: where, level, message }) => (
            <li key={`${where}\n${message}`} className={level === 'error' ? 'field-error' : 'field-warning'}>
              <bdi>{message}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
  const frame = `field schedule-field ${wrong ? 'schedule-field-wrong' : ''} ${className}`;
  return group ? (
    <div
      className={frame}
      data-at={at}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={described || undefined}
    >
      {inside}
    </div>
  ) : (
    <div className={frame} data-at={at}>
      {inside}
    </div>
  );
}

/** Problems of a field and of what lies in it. */
export function problemsAt(problems: readonly FieldProblem[], at: string): readonly FieldProblem[] {
  return problems.filter((problem) => problem.at === at || problem.at.startsWith(`${at}.`));
}
