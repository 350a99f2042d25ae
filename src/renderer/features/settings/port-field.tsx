import { type FormEvent, useState } from 'react';
import { copy } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Glyph } from '../../ui/glyph';

/** The listener's port, and what became of it. */
export function PortField({ port, onChange }: { port: number; onChange: (port: number) => Promise<void> }) {
  const listener = useMirror((mirror) => mirror.status?.listener);
  const [text, setText] = useState(String(port));
  const wanted = Number(text);
  const wrong = !/^\d{1,5}$/.test(text) || wanted > 65_535;

  function save(event: FormEvent): void {
    event.preventDefault();
    if (!wrong && wanted !== port) void onChange(wanted);
  }

  return (
    <div className="settings-card">
      <form className="settings-line" onSubmit={save}>
        <div className="settings-words">
          <span className="settings-name">Port</span>
          <span className="settings-hint">0 lets the system choose once; it is kept then.</span>
        </div>
        <div className="settings-port">
          <TextField
            label="Port"
            labelHidden
            inputMode="numeric"
            value={text}
            error={wrong ? '0 to 65535' : undefined}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={wrong || wanted === port}>
          Set
        </Button>
      </form>
      {listener && (
        <p
          className={listener.ok ? 'settings-listener' : 'settings-bad'}
          role={listener.ok ? undefined : 'alert'}
        >
          <Glyph name={listener.ok ? 'check' : 'warning'} />
          {listener.ok ? (
            <>
              <span>
                Listening on <span className="mono selectable">{listener.url}</span>
              </span>
              <Button
                size="small"
                look="quiet"
                glyph="copy"
                aria-label="Copy the listener's address"
                onClick={() => void copy(listener.url, 'the address')}
              />
            </>
          ) : (
            listener.text || 'Not listening: senders cannot reach this desktop.'
          )}
        </p>
      )}
    </div>
  );
}
