import { app, type Session, session, type WebContents } from 'electron';
import type { Log } from '../../engine/ports';

/** Schemes a request of a screen may have; everything else never leaves (belt to the policy's braces). */
const OWN_SCHEMES = new Set(['app:', 'data:', 'blob:', 'devtools:']);

/**
 * Reliability 3.1, points 5 and 11 to 14, for every web contents there will ever be: no permission, no navigation, no
 * new window, no webview, no request to anywhere.
 * @param devServer origin of the development server, '' where there is none
 */
export function lockDown(log: Log, devServer: string): void {
  refusePermissions(session.defaultSession, log);
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const own = isOwn(details.url, devServer);
    if (!own) log.warn('refused a request', { url: details.url.slice(0, 300), kind: details.resourceType });
    decide({ cancel: !own });
  });
  app.on('session-created', (created) => {
    refusePermissions(created, log);
  });
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, log);
  });
}

function isOwn(address: string, devServer: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (OWN_SCHEMES.has(url.protocol)) return true;
  return devServer !== '' && url.host === new URL(devServer).host;
}

/** Electron's default is to allow. Notifications are sent by the engine, the clipboard is written by main. */
function refusePermissions(of: Session, log: Log): void {
  of.setPermissionRequestHandler((_contents, permission, decide) => {
    log.warn('refused a permission', { permission });
    decide(false);
  });
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
  of.setDisplayMediaRequestHandler((_request, decide) => {
    decide({});
  });
  of.on('will-download', (event, item) => {
    log.warn('refused a download', { url: item.getURL().slice(0, 300) });
    event.preventDefault();
  });
}

function lockContents(contents: WebContents, log: Log): void {
  const refuse = (what: string) => (event: { preventDefault(): void; url?: string }) => {
    event.preventDefault();
    log.warn(`refused ${what}`, { url: (event.url ?? '').slice(0, 300) });
  };
  contents.on('will-navigate', refuse('a navigation'));
  contents.on('will-frame-navigate', refuse('a navigation in a frame'));
  contents.on('will-redirect', refuse('a redirect'));
  contents.on('will-attach-webview', refuse('a webview'));
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('refused a new window', { url: url.slice(0, 300) });
    return { action: 'deny' };
  });
}
