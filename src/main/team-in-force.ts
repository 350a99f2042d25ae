import { join } from 'node:path';
import { app } from 'electron';
import { DEMO_ME } from '../engine/demo/team-file';
import type { Arguments } from './arguments';
import type { EngineStart } from './engine-link';
import { ofTheApp, outsideOfArchive, type Places } from './places';
import type { SettingsStore } from './settings';
import type { FirstRun } from './stored-settings';

/** Who I am and which team: from the demo, the command line, or the settings, in this order. */
export function teamInForce(wanted: Arguments, places: Places, settings: SettingsStore): FirstRun {
  if (wanted.demo) return { done: true, demo: true, folder: places.demoTeam, person: DEMO_ME };
  if (wanted.team && wanted.me) return { done: true, demo: false, folder: wanted.team, person: wanted.me };
  return settings.get('firstRun');
}

/** What the engine is started with; null while there is no team. */
export function engineStart(wanted: Arguments, places: Places, settings: SettingsStore): EngineStart | null {
  const { folder, person, demo } = teamInForce(wanted, places, settings);
  if (!folder || !person) return null;
  return {
    teamFolder: folder,
    dataFolder: places.dataFolder,
    me: person,
    port: wanted.port ?? settings.get('settings').port,
    version: app.getVersion(),
    icon: outsideOfArchive(ofTheApp('assets/icons/48x48.png')),
    demo,
    settingsFile: join(places.userData, 'settings.json'),
  };
}
