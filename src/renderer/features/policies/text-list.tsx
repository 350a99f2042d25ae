import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { ScheduleField } from '../../parts/schedule-field';
import { replaced, without } from '../../parts/schedule-lists';
import { Button } from '../../ui/button';

/** Texts of a list, a line each: matchers, labels. */
export function TextList({
  label,
  item,
  hint,
  values,
  at,
  problems,
  placeholder,
  onChange,
}: {
  label: string;
  /** What one of them is called. */
  item: string;
  hint?: string | undefined;
  values: readonly string[];
  at: string;
  problems: readonly FieldProblem[];
  placeholder: string;
  onChange: (values: string[]) => void;
}) {
  return (
    <ScheduleField label={label} group hint={hint} at={at} problems={problems}>
      {(control) => (
        <div className="policy-texts">
          {values.map((value, index) => (
            // Texts are typed and may be alike; the place is the steady name.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className="policy-text" data-at={`${at}.${index}`}>
              <input
                className={control.className}
                aria-describedby={control['aria-describedby']}
                aria-invalid={problems.some((problem) => problem.at === `${at}.${index}`) || undefined}
                aria-label={`${item} ${index + 1}`}
                type="text"
                spellCheck={false}
                autoComplete="off"
                maxLength={2000}
                placeholder={placeholder}
                value={value}
                onChange={(event) => onChange(replaced(values, index, event.target.value))}
              />
              <Button
                look="quiet"
                size="small"
                glyph="close"
                aria-label={`Remove ${item.toLowerCase()} ${index + 1}`}
                onClick={() => onChange(without(values, index))}
              />
            </span>
          ))}
          <span>
            <Button size="small" glyph="plus" onClick={() => onChange([...values, ''])}>
              Add a {item.toLowerCase()}
            </Button>
          </span>
        </div>
      )}
    </ScheduleField>
  );
}
