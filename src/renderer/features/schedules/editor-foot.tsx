import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Menu, MenuItem } from '../../ui/menu';
import type { Previewed } from './use-preview';

/** What saving would do, in one line, and the buttons for it. */
export function EditorFoot({
  dirty,
  busy,
  isNew,
  previewed,
  problems,
  refused,
  off,
  onSave,
  onDiscard,
  onShow,
}: {
  dirty: boolean;
  busy: boolean;
  isNew: boolean;
  previewed: Previewed;
  problems: readonly FieldProblem[];
  /** Why the last saving was refused; '' where none was. */
  refused: string;
  /** Why saving is off; '' where it is not. */
  off: string;
  onSave: () => void;
  onDiscard: () => void;
  onShow: (at: string) => void;
}) {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const warnings = problems.length - errors;
  return (
    <footer className="editor-foot">
      {problems.length > 0 && (
        <Menu
          side="top"
          trigger={
            <Button size="small" glyph="warning" className={errors > 0 ? 'foot-errors' : 'foot-warnings'}>
              {[count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ')}
            </Button>
          }
        >
          {problems.map(({ at, message, level }) => (
            <MenuItem
              key={`${at}\n${message}`}
              glyph={level === 'error' ? 'severity-critical' : 'warning'}
              // After the menu gave the keyboard back.
              onSelect={() => setTimeout(() => onShow(at), 50)}
            >
              <bdi>{message}</bdi>
            </MenuItem>
          ))}
        </Menu>
      )}
      <p className={`foot-words ${refused ? 'foot-refused' : ''}`} role="status">
        {refused ? (
          <>
            <Glyph name="warning" size={14} />{' '}
            {refused.startsWith('Not saved') ? refused : `Not saved: ${refused}`}
          </>
        ) : (
          words({ dirty, isNew, previewed, errors, off })
        )}
      </p>
      {dirty && (
        <Button onClick={onDiscard} disabled={busy}>
          {isNew ? 'Throw away' : 'Discard changes'}
        </Button>
      )}
      <Button
        look="primary"
        title={off || undefined}
        disabled={!dirty || busy || off !== '' || errors > 0}
        keyHint="Ctrl+S"
        onClick={onSave}
      >
        {busy ? 'Saving…' : 'Save'}
      </Button>
    </footer>
  );
}

function words({
  dirty,
  isNew,
  previewed,
  errors,
  off,
}: {
  dirty: boolean;
  isNew: boolean;
  previewed: Previewed;
  errors: number;
  off: string;
}): string {
  if (off) return off;
  if (!dirty) return 'As it stands in the team file.';
  if (errors > 0) return 'Kept, but it cannot be saved yet.';
  const { preview } = previewed;
  if (!preview || previewed.stale) return 'Looking at what it would do…';
  if (isNew) return 'Not in the team file yet.';
  const { length } = preview.changes;
  if (length === 0) return 'Changed; nobody’s duty moves in the next eight weeks.';
  return preview.moreChanges
    ? `More than ${length} duties change in the next eight weeks.`
    : length === 1
      ? 'One duty changes in the next eight weeks.'
      : `${length} duties change in the next eight weeks.`;
}

function count(n: number, word: string): string {
  return n === 0 ? '' : n === 1 ? `1 ${word}` : `${n} ${word}s`;
}
