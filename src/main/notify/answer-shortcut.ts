import { globalShortcut } from 'electron';
import type { Log } from '../../engine/ports';

export type AnswerShortcut = {
  /** Holds the shortcut while something rings, and gives it back to other programs when nothing does. */
  update(accelerator: string, ringing: boolean): void;
  release(): void;
};

/** @param failed told in words when the shortcut cannot be had, and null when it can again */
export function answerShortcut(
  pressed: () => void,
  failed: (problem: string | null) => void,
  log: Log,
): AnswerShortcut {
  let held = '';
  const release = () => {
    if (held) globalShortcut.unregister(held);
    held = '';
  };
  return {
    update: (accelerator, ringing) => {
      const wanted = ringing ? accelerator : '';
      if (wanted === held) return;
      release();
      if (!wanted) return;
      if (register(wanted, pressed, log)) {
        held = wanted;
        failed(null);
      } else {
        failed(
          `The shortcut ${wanted} to answer a page cannot be had: another program holds it, or it is not valid.`,
        );
      }
    },
    release,
  };
}

function register(accelerator: string, pressed: () => void, log: Log): boolean {
  try {
    if (globalShortcut.register(accelerator, pressed)) return true;
    log.warn('the shortcut is taken', { accelerator });
  } catch (error) {
    log.warn('the shortcut is not valid', { accelerator, problem: String(error) });
  }
  return false;
}
