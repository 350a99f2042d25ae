import { app, clipboard, dialog } from 'electron';
import type { HandlersOf, ShellCall } from '../../../contract/bridge';
import { openLink, openTeamFile } from '../links';
import { saveText } from '../save-text';
import type { DesktopParts } from './desktop-parts';

type Names = Extract<ShellCall, `shell.${string}` | `popup.${string}`>;

export function desktopHandlers(parts: DesktopParts): HandlersOf<Names> {
  const { window, popup, places } = parts;
  return {
    'shell.chooseFolder': async () => {
      const parent = window.current();
      const options = {
        title: 'Team folder',
        buttonLabel: 'Choose',
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      return { folder: chosen.canceled ? null : (chosen.filePaths[0] ?? null) };
    },
    'shell.openLink': ({ href }) => openLink(href, window.current()),
    'shell.openTeamFile': ({ path }) => openTeamFile(parts.firstRun().folder, path),
    'shell.openWindow': ({ incident }) => {
      window.show(incident === null ? undefined : { screen: 'queue', incident });
      return {};
    },
    'shell.about': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      developmentRuntime:
        !app.isPackaged && process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined && isStandIn(),
      dataFolder: places.dataFolder,
      teamFolder: parts.firstRun().folder,
      platform: process.platform,
    }),
    'shell.copy': async ({ text }) => {
      await clipboard.writeText(text);
      return {};
    },
    'shell.saveText': (file) => saveText(file, window.current()),
    'popup.size': ({ height }) => {
      popup.fit(height);
      return {};
    },
  };
}

/** The development runtime carries a default app of ours instead of Electron's own. */
function isStandIn(): boolean {
  return /electron-[\d.]+-dev/.test(process.execPath);
}
