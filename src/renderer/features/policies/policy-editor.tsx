import { useEffect, useRef, useState } from 'react';
import type { PolicyView } from '../../../contract/policy/policy-views';
import { call } from '../../bridge';
import { useCommands } from '../../keys/commands';
import { openPolicy, usePolicyPlace } from '../../parts/policy-place';
import { RemoveFromTeam } from '../../parts/remove-from-team';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Screen } from '../../ui/screen';
import { EscalationForm } from './escalation-form';
import { drop, type Edited, hold, keyOf } from './policy-drafts';
import { PreviewPane } from './preview-pane';
import { ServiceForm } from './service-form';
import { usePolicyChange } from './use-policy-change';

/** A draft on the left, what it would have done last week on the right; written into the team file when it is saved. */
export function PolicyEditor({
  edited,
  view,
  onSaved,
}: {
  edited: Edited;
  view: PolicyView;
  onSaved: () => void;
}) {
  const looked = usePolicyChange(edited);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const [asking, setAsking] = useState(false);
  const { kind, id, draft, base } = edited;
  const isNew = id === null;
  const dirty = isNew || base === null || JSON.stringify(base) !== JSON.stringify(draft);
  const errors = looked.problems.filter(({ level }) => level === 'error');
  const change = (next: Edited) => {
    setRefused('');
    hold(next);
  };

  async function save(): Promise<void> {
    if (!dirty || busy || errors.length > 0 || view.locked !== '') return;
    setBusy(true);
    setRefused('');
    try {
      const { ok, text } = await call('policy.save', { change: edited });
      if (!ok) return setRefused(text);
      drop(keyOf(edited));
      say('good', text);
      onSaved();
      const { open } = usePolicyPlace.getState();
      // Who has gone elsewhere meanwhile is not brought back.
      if (open?.kind === kind && open.id === id)
        usePolicyPlace.setState({ open: isNew ? null : { kind, id: draft.id } });
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }
  useSaveKey(() => void save());
  useCommands({ back: leave }, 5);

  const name = draft.name || draft.id || (kind === 'service' ? 'New service' : 'New escalation');
  return (
    <Screen
      title={name}
      fill
      tools={
        <>
          {!isNew && (
            <Button look="danger" glyph="trash" onClick={() => setAsking(true)}>
              Remove
            </Button>
          )}
          <Button glyph="chevron-left" onClick={() => openPolicy(null)}>
            All policies
          </Button>
        </>
      }
    >
      <div className="policy-editor">
        <div className="policy-form">
          {edited.kind === 'service' ? (
            <ServiceForm
              draft={edited.draft}
              view={view}
              problems={looked.problems}
              onChange={(part) => change({ ...edited, draft: { ...edited.draft, ...part } })}
            />
          ) : (
            <EscalationForm
              draft={edited.draft}
              view={view}
              problems={looked.problems}
              onChange={(part) => change({ ...edited, draft: { ...edited.draft, ...part } })}
            />
          )}
        </div>
        <PreviewPane looked={looked} isNew={isNew} />
      </div>
      <footer className="policy-foot">
        <p className={`policy-words ${refused !== '' ? 'policy-refused' : ''}`} role="status">
          {refused !== '' ? (
            <>
              <Glyph name="warning" size={14} /> {refused}
            </>
          ) : (
            wordsOf({ dirty, errors, locked: view.locked, isNew })
          )}
        </p>
        {dirty && (
          <Button
            disabled={busy}
            onClick={() => {
              drop(keyOf(edited));
              setRefused('');
              if (isNew) openPolicy(null);
            }}
          >
            {isNew ? 'Throw away' : 'Discard changes'}
          </Button>
        )}
        <Button
          look="primary"
          disabled={!dirty || busy || errors.length > 0 || view.locked !== ''}
          keyHint="Ctrl+S"
          onClick={() => void save()}
        >
          {busy ? 'Saving…' : 'Save'}
        </Button>
      </footer>
      <RemoveFromTeam
        name={asking ? name : null}
        text={
          kind === 'service'
            ? 'It goes out of watchbill.yaml for everyone. Its alerts go to the next service that matches, or are unrouted.'
            : 'It goes out of watchbill.yaml for everyone.'
        }
        remove={() =>
          call('policy.save', {
            change:
              kind === 'service'
                ? { kind: 'removeService', id: id ?? '' }
                : { kind: 'removeEscalation', id: id ?? '' },
          })
        }
        onClose={() => setAsking(false)}
        onRemoved={(text) => {
          setAsking(false);
          drop(keyOf(edited));
          say('good', text || 'Removed');
          onSaved();
          openPolicy(null);
        }}
      />
    </Screen>
  );
}

function wordsOf({
  dirty,
  errors,
  locked,
  isNew,
}: {
  dirty: boolean;
  errors: readonly { readonly message: string }[];
  locked: string;
  isNew: boolean;
}): string {
  if (locked !== '') return `Saving is off: ${locked}.`;
  if (!dirty) return 'As it stands in the team file.';
  if (errors.length > 0) return `It cannot be saved yet: ${errors[0]?.message ?? ''}.`;
  return isNew ? 'Not in the team file yet.' : 'Changed, not saved.';
}

/** Ctrl+S, on a Mac also Cmd+S, wherever the keyboard is. */
function useSaveKey(save: () => void): void {
  const current = useRef(save);
  useEffect(() => {
    current.current = save;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      current.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Esc: out of the field, then back to the list. The draft is kept. */
function leave(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('input, textarea, select'))
    activeElement.blur();
  else openPolicy(null);
}
