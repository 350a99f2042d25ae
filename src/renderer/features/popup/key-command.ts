/** What a key asks of the pop-up. */
export type Command =
  | { readonly do: 'acknowledge' }
  | { readonly do: 'acknowledgeAll' }
  | { readonly do: 'snooze' }
  | { readonly do: 'snoozeFor'; readonly choice: number }
  | { readonly do: 'resolve' }
  | { readonly do: 'open' }
  | { readonly do: 'move'; readonly by: number }
  | { readonly do: 'cancel' };

export type Pressed = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
};

/**
 * The command of a key press, or null. A held key moves, but never answers: one press, one answer.
 * Keys with Ctrl, Alt or Cmd belong to the system and to the browser.
 */
export function commandOf(pressed: Pressed, snoozing: boolean): Command | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, Home: -1000, End: 1000 };
  const by = pressed.shiftKey ? undefined : moves[pressed.key];
  if (by !== undefined) return { do: 'move', by };
  if (pressed.repeat) return null;
  if (pressed.key === 'Escape') return { do: 'cancel' };
  if (pressed.shiftKey) return pressed.key.toLowerCase() === 'a' ? { do: 'acknowledgeAll' } : null;
  if (snoozing && /^[1-4]$/.test(pressed.key)) return { do: 'snoozeFor', choice: Number(pressed.key) - 1 };
  // Caps lock must not turn one answer into an answer to all, hence shiftKey above and both cases here.
  switch (pressed.key.toLowerCase()) {
    case 'a':
      return { do: 'acknowledge' };
    case 's':
      return { do: 'snooze' };
    case 'r':
      return { do: 'resolve' };
    case 'o':
    case 'enter':
      return { do: 'open' };
    default:
      return null;
  }
}
