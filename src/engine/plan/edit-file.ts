import { err, ok, type Result } from '../../core/kernel/result';
import { readTeam } from '../../core/team/read';
import { readTextFile, replaceFile } from '../store/team-folder-file';

/**
 * Changes a team file once, for a command that ends: whole or not at all, and only if nobody else changed it since it
 * was read. A change that would break the file is refused.
 */
export async function editFile(
  path: string,
  change: (text: string) => Result<string, string>,
): Promise<Result<void, string>> {
  const file = await readTextFile(path);
  if (!file.ok) return file;
  const changed = change(file.value.text);
  if (!changed.ok) return changed;
  const broken = readTeam(changed.value).problems.find(({ level }) => level === 'error');
  if (broken) return err(`that would break the team file: line ${broken.line}: ${broken.message}`);
  try {
    const written = await replaceFile(path, changed.value, file.value.mode, async () => {
      const again = await readTextFile(path);
      return again.ok && again.value.text === file.value.text;
    });
    return written ? ok(undefined) : err(`${path} was changed meanwhile; try again`);
  } catch (error) {
    return err(`${path} could not be written: ${(error as Error).message}`);
  }
}
