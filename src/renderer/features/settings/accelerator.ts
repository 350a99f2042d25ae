type Pressed = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
};

const NAMED: Record<string, string> = {
  Enter: 'Return',
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
};

/**
 * The Electron accelerator of a key press; null while only modifiers are held, or where it would catch plain typing
 * (a shortcut that works everywhere needs Ctrl, Alt or Cmd, unless it is a function key).
 */
export function acceleratorOf(pressed: Pressed): string | null {
  const key = keyName(pressed);
  if (key === null) return null;
  const modifiers = [
    pressed.ctrlKey ? 'Ctrl' : '',
    pressed.metaKey ? 'Super' : '',
    pressed.altKey ? 'Alt' : '',
    pressed.shiftKey ? 'Shift' : '',
  ].filter((name) => name !== '');
  const safe = pressed.ctrlKey || pressed.altKey || pressed.metaKey || /^F\d+$/.test(key);
  return safe ? [...modifiers, key].join('+') : null;
}

/** By the key's place for letters and digits, so that Alt on a Mac or another layout does not turn `a` into `å`. */
function keyName({ key, code }: Pressed): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  if (letter) return letter;
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  return NAMED[key] ?? null;
}
