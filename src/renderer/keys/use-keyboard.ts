import { useEffect } from 'react';
import { run } from './commands';
import { PREFIX_WAIT, read } from './keys';

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable=true]';
/** Widgets that have their own use for arrows, Enter and Space. */
const WIDGETS =
  'button, a[href], summary, [role=radio], [role=separator], [role=slider], [role=switch], [role=checkbox]';
const WIDGET_KEYS = new Set(['enter', 'space', 'arrowup', 'arrowdown', 'home', 'end', 'pageup', 'pagedown']);

/** Listens for the keys of KEYS in this window while mounted; what is typed into fields, menus and dialogs is theirs. */
export function useKeyboard(): void {
  useEffect(() => {
    let prefix = '';
    let timer: ReturnType<typeof setTimeout> | undefined;

    function press(event: KeyboardEvent): void {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
      )
        return;
      const meant = read(prefix, event);
      prefix = '';
      clearTimeout(timer);
      if (!meant) return;
      const target = event.target instanceof Element ? event.target : null;
      if ('prefix' in meant) {
        if (target?.closest(`${TYPING}, [role=menu], [role=dialog]`)) return;
        prefix = meant.prefix;
        timer = setTimeout(() => (prefix = ''), PREFIX_WAIT);
        return;
      }
      const { binding } = meant;
      if (target?.closest('[role=menu], [role=dialog]') && binding.command !== 'palette') return;
      if (target?.closest(TYPING) && !binding.whileTyping) return;
      if (WIDGET_KEYS.has(event.key === ' ' ? 'space' : event.key.toLowerCase()) && target?.closest(WIDGETS))
        return;
      if (run(binding.command)) event.preventDefault();
    }

    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      clearTimeout(timer);
    };
  }, []);
}
