import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import type { PersonView } from '../../contract/views/people';
import { Glyph } from './glyph';
import './person-choice.css';
import { PersonDot } from './person-dot';

/** One person of several, all in sight; `others` come first and are no person ("Anyone", "Nobody"). Arrow keys move. */
export function PersonChoice({
  label,
  value,
  people,
  others = [],
  onChange,
}: {
  label: string;
  value: string;
  people: readonly PersonView[];
  others?: readonly { readonly value: string; readonly label: string; readonly glyph: string }[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="field-label">
        {label}
      </span>
      <RadioGroup
        aria-labelledby={id}
        className="person-choice"
        value={value}
        onValueChange={(next) => onChange(next)}
      >
        {others.map((other) => (
          <Radio.Root
            key={other.value}
            value={other.value}
            nativeButton
            render={<button type="button" />}
            className="person-chip"
          >
            <Glyph name={other.glyph} size={14} />
            {other.label}
          </Radio.Root>
        ))}
        {people.map((person) => (
          <Radio.Root
            key={person.id}
            value={person.id}
            nativeButton
            render={<button type="button" />}
            className="person-chip"
          >
            <PersonDot person={person} size="small" named />
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
