import type { WebPreferences } from 'electron';
import { ofTheApp } from '../places';

/**
 * Preferences of every window (reliability 3.1, points 2, 3, 4, 6, 8 to 12): defaults are written down too, so that
 * they hold whatever Electron's defaults become.
 */
export function screenPreferences(): WebPreferences {
  return {
    preload: ofTheApp('out/preload/index.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: true,
  };
}
