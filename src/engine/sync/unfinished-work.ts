import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { git } from './git';

/** What git leaves in its folder while a person is in the middle of something, and its name in words. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['sequencer', 'a cherry-pick or revert of several commits'],
  ['BISECT_LOG', 'a bisect'],
]);

/**
 * Why nothing may be done in a clone now: somebody began a merge, a rebase or the like and has not finished it.
 * @param folder a folder in the clone; a work tree of its own is looked at by itself
 * @returns one sentence; '' where nothing is in the way
 */
export async function unfinishedWork(folder: string): Promise<string> {
  const asked = [...MARKS.keys()].flatMap((mark) => ['--git-path', mark]);
  const places = await git(folder, ['rev-parse', ...asked]);
  if (!places.ok) return `whether a merge is unfinished here cannot be told: ${places.text}`;
  const paths = places.text.split('\n');
  for (const [at, words] of [...MARKS.values()].entries())
    if (await isThere(resolve(folder, paths[at] ?? '')))
      return `${words} is not finished in this folder: finish it with git or take it back; until then nothing is committed, pulled or pushed`;
  return '';
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
