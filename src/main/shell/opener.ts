import { app } from 'electron';
import type { Log } from '../../engine/ports';
import type { Arguments } from '../arguments';
import { readDeepLink } from '../check-link';
import type { MainWindow } from './windows';

/**
 * Opens the window where a start asks for it: our own first one, a second one that handed over, the dock, or a
 * `watchbill://` link.
 */
export function opener(window: MainWindow, log: Log): (asked: Pick<Arguments, 'hidden' | 'link'>) => void {
  const open = ({ hidden, link }: Pick<Arguments, 'hidden' | 'link'>) => {
    const incident = link ? readDeepLink(link)?.incident : undefined;
    log.info('asked to open', { hidden, incident });
    if (incident) window.show({ screen: 'queue', incident });
    else if (!hidden) window.show();
  };
  // Elsewhere the system starts us a second time, with the link as an argument.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open({ hidden: false, link });
  });
  app.on('activate', () => {
    window.show();
  });
  app.on('window-all-closed', () => {
    // The pager stays in the tray.
  });
  // Unpackaged we are just "electron": the system would start that, without us.
  if (app.isPackaged) app.setAsDefaultProtocolClient('watchbill');
  return open;
}
