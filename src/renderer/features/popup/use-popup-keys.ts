import { useEffect } from 'react';
import { takesKey } from './armed';
import { type Command, commandOf } from './key-command';
import type { PopupStore } from './popup-store';

/**
 * Hears every key of the window before anything else does. Until the keys are armed nothing gets through: not to our
 * commands, and not to a focused button either, which would take Enter or Space for a click.
 */
export function usePopupKeys(store: PopupStore, run: (command: Command) => void): void {
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      const armed = takesKey(store.getState().keys, performance.now());
      store.keyEvent('pressed');
      if (!armed) return swallow(event);
      const onButton = event.target instanceof Element && event.target.closest('button, a') !== null;
      if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
      const command = commandOf(event, store.getState().snoozing);
      if (!command) return;
      swallow(event);
      run(command);
    }
    // A button acts on Space when it is let go.
    function up(event: KeyboardEvent): void {
      if (!takesKey(store.getState().keys, performance.now())) swallow(event);
    }
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    return () => {
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
    };
  }, [store, run]);
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
