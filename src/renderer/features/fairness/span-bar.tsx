import { TextField } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { pickFairness, useFairness } from './fairness-store';
import { type Days, daysText, PICK_WORDS, PICKS } from './span-pick';

/** Which days: one of a few, or any. `wrong` says what is the matter with the person's own. */
export function SpanBar({ days, zone, wrong }: { days: Days; zone: string; wrong: string }) {
  const { pick } = useFairness();
  const set = (part: Partial<Days>) => pickFairness({ pick: 'custom', custom: { ...days, ...part } });
  return (
    <div className="fair-bar">
      <Segmented
        label="Which days"
        value={pick}
        segments={PICKS.map((value) => ({ value, label: PICK_WORDS[value] }))}
        onChange={(next) => pickFairness({ pick: next, custom: days })}
      />
      {pick === 'custom' ? (
        <div className="fair-days">
          <TextField
            label="First day"
            labelHidden
            type="date"
            value={days.first}
            onChange={({ target }) => set({ first: target.value })}
          />
          <span aria-hidden="true">to</span>
          <TextField
            label="Last day"
            labelHidden
            type="date"
            value={days.last}
            onChange={({ target }) => set({ last: target.value })}
          />
          {wrong && (
            <p className="fair-wrong" role="alert">
              {wrong}
            </p>
          )}
        </div>
      ) : (
        <p className="muted" title={`Days in ${zone}`}>
          {daysText(days)}
        </p>
      )}
    </div>
  );
}
