import { app } from 'electron';
import { runDesktop } from './app';
import { readArguments, type Arguments } from './arguments';
import { placesFor } from './places';
import { registerAppScheme } from './shell/protocol';

/**
 * Entry of the desktop app. Everything that must happen before Electron is ready happens here: the sandbox, the scheme,
 * the folder and the lock; nothing here waits for `ready` at the top level (an ES module that does hangs for ever).
 */
app.enableSandbox();
registerAppScheme();

const wanted = readArguments(process.argv);
const places = placesFor(wanted);
app.setPath('userData', places.userData);

/** A second start hands over what it was asked for and ends at once; the first one carries on (reliability A17). */
if (app.requestSingleInstanceLock(wanted)) {
  app.on('second-instance', (_event, _argv, _cwd, asked) => {
    second(asked as Arguments);
  });
  void start();
} else {
  app.exit(0);
}

let second: (asked: Arguments) => void = (asked) => {
  early = asked;
};
let early: Arguments | null = null;

async function start(): Promise<void> {
  await app.whenReady();
  const desktop = await runDesktop(wanted, places);
  second = desktop.startedAgain;
  if (early) desktop.startedAgain(early);
}
