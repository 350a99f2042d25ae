import { printDuration } from '../../../core/time/duration';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Menu, MenuItem } from '../../ui/menu';
import { typeGlyph } from './channel-state';
import {
  lineWords,
  type Named,
  type Step,
  WAITS,
  whenWords,
  withChannel,
  withoutChannel,
  withoutStep,
  withStep,
  withWait,
} from './rule-lines';

type LineProps = {
  readonly title: string;
  readonly hint: string;
  /** null: the same as the other line. */
  readonly steps: readonly Step[] | null;
  /** Every channel that is here, by id. */
  readonly here: ReadonlyMap<string, Named>;
  readonly locked: boolean;
  readonly onChange: (steps: readonly Step[]) => void;
};

/** One urgency as a time line: what pages at once, and what follows if nobody answered by then. */
export function RuleLine({ title, hint, steps, here, locked, onChange }: LineProps) {
  return (
    <section className="reach-line" aria-label={title}>
      <header>
        <h3 className="reach-line-title">{title}</h3>
        <p className="reach-line-hint">{hint}</p>
      </header>
      {steps === null ? (
        <p className="reach-line-same">The same as for high urgency.</p>
      ) : (
        <>
          <p className="reach-line-words">{lineWords(steps, here)}</p>
          <ol className="reach-steps">
            {steps.map((step, at) => (
              <StepRow
                key={step.after}
                step={step}
                line={title}
                here={here}
                locked={locked}
                taken={steps.map(({ after }) => after)}
                onAdd={(channel) => onChange(withChannel(steps, at, channel))}
                onTake={(channel) => onChange(withoutChannel(steps, at, channel))}
                onWait={(after) => onChange(withWait(steps, at, after))}
                onRemove={() => onChange(withoutStep(steps, at))}
              />
            ))}
            <li className="reach-step reach-step-more">
              <span className="reach-dot" />
              <Button
                size="small"
                look="quiet"
                glyph="plus"
                disabled={locked}
                aria-label={`Later, if nobody answered: add a step to ${title}`}
                onClick={() => onChange(withStep(steps))}
              >
                Later, if nobody answered
              </Button>
            </li>
          </ol>
        </>
      )}
    </section>
  );
}

function StepRow({
  step,
  line,
  here,
  locked,
  taken,
  onAdd,
  onTake,
  onWait,
  onRemove,
}: {
  step: Step;
  line: string;
  here: ReadonlyMap<string, Named>;
  locked: boolean;
  taken: readonly number[];
  onAdd: (channel: string) => void;
  onTake: (channel: string) => void;
  onWait: (after: number) => void;
  onRemove: () => void;
}) {
  const { after, channels } = step;
  const when = whenWords(after);
  const left = [...here].filter(([id]) => !channels.includes(id));
  const waits = [...new Set([...WAITS, after])]
    .filter((wait) => wait === after || !taken.includes(wait))
    .toSorted((a, b) => a - b);
  return (
    <li className="reach-step">
      <span className="reach-dot" />
      {after === 0 ? (
        <span className="reach-when">At once</span>
      ) : (
        <select
          className="field-control field-select reach-wait"
          aria-label={`${line}: after how long`}
          value={after}
          disabled={locked}
          onChange={(event) => onWait(Number(event.target.value))}
        >
          {waits.map((wait) => (
            <option key={wait} value={wait}>
              After {printDuration(wait)}
            </option>
          ))}
        </select>
      )}
      <ul className="reach-chips" aria-label={`${line}, ${when}`}>
        {channels.map((id) => (
          <li key={id} className="reach-chip">
            <Glyph name={typeGlyph(here.get(id)?.type ?? '')} size={14} />
            <bdi>{here.get(id)?.title ?? id}</bdi>
            <button
              type="button"
              className="reach-chip-take"
              aria-label={`${when}: not by ${here.get(id)?.title ?? id}`}
              disabled={locked}
              onClick={() => onTake(id)}
            >
              <Glyph name="close" size={12} />
            </button>
          </li>
        ))}
        <li>
          {left.length > 0 && (
            <Menu
              trigger={
                <Button
                  size="small"
                  glyph="plus"
                  disabled={locked}
                  aria-label={`Choose a channel: ${line}, ${when.toLowerCase()}`}
                >
                  {channels.length === 0 ? 'Choose a channel' : undefined}
                </Button>
              }
            >
              {left.map(([id, { title, type }]) => (
                <MenuItem key={id} glyph={typeGlyph(type)} onSelect={() => onAdd(id)}>
                  {title}
                </MenuItem>
              ))}
            </Menu>
          )}
        </li>
      </ul>
      {after > 0 && (
        <Button
          size="small"
          look="quiet"
          glyph="trash"
          disabled={locked}
          aria-label={`${line}: remove the step ${when.toLowerCase()}`}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
