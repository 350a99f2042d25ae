import { app, dialog, type Event } from 'electron';
import { type Arguments, readArguments } from './arguments';
import { engineProcess } from './engine-child';
import { finishErasing } from './finish-erase';
import { oneAtATime } from './one-at-a-time';
import { ofTheApp, placesFor } from './places';
import { registerAppScheme } from './shell/app-scheme';
import { refuseDebugging } from './shell/refuse-debugging';

/**
 * Entry of the desktop app. Everything that must happen before Electron is ready happens here: the sandbox, the scheme,
 * the folder and the lock; nothing here waits for `ready` at the top level (an ES module that does hangs for ever).
 * It imports as little as it can: the pager's process is started before the rest of the shell is even loaded.
 */
// With --no-sandbox (as root, and only then) Chromium's children could not start under it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
refuseDebugging();
registerAppScheme();

/** What a second start, or a link, asked for before we were there. */
let early: Arguments | null = null;
let second = (asked: Arguments): void => {
  early = asked;
};

const wanted = readArguments(process.argv);
const places = placesFor(wanted);
app.setPath('userData', places.userData);

/** A second start hands over what it was asked for and ends at once; the first one carries on (reliability A17). */
if (oneAtATime(places.userData, () => app.requestSingleInstanceLock(wanted))) {
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
  // The system may hand over the link that started us before there is anybody to open it.
  const linked = (event: Event, link: string): void => {
    event.preventDefault();
    second({ ...wanted, hidden: false, link });
  };
  app.on('open-url', linked);
  await app.whenReady();
  const spawn = engineProcess(ofTheApp('out/main/engine-process.js'));
  const { runDesktop } = await import('./app');
  app.off('open-url', linked);
  const desktop = runDesktop(wanted, places, spawn);
  second = (asked) => {
    desktop.startedAgain(asked);
  };
  if (early) desktop.startedAgain(early);
}
