import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  Tray,
} from 'electron';
import type { StatusView } from '../../contract/views/status';
import { ofTheApp } from '../places';
import { plainLine } from './plain-line';
import { type TrayAct, type TrayEntry, type TrayView, trayMenu } from './tray-menu-model';

export type TrayIcon = {
  paint(view: Omit<TrayView, 'printTime'>): void;
  remove(): void;
};

/** The tray: shape by state, one sentence, a menu that answers the page. `act` does what an entry asks for. */
export function trayIcon(act: (act: TrayAct) => void): TrayIcon {
  const tray = new Tray(image('rest'));
  tray.setTitle('');
  let painted = '';
  let state: StatusView['tray'] = 'rest';

  tray.on('click', () => {
    if (process.platform !== 'darwin') act({ kind: 'open', incident: null });
  });
  nativeTheme.on('updated', () => {
    if (!tray.isDestroyed()) tray.setImage(image(state));
  });

  return {
    paint: (view) => {
      const entries = trayMenu({ ...view, printTime });
      const next = view.status.tray;
      const sentence = plainLine(view.status.sentence, 120);
      // A new menu closes the one that is open: only when something really changed.
      const print = JSON.stringify([next, sentence, entries]);
      if (print === painted || tray.isDestroyed()) return;
      painted = print;
      state = next;
      tray.setImage(image(state));
      tray.setToolTip(`Watchbill: ${sentence}`);
      tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => template(entry, act))));
    },
    remove: () => {
      tray.destroy();
    },
  };
}

function template(entry: TrayEntry, act: (act: TrayAct) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'line':
      return { label: entry.text, enabled: false };
    case 'menu':
      return { label: entry.text, submenu: entry.entries.map((each) => template(each, act)) };
    case 'item':
      return {
        label: entry.text,
        ...(entry.checked === undefined ? {} : { type: 'checkbox', checked: entry.checked }),
        click: () => {
          act(entry.act);
        },
      };
  }
}

const images = new Map<string, NativeImage>();

/** Template images on macOS; on Linux and Windows strokes that stand out from the panel. */
function image(state: StatusView['tray']): NativeImage {
  const file = fileFor(state);
  const known = images.get(file) ?? nativeImage.createFromPath(ofTheApp('assets/tray', file));
  images.set(file, known);
  return known;
}

function fileFor(state: StatusView['tray']): string {
  if (process.platform === 'darwin') return `${state}Template.png`;
  // Panels of Linux desktops are dark nearly everywhere, whatever the theme of windows is.
  const dark = process.platform === 'linux' || nativeTheme.shouldUseDarkColors;
  const panel = dark ? 'dark' : 'light';
  return process.platform === 'win32' ? `${state}-${panel}.ico` : `${state}-${panel}-24.png`;
}

/** "Mon 09:00", in this desktop's zone and the person's language. */
function printTime(at: number): string {
  return new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
    at,
  );
}
