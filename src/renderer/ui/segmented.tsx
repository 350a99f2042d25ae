import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import './segmented.css';

export type Segment<V extends string> = { value: V; label: string; count?: number };

/** One of a few, all in sight. Arrow keys move. */
export function Segmented<V extends string>({
  label,
  value,
  segments,
  onChange,
}: {
  label: string;
  value: V;
  segments: readonly Segment<V>[];
  onChange: (value: V) => void;
}) {
  return (
    <RadioGroup
      aria-label={label}
      className="segmented"
      value={value}
      onValueChange={(next) => onChange(next)}
    >
      {segments.map((segment) => (
        <Radio.Root
          key={segment.value}
          value={segment.value}
          nativeButton
          render={<button type="button" />}
          className="segment"
          aria-label={segment.count === undefined ? segment.label : `${segment.label}, ${segment.count}`}
        >
          {segment.label}
          {segment.count !== undefined && (
            <span className="segment-count">{segment.count.toLocaleString('en')}</span>
          )}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
