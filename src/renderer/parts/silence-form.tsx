import { Checkbox } from '@base-ui/react/checkbox';
import { type FormEvent, useEffect, useId, useState } from 'react';
import type { SilencePreview } from '../../contract/mute/mute-views';
import { call } from '../bridge';
import { useZone } from '../state/mirror';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Glyph } from '../ui/glyph';
import { Segmented } from '../ui/segmented';
import { SeverityMark } from '../ui/severity-mark';
import { WallTimeField } from '../ui/wall-time-field';
import './silence.css';
import { type UntilChoice, untilChoices } from './silence-until';

/** A matcher that may be part of the silence. */
export type MatcherChip = { readonly text: string; readonly chosen: boolean };

export type SilenceDraft = {
  readonly chips: readonly MatcherChip[];
  /** What is typed as one more. */
  readonly typed: string;
  readonly choice: UntilChoice['id'];
  /** A time of one's own, milliseconds since 1970. */
  readonly own: number;
  readonly reason: string;
};

/** The matchers of a draft: those chosen, and what is typed and not added yet. */
export function matchersIn({ chips, typed }: SilenceDraft): string[] {
  const chosen = chips.filter(({ chosen: is }) => is).map(({ text }) => text);
  return typed.trim() === '' ? chosen : [...chosen, typed.trim()];
}

/** Until when it holds. @param now when the form came up */
export function untilOf(draft: SilenceDraft, now: number, zone: string): number {
  return untilChoices(now, zone).find(({ id }) => id === draft.choice)?.until ?? draft.own;
}

/** What is silenced, until when, and why; with what that holds back now. */
export function SilenceForm({
  draft,
  now,
  onChange,
}: {
  draft: SilenceDraft;
  /** When the form came up. */
  now: number;
  onChange: (draft: SilenceDraft) => void;
}) {
  const zone = useZone();
  const preview = usePreview(matchersIn(draft));
  const choices = untilChoices(now, zone);

  function add(): void {
    const text = draft.typed.trim();
    if (text === '') return;
    const others = draft.chips.filter((chip) => chip.text !== text);
    onChange({ ...draft, chips: [...others, { text, chosen: true }], typed: '' });
  }

  return (
    <div className="silence-form">
      <Chips
        chips={draft.chips}
        onToggle={(text, chosen) =>
          onChange({
            ...draft,
            chips: draft.chips.map((chip) => (chip.text === text ? { text, chosen } : chip)),
          })
        }
      />
      <div className="silence-add">
        <TextField
          label={draft.chips.length === 0 ? 'Matcher' : 'One more matcher'}
          placeholder={'alertname="DiskFull"'}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          value={draft.typed}
          onChange={(event) => onChange({ ...draft, typed: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || draft.typed.trim() === '') return;
            event.preventDefault();
            add();
          }}
        />
        <Button glyph="plus" disabled={draft.typed.trim() === ''} onClick={add}>
          Add
        </Button>
      </div>
      <Preview preview={preview} />
      <div className="field">
        <span className="field-label">How long</span>
        <Segmented
          label="How long"
          value={draft.choice}
          segments={choices.map(({ id, label }) => ({ value: id, label }))}
          onChange={(choice) => onChange({ ...draft, choice, own: untilOf(draft, now, zone) })}
        />
      </div>
      {draft.choice === 'own' && (
        <WallTimeField
          label="Until"
          zone={zone}
          value={draft.own}
          error={draft.own <= now ? 'This is past' : ''}
          onChange={(own) => onChange({ ...draft, own })}
        />
      )}
      <TextField
        label="Reason"
        maxLength={1000}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.target.value })}
      />
    </div>
  );
}

function Chips({
  chips,
  onToggle,
}: {
  chips: readonly MatcherChip[];
  onToggle: (text: string, chosen: boolean) => void;
}) {
  const id = useId();
  if (chips.length === 0) return null;
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id} className="field-label">
        Alerts that match all of these
      </span>
      <div className="silence-chips">
        {chips.map(({ text, chosen }) => (
          <Checkbox.Root
            key={text}
            className="silence-chip mono"
            checked={chosen}
            nativeButton
            render={<button type="button" />}
            aria-label={text}
            onCheckedChange={(next) => onToggle(text, next)}
          >
            <span className="silence-tick" aria-hidden="true">
              {chosen && <Glyph name="check" size={12} />}
            </span>
            <bdi>{text}</bdi>
          </Checkbox.Root>
        ))}
      </div>
    </div>
  );
}

function Preview({ preview }: { preview: SilencePreview | null }) {
  const shown = 4;
  return (
    <div className="silence-preview" aria-live="polite">
      {preview === null ? (
        <p className="silence-hint">Choose a matcher to see what it holds back.</p>
      ) : preview.problem !== '' ? (
        <p className="field-error">{preview.problem}</p>
      ) : (
        <>
          <p className="silence-count">{matchWords(preview.total)}</p>
          <ul className="silence-matches" aria-label="Incidents that match">
            {preview.incidents.slice(0, shown).map(({ id, number, title, severity, service, status }) => (
              <li key={id}>
                <SeverityMark severity={severity} />
                <span className="silence-match">
                  <bdi>{title}</bdi>
                </span>
                <span className="silence-where">
                  {service} #{number}
                  {status === 'acknowledged' ? ', acknowledged' : ''}
                </span>
              </li>
            ))}
          </ul>
          {preview.total > shown && <p className="silence-hint">and {preview.total - shown} more</p>}
        </>
      )}
    </div>
  );
}

function matchWords(total: number): string {
  if (total === 0) return 'Nothing that is open matches now.';
  return total === 1 ? '1 open incident matches.' : `${total.toLocaleString('en')} open incidents match.`;
}

/** Asked once the matchers stand still for a moment; null while there are none. */
function usePreview(matchers: readonly string[]): SilencePreview | null {
  const key = JSON.stringify(matchers);
  const [preview, setPreview] = useState<{ key: string; value: SilencePreview } | null>(null);
  useEffect(() => {
    const asked = JSON.parse(key) as string[];
    if (asked.length === 0) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      call('silence.preview', { matchers: asked }).then(
        (value) => wanted && setPreview({ key, value }),
        (error: unknown) =>
          wanted &&
          setPreview({ key, value: { problem: (error as Error).message, total: 0, incidents: [] } }),
      );
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  // The last one stays while the next is on its way; none is left of matchers that were all let go.
  return matchers.length === 0 ? null : (preview?.value ?? null);
}

/** Keeps Enter in a field from submitting half a form twice. */
export function onSubmit(run: () => void): (event: FormEvent) => void {
  return (event) => {
    event.preventDefault();
    run();
  };
}
