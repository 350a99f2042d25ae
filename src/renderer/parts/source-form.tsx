import { type FormEvent, useState } from 'react';
import type { Input } from '../../contract/bridge';
import type { SourceView } from '../../contract/views/sources';
import { call } from '../bridge';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Glyph } from '../ui/glyph';
import { Segmented } from '../ui/segmented';
import { Switch } from '../ui/switch';
import { draftProblem, emptyDraft, suggestId } from './source-draft';
import './source-form.css';

type Draft = Input<'sources.save'>;
type Said = { readonly tone: 'good' | 'bad'; readonly text: string } | null;

const AUTHS = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'User name and password' },
  { value: 'bearer', label: 'Token (bearer)' },
] as const;

/** The form of a polled Alertmanager: asks it once on request, and writes it to the team file. */
export function SourceForm({
  known,
  onSaved,
  onCancel,
  saveLabel = 'Save source',
}: {
  /** The source to change; null for a new one. */
  known: SourceView | null;
  onSaved: (text: string) => void;
  onCancel?: () => void;
  saveLabel?: string;
}) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(known));
  const [said, setSaid] = useState<Said>(null);
  const [busy, setBusy] = useState<'' | 'try' | 'save'>('');
  const [touched, setTouched] = useState(false);
  const problem = draftProblem(draft);

  function change(part: Partial<Draft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setSaid(null);
  }

  async function run(what: 'try' | 'save'): Promise<void> {
    setTouched(true);
    if (problem.text !== '') return setSaid(null);
    setBusy(what);
    setSaid(null);
    try {
      if (what === 'try') {
        const { ok, text } = await call('sources.try', draft);
        setSaid({ tone: ok ? 'good' : 'bad', text });
      } else {
        const { ok, text } = await call('sources.save', draft);
        if (ok) onSaved(text);
        else setSaid({ tone: 'bad', text });
      }
    } catch (error) {
      setSaid({ tone: 'bad', text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy('');
    }
  }

  const wrong = (field: keyof Draft) => (touched && problem.field === field ? problem.text : undefined);
  return (
    <form
      className="source-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void run('save');
      }}
    >
      <TextField
        label="Address of the Alertmanager"
        placeholder="https://alerts.example.com/alertmanager"
        hint="With its path prefix, if it has one. /api/v2 is added."
        error={wrong('url')}
        value={draft.url}
        spellCheck={false}
        autoComplete="off"
        maxLength={5000}
        onChange={(event) =>
          change({
            url: event.target.value,
            ...(known || touchedId(draft) ? {} : { id: suggestId(event.target.value) }),
          })
        }
      />
      <TextField
        label="Name"
        hint={
          known
            ? 'The name stays: the team file and the history know the source by it.'
            : 'Short, as it will stand beside its incidents.'
        }
        error={wrong('id')}
        value={draft.id}
        disabled={known !== null}
        spellCheck={false}
        autoComplete="off"
        maxLength={60}
        onChange={(event) => change({ id: event.target.value })}
      />
      <div className="source-form-auth">
        <span className="field-label" id="source-auth">
          Sign in
        </span>
        <Segmented
          label="Sign in"
          value={draft.auth}
          segments={AUTHS}
          onChange={(auth) => change({ auth })}
        />
      </div>
      {draft.auth !== 'none' && (
        <div className="source-form-pair">
          {draft.auth === 'basic' && (
            <TextField
              label="User name"
              error={wrong('username')}
              value={draft.username}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              onChange={(event) => change({ username: event.target.value })}
            />
          )}
          <TextField
            label={draft.auth === 'basic' ? 'Password' : 'Token'}
            type="password"
            hint={
              known?.secret === 'present'
                ? 'Leave empty to keep the one in the keychain.'
                : 'Kept in the keychain of this desktop, never in the team folder.'
            }
            value={draft.secret}
            autoComplete="off"
            maxLength={10_000}
            onChange={(event) => change({ secret: event.target.value })}
          />
        </div>
      )}
      <details className="source-form-more" open={draft.caFile !== ''}>
        <summary>Certificate authority of its own</summary>
        <TextField
          label="Path of a PEM file"
          hint="In the team folder or absolute. Empty: the authorities the system trusts."
          value={draft.caFile}
          spellCheck={false}
          autoComplete="off"
          maxLength={1000}
          onChange={(event) => change({ caFile: event.target.value })}
        />
      </details>
      <Switch
        label="An acknowledgement writes a silence"
        hint="15 minutes over the alert's labels, renewed while it still fires, read back and shown as confirmed, removed on resolve."
        checked={draft.acknowledge === 'silence'}
        onChange={(on) => change({ acknowledge: on ? 'silence' : 'nothing' })}
      />
      <div className="source-form-said" role={said?.tone === 'bad' ? 'alert' : 'status'}>
        {said && (
          <p className={`source-form-${said.tone}`}>
            <Glyph name={said.tone === 'good' ? 'check' : 'warning'} />
            <span className="selectable">{said.text}</span>
          </p>
        )}
      </div>
      <div className="source-form-foot">
        <Button glyph="refresh" disabled={busy !== ''} onClick={() => void run('try')}>
          {busy === 'try' ? 'Trying…' : 'Try it now'}
        </Button>
        <span className="source-form-gap" />
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button look="primary" type="submit" disabled={busy !== ''}>
          {busy === 'save' ? 'Saving…' : saveLabel}
        </Button>
      </div>
    </form>
  );
}

/** Whether the name is the person's own words, and not what we made of the address. */
function touchedId(draft: Draft): boolean {
  return draft.id !== '' && draft.id !== suggestId(draft.url);
}
