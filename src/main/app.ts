import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { RingingView } from '../contract/views';
import type { Arguments } from './arguments';
import { readDeepLink } from './check-link';
import { DEMO_ME } from '../engine/demo/team';
import { engineProcess } from './engine-child';
import { engineLink, type LinkState } from './engine-link';
import { openLogFile } from './log-file';
import { answerShortcut } from './notify/answer-shortcut';
import { openPopup } from './notify/popup';
import { ofTheApp, type Places } from './places';
import { openSettings } from './settings';
import { actFromTray } from './shell/act-from-tray';
import { engineRelay } from './shell/handlers/engine-relay';
import type { DesktopParts } from './shell/handlers/desktop-parts';
import { shellHandlers } from './shell/handlers/shell-handlers';
import { bindCalls } from './shell/ipc';
import { lockDown } from './shell/lockdown';
import { setMenu } from './shell/menu';
import { onPower } from './shell/power';
import { APP_ORIGIN, serveScreens } from './shell/protocol';
import { quitOnce } from './shell/quit-once';
import { screens as openScreens } from './shell/screens';
import { openSecrets } from './shell/secrets';
import { statusDesk } from './shell/status-desk';
import type { EngineStanding } from './shell/status-model';
import { trayIcon } from './shell/tray';
import { mainWindow } from './shell/windows';
import type { FirstRun } from './stored-settings';

export type Desktop = {
  /** Somebody started us a second time and asked for this. */
  startedAgain(asked: Arguments): void;
};

/** The composition root of the desktop app. Electron is ready. */
export async function runDesktop(wanted: Arguments, places: Places): Promise<Desktop> {
  const now = () => Date.now();
  const log = openLogFile(join(places.dataFolder, 'logs'), 'shell', now);
  process.on('uncaughtException', (error) => {
    log.error('uncaught', { problem: error });
  });
  process.on('unhandledRejection', (error) => {
    log.error('unhandled', { problem: error });
  });
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
  const secrets = openSecrets(
    join(places.userData, 'secrets.json'),
    settings.get('shell').plainSecrets,
    log,
    now,
  );
  const screens = openScreens([origin]);
  const window = mainWindow({ screens, settings, address: `${origin}/index.html`, log });
  const popup = openPopup({
    screens,
    address: `${origin}/popup.html`,
    log,
    fallBack: () => {
      window.attract();
    },
  });

  let ringing: RingingView | null = null;
  const status = statusDesk((shown) => {
    screens.push('status', shown);
    paintTray();
  });
  const shortcut = answerShortcut(
    () => {
      popup.focus();
    },
    (problem) => {
      status.banner(
        'shell:shortcut',
        problem === null ? null : { tone: 'warn', text: problem, act: 'settings' },
      );
    },
    log,
  );
  const ring = (next: RingingView) => {
    popup.ring(next);
    ringing = next;
    shortcut.update(settings.get('settings').answerShortcut, next.total > 0);
    paintTray();
  };

  const link = engineLink({
    spawn: engineProcess(ofTheApp('out/main/engine-process.js')),
    secrets,
    log,
    pushed: (name, payload) => {
      // The page first, everything else after it.
      if (name === 'ringing') ring(payload as RingingView);
      else if (name === 'status') status.engineSaid(payload as Parameters<typeof status.engineSaid>[0]);
      else screens.push(name, payload);
    },
    stateChanged: (state) => {
      status.engineIs(standingOf(state));
      if (state.kind === 'running') {
        keepPort(state.port);
        tellSecrets();
      }
    },
  });

  const firstRun = (): FirstRun => {
    if (wanted.demo) return { done: true, demo: true, folder: places.demoTeam, person: DEMO_ME };
    if (wanted.team && wanted.me) return { done: true, demo: false, folder: wanted.team, person: wanted.me };
    return settings.get('firstRun');
  };
  const startEngine = () => {
    const { folder, person, demo } = firstRun();
    if (!folder || !person) return;
    link.start({
      teamFolder: folder,
      dataFolder: places.dataFolder,
      me: person,
      port: wanted.port ?? settings.get('settings').port,
      version: app.getVersion(),
      icon: ofTheApp('assets/icons/128x128.png'),
      demo,
    });
  };

  function keepPort(port: number): void {
    // The system chose once; senders are told that address, so it is kept.
    if (wanted.port === null && settings.get('settings').port === 0 && port > 0)
      settings.set('settings', { port });
  }
  function tellSecrets(): void {
    if (wanted.demo || !secrets.losesSomething) return;
    void secrets.status().then(({ state, text }) => {
      status.banner(
        'shell:secrets',
        state === 'session-only' ? { tone: 'warn', text, act: 'settings' } : null,
      );
    });
  }

  const parts: DesktopParts = {
    wanted,
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
  bindCalls(screens, { handlers: { ...shellHandlers(parts), ...engineRelay(link, status) }, log });

  const quit = quitOnce(async () => {
    window.letGo();
    shortcut.release();
    settings.flush();
    await link.stop(3_000);
    popup.close();
    tray.remove();
    await log.flush();
  });
  const tray = trayIcon(actFromTray({ ...parts, log, quit }));
  function paintTray(): void {
    tray.paint({
      status: status.known || link.state.kind !== 'off' ? status.current() : null,
      ringing,
      startAtLogin: settings.get('settings').startAtLogin,
      printTime,
    });
  }

  settings.onChange((next, before) => {
    screens.push('settings', next);
    if (next.theme !== before.theme) nativeTheme.themeSource = next.theme;
    shortcut.update(next.answerShortcut, (ringing?.total ?? 0) > 0);
    if (next.port !== before.port && before.port !== 0) startEngine();
    paintTray();
  });
  nativeTheme.themeSource = settings.get('settings').theme;
  if (settings.problem)
    status.banner('shell:settings', { tone: 'warn', text: settings.problem, act: 'settings' });
  onPower((event) => {
    log.info('power', { event });
    link.power(event);
  });
  setMenu((screen) => {
    window.show({ screen, incident: null });
  });
  paintTray();
  startEngine();

  const openAt = (asked: Arguments) => {
    const incident = asked.link ? readDeepLink(asked.link)?.incident : undefined;
    if (incident) window.show({ screen: 'queue', incident });
    else if (!asked.hidden) window.show();
  };
  app.on('activate', () => {
    window.show();
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openAt({ ...wanted, hidden: false, link });
  });
  app.on('window-all-closed', () => {
    // The pager stays in the tray.
  });
  openAt(firstRun().done ? wanted : { ...wanted, hidden: false });
  return {
    startedAgain: (asked) => {
      log.info('started a second time', { hidden: asked.hidden, link: asked.link });
      openAt(asked);
    },
  };
}

function standingOf(state: LinkState): EngineStanding {
  if (state.kind === 'off') return { kind: 'setting-up' };
  if (state.kind === 'running') return state;
  return state.again ? { kind: 'starting-again', problem: state.problem } : { kind: 'starting' };
}

/** "Mon 09:00", in this desktop's zone and the person's language. */
function printTime(at: number): string {
  return new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
    at,
  );
}
