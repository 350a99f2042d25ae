import { type KeyboardEvent, useState } from 'react';
import { shortcutWords } from '../../parts/shortcut-words';
import { Button } from '../../ui/button';
import { acceleratorOf } from './accelerator';

/** The shortcut that brings the keyboard to a ringing page, from whatever program is in front. Press it to set it. */
export function ShortcutField({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => Promise<void>;
}) {
  const [listening, setListening] = useState(false);

  function press(event: KeyboardEvent): void {
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setListening(false);
    const accelerator = acceleratorOf(event);
    if (accelerator === null) return;
    setListening(false);
    void onChange(accelerator);
  }

  return (
    <div className="settings-line">
      <div className="settings-words">
        <span className="settings-name" id="shortcut">
          Shortcut to answer
        </span>
        <span className="settings-hint">
          Gives the keyboard to a ringing page. Held only while one rings.
        </span>
      </div>
      <button
        type="button"
        className="settings-shortcut"
        aria-labelledby="shortcut shortcut-value"
        data-listening={listening || undefined}
        onClick={() => setListening(true)}
        onKeyDown={press}
        onBlur={() => setListening(false)}
      >
        <span id="shortcut-value">
          {listening ? 'Press the keys…' : value === '' ? 'None' : shortcutWords(value)}
        </span>
      </button>
      {value !== '' && (
        <Button
          look="quiet"
          size="small"
          glyph="close"
          aria-label="No shortcut"
          onClick={() => void onChange('')}
        />
      )}
    </div>
  );
}
