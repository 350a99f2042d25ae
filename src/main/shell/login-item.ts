import { rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartFile } from '../autostart-file';
import { writeWhole } from '../small-file';

/**
 * Starts Watchbill in the tray at login, or no longer. On Linux Electron does nothing, so the file that desktops read
 * is written here.
 * @throws when the file cannot be written
 */
export function setStartAtLogin(on: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    return;
  }
  const file = join(
    process.env.XDG_CONFIG_HOME || join(homedir(), '.config'),
    'autostart',
    'watchbill.desktop',
  );
  if (on) writeWhole(file, autostartFile(ownCommand()), 0o644);
  else rmSync(file, { force: true });
}

function ownCommand(): string[] {
  // An AppImage runs from a mount that is gone at the next login.
  const program = process.env.APPIMAGE || process.execPath;
  const noSandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  return [program, ...noSandbox, ...(app.isPackaged ? [] : [app.getAppPath()]), '--hidden'];
}
