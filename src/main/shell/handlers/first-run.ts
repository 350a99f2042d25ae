import type { HandlersOf, ShellCall } from '../../../contract/bridge';
import { inspectFolder, takeTeamFolder } from '../../team-folder';
import type { DesktopParts } from './desktop-parts';

type Names = Extract<ShellCall, `firstRun.${string}`>;

export function firstRunHandlers(parts: DesktopParts): HandlersOf<Names> {
  const { settings } = parts;
  return {
    'firstRun.get': () => parts.firstRun(),
    'firstRun.inspect': ({ folder }) => inspectFolder(folder),
    'firstRun.useTeam': async (wanted) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const outcome = await takeTeamFolder(wanted, timeZone || 'UTC');
      if (!outcome.ok) return outcome;
      settings.set('firstRun', { folder: wanted.folder, person: wanted.person.id });
      await settings.flush();
      parts.startEngine();
      return outcome;
    },
    'firstRun.finish': async () => {
      if (!parts.firstRun().folder) throw new Error('Choose a team first.');
      settings.set('firstRun', { done: true });
      await settings.flush();
      return {};
    },
  };
}
