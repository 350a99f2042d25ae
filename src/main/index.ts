import { app, dialog } from 'electron';
import { runDesktop } from './app';
import { type Arguments, readArguments } from './arguments';
import { finishErasing } from './finish-erase';
import { placesFor } from './places';
import { registerAppScheme } from './shell/protocol';
import { refuseDebugging } from './shell/refuse-debugging';

/**
 * Entry of the desktop app. Everything that must happen before Electron is ready happens here: the sandbox, the scheme,
 * the folder and the lock; nothing here waits for `ready` at the top level (an ES module that does hangs for ever).
 */
// With --no-sandbox (as root, and only then) Chromium's children could not start under it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
refuseDebugging();
registerAppScheme();

/** What a second start asked for before we were ready. */
let early: Arguments | null = null;
let second = (asked: Arguments): void => {
  early = asked;
};

const wanted = readArguments(process.argv);
const places = placesFor(wanted);
app.setPath('userData', places.userData);

/** A second start hands over what it was asked for and ends at once; the first one carries on (reliability A17). */
if (app.requestSingleInstanceLock(wanted)) {
  finishErasing(places.userData);
  app.on('second-instance', (_event, _argv, _cwd, asked) => {
    second(asked as Arguments);
  });
  start().catch((error: unknown) => {
    dialog.showErrorBox('Watchbill could not start', String(error));
    app.exit(1);
  });
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  await app.whenReady();
  const desktop = runDesktop(wanted, places);
  second = (asked) => {
    desktop.startedAgain(asked);
  };
  if (early) desktop.startedAgain(early);
}
