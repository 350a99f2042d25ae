import type { EngineLink } from '../../engine-link';
import type { Popup } from '../../notify/popup';
import type { Places } from '../../places';
import type { SettingsStore } from '../../settings';
import type { FirstRun } from '../../stored-settings';
import type { Vault } from '../../vault';
import type { StatusDesk } from '../status-desk';
import type { MainWindow } from '../windows';

/** What handlers of the shell work with. */
export type DesktopParts = {
  readonly places: Places;
  readonly settings: SettingsStore;
  readonly vault: Vault;
  readonly link: EngineLink;
  readonly window: MainWindow;
  readonly popup: Popup;
  readonly status: StatusDesk;
  /** Who I am and which team, from the command line, the demo, or the settings. */
  firstRun(): FirstRun;
  /** Starts the engine on the team in force. */
  startEngine(): void;
};
