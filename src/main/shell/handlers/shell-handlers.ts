import type { ShellHandlers } from '../../../contract/bridge';
import { desktopHandlers } from './desktop';
import type { DesktopParts } from './desktop-parts';
import { firstRunHandlers } from './first-run';
import { keepHandlers } from './keep';
import { settingsHandlers } from './settings';

/** Every call that the shell answers; a missing one does not compile. */
export function shellHandlers(parts: DesktopParts): ShellHandlers {
  return {
    ...settingsHandlers(parts),
    ...firstRunHandlers(parts),
    ...desktopHandlers(parts),
    ...keepHandlers(parts),
  };
}
