import { app } from 'electron';

/**
 * Chromium opens a door for debuggers where its command line says so, and no fuse closes it: whoever comes through reads
 * every page. Development and tests come that way, an installed Watchbill never does (reliability E6). Only before
 * Electron is ready; it is then that the door is opened.
 */
export function refuseDebugging(): void {
  if (!app.isPackaged) return;
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'])
    app.commandLine.removeSwitch(name);
}
