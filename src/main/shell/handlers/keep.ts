import { basename } from 'node:path';
import { app, dialog } from 'electron';
import type { HandlersOf, ShellCall } from '../../../contract/bridge';
import { askForErase } from '../../../engine/keep/erase';
import { exportName } from '../../../engine/keep/export-name';
import { moveFile } from '../../move-file';
import { setStartAtLogin } from '../login-item';
import type { DesktopParts } from './desktop-parts';

type Names = Extract<ShellCall, `keep.${string}`>;

/** What of the stored data needs the shell: where to save, and the end of it all. */
export function keepHandlers(parts: DesktopParts): HandlersOf<Names> {
  const { link, window, places } = parts;
  return {
    'keep.exportTo': async () => {
      const options = { title: 'Export everything', defaultPath: exportName(Date.now()) };
      const parent = window.current();
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      if (chosen.canceled || !chosen.filePath) return { saved: false, text: '' };
      const staged = await link.call('keep.stageExport', {});
      if (!staged.ok) throw new Error(staged.error);
      if (!staged.value.ok) return { saved: false, text: staged.value.text };
      const name = basename(chosen.filePath);
      try {
        await moveFile(staged.value.file, chosen.filePath);
      } catch (error) {
        return { saved: false, text: `${name} cannot be written there: ${(error as Error).message}` };
      }
      return { saved: true, text: `Saved ${name}: ${staged.value.text}.` };
    },
    'keep.erase': () => {
      // First the word that it is to be done: from then on every start goes on with it.
      askForErase(places.userData);
      if (!parts.firstRun().demo) {
        try {
          setStartAtLogin(false);
        } catch {
          // A file that cannot be deleted starts a Watchbill that knows nobody.
        }
      }
      app.relaunch({
        execPath: process.env.APPIMAGE || process.execPath,
        args: withoutTeam(process.argv.slice(1)),
      });
      // After the answer is on its way.
      setTimeout(() => app.quit(), 100);
      return { ok: true, text: 'Everything is being deleted. Watchbill starts anew.' };
    },
  };
}

/** Started as for the first time: with a window, and without the team that the command line named. */
function withoutTeam(args: readonly string[]): string[] {
  return args.filter((word, index) => {
    const before = args[index - 1];
    return !(
      /^--(team|me|hidden)(=|$)/.test(word) ||
      word.toLowerCase().startsWith('watchbill:') ||
      before === '--team' ||
      before === '--me'
    );
  });
}
