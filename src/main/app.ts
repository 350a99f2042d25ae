import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, nativeTheme } from 'electron';
import type { RingingView } from '../contract/views/ringing';
import type { StatusView } from '../contract/views/status';
import type { Arguments } from './arguments';
import type { SpawnEngine } from './engine-child';
import { engineLink } from './engine-link';
import { openLogFile } from './log-file';
import { logUncaught } from './log-uncaught';
import { pagesOnScreen } from './notify/pages-on-screen';
import { ofTheApp, type Places } from './places';
import { openSettings } from './settings';
import { actFromTray } from './shell/act-from-tray';
import type { DesktopParts } from './shell/handlers/desktop-parts';
import { bindCalls } from './shell/ipc';
import { lockDown } from './shell/lockdown';
import { type MachineWatch, watchMachine } from './shell/machine-facts';
import { setMenu } from './shell/menu';
import { opener } from './shell/opener';
import { onPower } from './shell/power';
import { APP_ORIGIN, serveScreens } from './shell/protocol';
import { quitOnce } from './shell/quit-once';
import { screens as openScreens } from './shell/screens';
import { openSecrets } from './shell/secrets';
import { standingOf } from './shell/standing';
import { statusDesk } from './shell/status-desk';
import { tellSecrets } from './shell/tell-secrets';
import { trayIcon } from './shell/tray';
import { mainWindow } from './shell/windows';
import { engineStart, teamInForce } from './team-in-force';

export type Desktop = {
  /** Somebody started us a second time and asked for this. */
  startedAgain(asked: Arguments): void;
};

const TRAY_AFTER_MS = 80;
/** The window is seen when the pager is armed, or after so long: what is wrong is said in it. */
const ARMED_WITHIN_MS = 1_500;
/** The window is made when the pop-up is ready, or after so long. */
const WINDOW_WITHIN_MS = 1_000;

/**
 * The composition root of the desktop app. Electron is ready. The engine comes first: it is told to start before any
 * window is made, and loads while they are.
 */
export function runDesktop(wanted: Arguments, places: Places, spawn: SpawnEngine): Desktop {
  const now = () => Date.now();
  const log = openLogFile(join(places.dataFolder, 'logs'), 'shell', now);
  logUncaught(log);
  log.info('started', {
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
  });

  const devServer = app.isPackaged ? '' : (process.env.ELECTRON_RENDERER_URL ?? '');
  const origin = devServer || APP_ORIGIN;
  lockDown(log, devServer);
  if (!devServer) serveScreens(ofTheApp('out/renderer'), log);

  const settings = openSettings(places.userData, log, now);
  nativeTheme.themeSource = settings.get('settings').theme;
  const secretsFile = join(places.userData, 'secrets.json');
  const secrets = openSecrets(secretsFile, settings.get('shell').plainSecrets, log, now);
  const screens = openScreens([origin]);
  let isArmed = () => {};
  const armed = Promise.race([
    sleep(ARMED_WITHIN_MS),
    new Promise<void>((resolve) => {
      isArmed = resolve;
    }),
  ]);
  const window = mainWindow({ screens, settings, address: `${origin}/index.html`, armed, log });
  const status = statusDesk((shown) => {
    screens.push('status', shown);
    paintTray();
  });
  const pages = pagesOnScreen({ screens, address: `${origin}/popup.html`, settings, status, window, log });

  let machine: MachineWatch | null = null;
  const link = engineLink({
    spawn,
    secrets,
    log,
    pushed: (name, payload) => {
      // The page first, everything else after it.
      if (name === 'ringing') {
        pages.ring(payload as RingingView);
        paintTray();
      } else if (name === 'status') status.engineSaid(payload as StatusView);
      else screens.push(name, payload);
    },
    stateChanged: (state) => {
      status.engineIs(standingOf(state));
      machine?.stop();
      machine = null;
      if (state.kind !== 'running') return;
      isArmed();
      machine = watchMachine(
        () => settings.get('settings').sound,
        (facts) => void link.call('readiness.machine', facts),
      );
      // The system chose the port once; senders are told that address, so it is kept.
      const unset = wanted.port === null && settings.get('settings').port === 0;
      if (unset && state.port > 0) settings.set('settings', { port: state.port });
      if (!wanted.demo) void tellSecrets(secrets, status);
    },
  });
  const startEngine = () => {
    const start = engineStart(wanted, places, settings);
    if (start) link.start(start);
    else isArmed();
  };

  const firstRun = () => teamInForce(wanted, places, settings);
  const { popup } = pages;
  const parts: DesktopParts = {
    places,
    settings,
    vault: secrets,
    link,
    window,
    popup,
    status,
    firstRun,
    startEngine,
  };
  bindCalls(
    screens,
    import('./shell/answering').then(({ answering }) => answering(parts, log)),
    log,
  );

  const quit = quitOnce(async () => {
    window.letGo();
    pages.release();
    await settings.flush();
    await link.stop(3_000);
    popup.close();
    if (trayTimer) clearTimeout(trayTimer);
    tray.remove();
    await log.flush();
  });
  const tray = trayIcon(actFromTray({ ...parts, log, quit }));
  let trayTimer: NodeJS.Timeout | null = null;
  /** Not in the same tick: a menu takes milliseconds, and a page may just be coming up on the screen. */
  function paintTray(): void {
    trayTimer ??= setTimeout(paintTrayNow, TRAY_AFTER_MS);
  }
  function paintTrayNow(): void {
    trayTimer = null;
    const { startAtLogin } = settings.get('settings');
    tray.paint({ status: status.current(), ringing: pages.ringing, startAtLogin });
  }

  settings.onChange((next, before) => {
    screens.push('settings', next);
    machine?.look();
    if (next.theme !== before.theme) nativeTheme.themeSource = next.theme;
    pages.shortcutChanged();
    if (next.port !== before.port && before.port !== 0) startEngine();
    paintTray();
  });
  if (settings.problem)
    status.banner('shell:settings', { tone: 'warn', text: settings.problem, act: 'settings' });
  onPower((event) => {
    log.info('power', { event });
    link.power(event);
  });
  setMenu((screen) => {
    window.show({ screen, incident: null });
  });
  paintTrayNow();
  startEngine();
  const open = opener(window, log);
  // Armed first, then looked at: a window that loads meanwhile takes the engine and the pop-up their processors.
  void Promise.race([popup.ready, sleep(WINDOW_WITHIN_MS)]).then(() => {
    open(firstRun().done ? wanted : { ...wanted, hidden: false });
  });
  return { startedAgain: open };
}
