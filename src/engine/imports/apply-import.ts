import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import { refusedPath } from '../calendars/calendar-file';
import { replaceFile } from '../store/team-folder-file';
import type { ImportPlan } from './import-plan';

/**
 * Makes an import: writes its files into the team folder, then changes the team file. Where that is refused, files are
 * as they were.
 * @param edit changes the team file's text (`TeamFolder.edit`)
 * @returns nothing, or a sentence why not
 */
export async function applyImport(
  folder: string,
  plan: ImportPlan,
  edit: (change: (text: string) => Result<string, string>) => Promise<Result<void, string>>,
): Promise<Result<void, string>> {
  const undo: Array<() => Promise<void>> = [];
  const revert = async () => {
    for (const back of undo.toReversed()) await back().catch(() => undefined);
  };
  try {
    for (const { path, text } of plan.files) {
      const refused = refusedPath(path);
      if (refused !== null) return err(`${path} ${refused}`);
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      const [root, place] = await Promise.all([realpath(folder), realpath(dirname(target))]);
      if (place !== root && !place.startsWith(root.endsWith(sep) ? root : root + sep))
        return err(`${path} leads out of the team folder`);
      const before = await readFile(target, 'utf8').catch(() => null);
      await replaceFile(target, text, 0o644);
      undo.push(() =>
        before === null
          ? rm(target, { force: true })
          : replaceFile(target, before, 0o644).then(() => undefined),
      );
    }
  } catch (error) {
    await revert();
    return err(`the calendar file could not be written: ${(error as Error).message}`);
  }
  const edited = await edit((text) => plan.edit(text));
  if (edited.ok) return ok(undefined);
  await revert();
  return edited;
}
