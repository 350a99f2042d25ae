import { useEffect, useRef, useState } from 'react';
import { note } from '../../state/act';
import { useScreen, wantNote } from '../../state/screen';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';

/** Adds a note to the story. Ctrl+Enter (Cmd+Enter) writes it, Esc leaves the field with the words kept. */
export function NoteField({ id }: { id: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const wanted = useScreen((screen) => screen.wantsNote);

  useEffect(() => {
    if (!wanted) return;
    wantNote(false);
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);

  async function write(): Promise<void> {
    const words = text.trim();
    if (!words || busy) return;
    setBusy(true);
    if (await note(id, words)) setText('');
    setBusy(false);
  }

  return (
    <form
      className="note"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <TextArea
        ref={field}
        label="Note"
        labelHidden
        rows={2}
        maxLength={10_000}
        placeholder="Write a note (N): what you saw, what you tried"
        aria-keyshortcuts="n"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void write();
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="small" look="primary" disabled={busy} keyHint="Ctrl+Enter">
          Add note
        </Button>
      )}
    </form>
  );
}
