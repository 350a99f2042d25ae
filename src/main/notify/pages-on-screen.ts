import type { RingingView } from '../../contract/views/ringing';
import type { Log } from '../../engine/ports';
import type { SettingsStore } from '../settings';
import type { Screens } from '../shell/screens';
import type { StatusDesk } from '../shell/status-desk';
import type { MainWindow } from '../shell/windows';
import { answerShortcut } from './answer-shortcut';
import { openPopup, type Popup } from './popup';

export type PagesOnScreen = {
  readonly popup: Popup;
  /** What rings now, as the engine last said; null before it spoke. */
  readonly ringing: RingingView | null;
  /** The engine says what rings: on the screen in the same tick. */
  ring(ringing: RingingView): void;
  /** Another shortcut may have been chosen. */
  shortcutChanged(): void;
  /** Gives the shortcut back. */
  release(): void;
};

const AFTER_THE_PAGE_MS = 50;

export type PagesOnScreenOptions = {
  readonly screens: Screens;
  readonly address: string;
  readonly settings: SettingsStore;
  readonly status: StatusDesk;
  readonly window: MainWindow;
  readonly log: Log;
};

/** Pages as somebody at this desktop meets them: the pop-up, and the shortcut that gives it the keyboard. */
export function pagesOnScreen(options: PagesOnScreenOptions): PagesOnScreen {
  const { screens, address, settings, status, window, log } = options;
  let ringing: RingingView | null = null;
  const popup = openPopup({
    screens,
    address,
    log,
    fallBack: () => {
      window.attract();
    },
  });
  const shortcut = answerShortcut(
    () => {
      popup.focus();
    },
    (problem) => {
      status.banner(
        'shell:shortcut',
        problem === null ? null : { tone: 'warn', text: problem, act: 'settings' },
      );
    },
    log,
  );
  const update = () => {
    shortcut.update(settings.get('settings').answerShortcut, (ringing?.total ?? 0) > 0);
  };
  return {
    popup,
    get ringing() {
      return ringing;
    },
    ring: (next) => {
      popup.ring(next);
      ringing = next;
      // Asking the system for a key takes milliseconds in which nothing is painted; it is given back at once.
      if (next.total > 0) setTimeout(update, AFTER_THE_PAGE_MS);
      else update();
    },
    shortcutChanged: update,
    release: () => {
      shortcut.release();
    },
  };
}
