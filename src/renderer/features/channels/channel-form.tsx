import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ChannelsView, ChannelTypeView, ChannelView } from '../../../contract/channels/channel-views';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { type Draft, emptyDraft, freshId, typedSecrets } from './channel-draft';
import { ChannelField } from './channel-field';

type Rule = NonNullable<Draft['rule']>;

const WHEN: readonly { value: string; label: string; rule: Rule | null }[] = [
  { value: 'now', label: 'At once', rule: { after: 0, urgency: 'any' } },
  { value: '2', label: 'After 2 min without an answer', rule: { after: 120_000, urgency: 'any' } },
  { value: '5', label: 'After 5 min without an answer', rule: { after: 300_000, urgency: 'any' } },
  { value: 'now-high', label: 'At once, for high urgency only', rule: { after: 0, urgency: 'high' } },
  { value: '5-high', label: 'After 5 min, for high urgency only', rule: { after: 300_000, urgency: 'high' } },
  { value: '', label: 'Not yet', rule: null },
];
const status = () => call('secrets.status', {});

/** What one type of channel asks for, each mistake at its field. */
export function ChannelForm({
  type,
  known,
  view,
  onSaved,
  onBack,
}: {
  type: ChannelTypeView;
  known: ChannelView | null;
  view: ChannelsView;
  onSaved: (id: string, text: string, testIt: boolean) => void;
  onBack: () => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(type, known));
  const [when, setWhen] = useState('2');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState('');
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const { value: vault } = useAsked(status);
  const form = useRef<HTMLFormElement>(null);

  /** Each refusal leads to the first field that is wrong. */
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('.field-control[data-invalid]')?.focus();
  }, [refusals]);

  function change(part: Partial<Draft>, key: string): void {
    setDraft((before) => ({ ...before, ...part }));
    setErrors(({ [key]: _fixed, ...rest }) => rest);
    setTrouble('');
  }

  async function save(testIt: boolean): Promise<void> {
    setBusy(true);
    setTrouble('');
    try {
      const title = draft.title.trim() === '' && !known ? type.title : draft.title;
      const id = known ? known.id : freshId(title, type.type, view);
      const rule = known ? null : (WHEN.find(({ value }) => value === when)?.rule ?? null);
      const answer = await call('channels.save', {
        ...draft,
        title,
        id,
        rule,
        secrets: typedSecrets(draft.secrets),
      });
      if (answer.ok) return onSaved(id, answer.text, testIt);
      setErrors(answer.errors);
      setRefusals((before) => before + 1);
      const seen = new Set(['title', ...type.fields.map(({ key }) => key)]);
      const elsewhere = Object.entries(answer.errors).flatMap(([key, text]) => (seen.has(key) ? [] : [text]));
      setTrouble([answer.text, ...elsewhere].filter(Boolean).join(' '));
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      className="reach-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save(true);
      }}
    >
      <TextField
        label="Title"
        hint="As it will stand in your rules and beside its pages."
        placeholder={type.title}
        error={errors['title']}
        value={draft.title}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => change({ title: event.target.value }, 'title')}
      />
      {type.fields.map((field) => (
        <ChannelField
          key={field.key}
          field={field}
          value={draft.values[field.key] ?? ''}
          typed={draft.secrets[field.key]}
          kept={known?.secrets[field.key] ?? 'unset'}
          vault={vault?.state ?? 'encrypted'}
          error={errors[field.key]}
          onValue={(value) => change({ values: { ...draft.values, [field.key]: value } }, field.key)}
          onSecret={(value) => change({ secrets: { ...draft.secrets, [field.key]: value } }, field.key)}
        />
      ))}
      {!known && (
        <SelectField
          label="Page me by it"
          hint="You can arrange this in your rules at any time."
          value={when}
          options={WHEN}
          onChange={(event) => setWhen(event.target.value)}
        />
      )}
      {trouble && (
        <p className="reach-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="reach-form-foot">
        <Button look="quiet" onClick={onBack}>
          {known ? 'Cancel' : 'Another kind'}
        </Button>
        <span className="reach-space" />
        <Button disabled={busy} onClick={() => void save(false)}>
          Save
        </Button>
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? 'Saving…' : 'Save and send a test'}
        </Button>
      </div>
    </form>
  );
}
