import { type BrowserWindow, nativeTheme, screen } from 'electron';
import type { RingingView } from '../../contract/views/ringing';
import type { Log } from '../../engine/ports';
import type { Screens } from '../shell/screens';
import { createPopupWindow, ground, placed } from './popup-window';
import { ringingChange } from './ringing-change';
import { watchLiveness } from './watch-liveness';

export type Popup = {
  /** Resolves when its page was read for the first time, or could not be. */
  readonly ready: Promise<void>;
  /** What rings now: shows, raises or hides the window in the same tick. */
  ring(ringing: RingingView): void;
  /** The content's height changed. DIP. */
  fit(height: number): void;
  /** Gives it the keyboard, because the person asked for that. */
  focus(): void;
  isShown(): boolean;
  close(): void;
};

export type PopupOptions = {
  readonly screens: Screens;
  readonly address: string;
  readonly log: Log;
  /** It died again and again: something else must be seen. */
  readonly fallBack: () => void;
};

/** So many new windows within a minute: it will not come up, fall back. */
const LIVES_A_MINUTE = 4;

const RAISED_AFTER_MS = 100;

/**
 * The pop-up page: one window made at the start and kept, so that showing it takes a few milliseconds. It never takes
 * the keyboard by itself. When its renderer dies or hangs it is made anew, and shown again if something rings.
 */
export function openPopup({ screens, address, log, fallBack }: PopupOptions): Popup {
  let ringing: RingingView | null = null;
  let height = 240;
  let births: number[] = [];
  let closed = false;
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  let window = create();

  function create(): BrowserWindow {
    births = [...births.filter((at) => at > Date.now() - 60_000), Date.now()];
    const fresh = createPopupWindow();
    const { webContents } = fresh;
    screens.add(webContents);
    const renew = (why: string) => {
      if (fresh === window && !closed) renewWindow(why);
    };
    webContents.on('render-process-gone', (_event, details) => {
      renew(details.reason);
    });
    webContents.once('dom-ready', () => isReady());
    webContents.on('did-fail-load', (_event, code, text) => {
      isReady();
      log.error('the pop-up did not load', { code, text });
    });
    fresh.on('unresponsive', () => {
      renew('unresponsive');
    });
    fresh.on('close', (event) => {
      // Alt+F4 on the pop-up answers nothing: it only comes off by an answer.
      if (!closed) event.preventDefault();
    });
    webContents.on('did-finish-load', () => {
      if (ringing) screens.pushTo(webContents, 'ringing', ringing);
    });
    void fresh.loadURL(address).catch(() => {});
    watchLiveness(fresh, () => isRinging(), renew);
    return fresh;
  }

  function renewWindow(why: string): void {
    log.error('the pop-up is made anew', { why });
    const old = window;
    if (births.length >= LIVES_A_MINUTE) {
      if (isRinging()) fallBack();
      setTimeout(() => {
        if (window === old && !closed) exchange(old);
      }, 15_000);
      return;
    }
    exchange(old);
  }

  function exchange(old: BrowserWindow): void {
    window = create();
    old.destroy();
    if (isRinging()) show();
  }

  const isRinging = () => ringing !== null && ringing.total > 0;

  function show(): void {
    window.setBounds(placed(height));
    window.showInactive();
    // It comes up on top; said again once it is on the screen, for it holds up its first frame by milliseconds.
    setTimeout(raise, RAISED_AFTER_MS);
  }

  function raise(): void {
    if (closed || !isRinging()) return;
    window.setAlwaysOnTop(true, 'screen-saver');
    window.moveTop();
  }

  const replace = () => {
    if (isRinging()) window.setBounds(placed(height));
  };
  screen.on('display-added', replace);
  screen.on('display-removed', replace);
  screen.on('display-metrics-changed', replace);
  nativeTheme.on('updated', () => {
    window.setBackgroundColor(ground());
  });

  return {
    ready,
    ring: (next) => {
      const change = ringingChange(ringing, next);
      ringing = next;
      screens.push('ringing', next);
      if (change === 'show') show();
      else if (change === 'raise') {
        if (window.isVisible()) raise();
        else show();
      } else if (change === 'hide') window.hide();
    },
    fit: (next) => {
      if (next === height) return;
      height = next;
      // It grows and shrinks where it stands; it follows the cursor only when it is shown anew.
      const { x, y, width } = window.getBounds();
      const area = screen.getDisplayMatching({ x, y, width, height: 1 }).workArea;
      window.setBounds({ x, y, width, height: Math.min(next, area.y + area.height - y - 16) });
    },
    focus: () => {
      if (!isRinging()) return;
      if (!window.isVisible()) show();
      window.focus();
      screens.pushTo(window.webContents, 'popupFocus', {});
    },
    isShown: () => window.isVisible(),
    close: () => {
      closed = true;
      window.destroy();
    },
  };
}
