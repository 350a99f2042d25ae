import { BrowserWindow, nativeTheme, screen } from 'electron';
import { ofTheApp } from '../places';
import { popupBox } from '../shell/placement-model';
import { screenPreferences } from '../shell/screen-preferences';

/** The pop-up's ground (--bg-overlay of styles/tokens.css) as Electron takes it: a hidden window shows this colour for its first frame. */
const GROUND = { light: '#ffffff', dark: '#1e262b' } as const;

/** The pop-up's window, hidden. It floats over other workspaces and, where the system allows, full-screen apps. */
export function createPopupWindow(): BrowserWindow {
  const window = new BrowserWindow({
    ...placed(240),
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    focusable: true,
    acceptFirstMouse: true,
    title: 'Watchbill page',
    icon: ofTheApp('assets/icons/256x256.png'),
    backgroundColor: ground(),
    webPreferences: {
      ...screenPreferences(),
      // It rings without having been clicked, and keeps up while it is hidden.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  return window;
}

/** Bounds on the screen where the cursor is. @param height of the content, DIP */
export function placed(height: number): Electron.Rectangle {
  const display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  return popupBox(display.workArea, height);
}

export function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}
