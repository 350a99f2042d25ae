import { useRef } from 'react';
import type { EscalationDraft, PolicyView } from '../../../contract/policy/policy-views';
import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { moved, replaced, without } from '../../parts/schedule-lists';
import { useReorder } from '../../parts/schedule-reorder';
import { Button } from '../../ui/button';
import { LineField } from './line-field';
import { newStep } from './policy-drafts';
import { StepCard } from './step-card';
import { stepTimes, targetsOf, usualRepeatAfter } from './step-times';

/** An escalation: its steps on a time line, and what happens after the last one. */
export function EscalationForm({
  draft,
  view,
  problems,
  onChange,
}: {
  draft: EscalationDraft;
  view: PolicyView;
  problems: readonly FieldProblem[];
  onChange: (part: Partial<EscalationDraft>) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const { steps } = draft;
  const reorder = useReorder(list, steps.length, (from, to) =>
    onChange({ steps: inOrder(moved(steps, from, to)) }),
  );
  const times = stepTimes(steps);
  const targets = targetsOf(view);
  return (
    <>
      <section className="policy-part" aria-label="What it is">
        <div className="policy-pair">
          <LineField
            label="Id"
            at="id"
            value={draft.id}
            maxLength={60}
            problems={problems}
            onChange={(id) => onChange({ id })}
          />
          <LineField
            label="Name"
            at="name"
            placeholder="as the id"
            value={draft.name}
            problems={problems}
            onChange={(name) => onChange({ name })}
          />
        </div>
      </section>
      <section className="policy-part" aria-label="Steps" data-at="steps">
        <h2 className="section-title">Who is paged when, until somebody answers</h2>
        <ol className="timeline" ref={list} aria-label="Steps">
          {steps.map((step, index) => (
            <StepCard
              // Steps have no name; the place is the steady one.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              step={step}
              index={index}
              time={times[index] ?? ''}
              reorder={reorder}
              targets={targets}
              view={view}
              problems={problems}
              onChange={(part) => onChange({ steps: replaced(steps, index, { ...step, ...part }) })}
              onRemove={() => onChange({ steps: inOrder(without(steps, index)) })}
            />
          ))}
        </ol>
        <span>
          <Button
            glyph="plus"
            onClick={() =>
              onChange({ steps: [...steps, newStep(steps.length === 0 ? '' : '5m', 'everyone')] })
            }
          >
            Add a step
          </Button>
        </span>
      </section>
      <section className="policy-part" aria-label="And then">
        <h2 className="section-title">And then</h2>
        <div className="policy-three">
          <LineField
            label="Go through it again"
            at="repeat"
            placeholder="0"
            maxLength={10}
            hint="So often, while nobody answers."
            value={draft.repeat}
            problems={problems}
            onChange={(repeat) => onChange({ repeat })}
          />
          <LineField
            label="Each time after"
            at="repeatAfter"
            placeholder={usualRepeatAfter(steps)}
            maxLength={40}
            value={draft.repeatAfter}
            problems={problems}
            onChange={(repeatAfter) => onChange({ repeatAfter })}
          />
          <LineField
            label="An acknowledgement counts for"
            at="acknowledgeTimeout"
            placeholder="as long as it lasts"
            maxLength={40}
            hint="Then it is open again and pages from the first step on."
            value={draft.acknowledgeTimeout}
            problems={problems}
            onChange={(acknowledgeTimeout) => onChange({ acknowledgeTimeout })}
          />
        </div>
        <p className="muted policy-note">
          What is critical or an error comes to everyone 15 min after the last step, whatever stands here.
        </p>
      </section>
    </>
  );
}

/** The first step may begin at once; every other one has a wait. */
function inOrder(steps: EscalationDraft['steps']): EscalationDraft['steps'] {
  return steps.map((step, index) =>
    index > 0 && step.after.trim() === '' ? { ...step, after: '5m' } : step,
  );
}
