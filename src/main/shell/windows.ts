import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Push } from '../../contract/bridge';
import type { Log } from '../../engine/ports';
import { ofTheApp } from '../places';
import type { SettingsStore } from '../settings';
import { type Box, windowBox } from './placement-model';
import { screenPreferences } from './screen-preferences';
import type { Screens } from './screens';

/** As the grounds of the style sheet, for the moment before the first paint. */
const GROUND = { light: '#f7f7f8', dark: '#17181b' } as const;
const WANTED = { width: 1200, height: 800 };
/** Bounds are remembered this long after the window came to rest. */
const REST_MS = 2_000;

export type MainWindow = {
  /** Makes it visible and gives it the keyboard, at a screen or incident if one is named. */
  show(at?: Push<'navigate'>): void;
  /** Asks for attention without taking the keyboard: flashes in the task bar, bounces in the dock. */
  attract(): void;
  /** The window, if there is one; for dialogs. */
  current(): BrowserWindow | null;
  /** From now on closing really closes. */
  letGo(): void;
};

export type MainWindowOptions = {
  readonly screens: Screens;
  readonly settings: SettingsStore;
  readonly address: string;
  /** It is not seen before this: the pager is armed first. */
  readonly armed: Promise<void>;
  readonly log: Log;
};

/** The main window: made when first shown, hidden when closed (the pager stays in the tray), remembered where it was. */
export function mainWindow({ screens, settings, address, armed, log }: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let loaded = false;
  let pending: Push<'navigate'> | null = null;
  let quitting = false;

  const create = (): BrowserWindow => {
    const memory = settings.get('shell').window;
    const fresh = new BrowserWindow({
      ...windowBox(memory, workAreas(), WANTED),
      minWidth: 560,
      minHeight: 420,
      show: false,
      title: 'Watchbill',
      icon: ofTheApp('assets/icons/256x256.png'),
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
      webPreferences: screenPreferences(),
    });
    if (memory?.maximised) fresh.maximize();
    const { webContents } = fresh;
    screens.add(webContents);
    loaded = false;
    webContents.on('did-finish-load', () => {
      loaded = true;
      if (pending) screens.pushTo(webContents, 'navigate', pending);
      pending = null;
    });
    webContents.on('render-process-gone', (_event, details) => {
      log.error('the window died and is loaded anew', { why: details.reason });
      loaded = false;
      if (!quitting && details.reason !== 'clean-exit') setTimeout(() => void load(fresh), 500);
    });
    rememberBounds(fresh, settings);
    fresh.on('close', (event) => {
      if (quitting) return;
      event.preventDefault();
      fresh.hide();
    });
    fresh.on('closed', () => {
      if (window === fresh) window = null;
    });
    void load(fresh);
    return fresh;
  };

  const load = async (into: BrowserWindow): Promise<void> => {
    if (into.isDestroyed()) return;
    await into.loadURL(address).catch((error: unknown) => {
      log.error('the window did not load', { problem: String(error) });
    });
  };

  return {
    show: (at) => {
      if (quitting) return;
      window ??= create();
      const shown = window;
      if (at && loaded) screens.pushTo(shown.webContents, 'navigate', at);
      else pending = at ?? pending;
      if (shown.isMinimized()) shown.restore();
      if (loaded || shown.isVisible()) reveal(shown);
      else shown.once('ready-to-show', () => void armed.then(() => reveal(shown)));
    },
    attract: () => {
      window ??= create();
      window.showInactive();
      window.flashFrame(true);
      app.dock?.bounce('critical');
    },
    current: () => window,
    letGo: () => {
      quitting = true;
    },
  };
}

function reveal(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  window.show();
  window.focus();
}

function workAreas(): Box[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

function rememberBounds(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    settings.set('shell', { window: { ...window.getNormalBounds(), maximised: window.isMaximized() } });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('hide', save);
  window.on('close', save);
}
