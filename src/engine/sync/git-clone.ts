import { type GitAnswer, git } from './git';
import { maybeClone } from './maybe-clone';
import { unfinishedWork } from './unfinished-work';

/** A clone of a git repository that the team folder is, or lies in. */
export type GitClone = { readonly folder: string; readonly branch: string; readonly remote: string };

/** Finds out whether a folder is in a clone; null where it is not, or there is no git. */
export async function findClone(folder: string): Promise<GitClone | null> {
  if (!(await maybeClone(folder))) return null;
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (!inside.ok || inside.text !== 'true') return null;
  const branch = await git(folder, ['symbolic-ref', '--short', '-q', 'HEAD']);
  const upstream = await git(folder, ['rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{u}']);
  return {
    folder,
    branch: branch.ok ? branch.text : '',
    remote: upstream.ok ? upstream.text : '',
  };
}

/** One thing that was done, for the person to see. */
export type GitStep = { readonly ok: boolean; readonly text: string };

/**
 * Commits what Watchbill wrote, takes what the others pushed, pushes ours. Files that only people changed and have not
 * committed are never staged, stashed or overwritten: where the others' commits touch one of them, nothing is taken and
 * that is told. A file that Watchbill itself wrote, the team file after an edit on screen, is committed whole: what a
 * person had changed in it by hand and not committed goes along. A conflict is taken back and told. While a person is
 * in the middle of something of their own (a merge, a rebase, a cherry-pick) nothing is done at all.
 * @param ours paths in the team folder that Watchbill wrote
 * @param who name and e-mail for a machine where git knows none
 * @returns whether all of it went well; what did not was told
 */
export async function exchange(
  clone: GitClone,
  ours: readonly string[],
  who: { readonly name: string; readonly email: string },
  tell: (step: GitStep) => void,
): Promise<boolean> {
  const run = (...args: string[]): Promise<GitAnswer> => git(clone.folder, args);
  const fail = (text: string): false => {
    tell({ ok: false, text });
    return false;
  };
  const inTheWay = await unfinishedWork(clone.folder);
  if (inTheWay !== '') return fail(inTheWay);
  if (clone.branch === '') return fail('no branch is checked out, so nothing is committed or pulled');

  const committed = await commitOurs(clone, ours, who);
  if (committed !== null) {
    tell(committed);
    if (!committed.ok) return false;
  }
  if (clone.remote === '') {
    tell({ ok: true, text: `branch ${clone.branch} follows no remote: committed here only` });
    return true;
  }
  for (let attempt = 0; ; attempt++) {
    const fetched = await run('fetch', '--quiet');
    if (!fetched.ok) return fail(`not fetched: ${fetched.text}`);
    const counts = await run('rev-list', '--left-right', '--count', 'HEAD...@{u}');
    if (!counts.ok) return fail(`not compared with ${clone.remote}: ${counts.text}`);
    const [ahead = 0, behind = 0] = counts.text.split(/\s+/).map(Number);
    if (behind > 0) {
      const taken =
        ahead === 0
          ? await run(...NO_STASH, 'merge', '--ff-only', '--quiet', '@{u}')
          : await join(clone, who);
      if (!taken.ok) return fail(`not pulled: ${taken.text}`);
      tell({ ok: true, text: `pulled ${behind} ${behind === 1 ? 'commit' : 'commits'}` });
    }
    if (ahead === 0) return true;
    const pushed = await run('push', '--quiet');
    if (pushed.ok) {
      tell({ ok: true, text: 'pushed' });
      return true;
    }
    // Somebody else was first: take theirs and try again.
    if (attempt >= 3 || !/rejected|non-fast-forward|fetch first/.test(pushed.text))
      return fail(`not pushed: ${pushed.text}`);
  }
}

async function commitOurs(
  clone: GitClone,
  ours: readonly string[],
  who: { readonly name: string; readonly email: string },
): Promise<GitStep | null> {
  const paths: string[] = [];
  for (const path of ours) {
    const status = await git(clone.folder, ['status', '--porcelain', '--', path]);
    if (status.ok && status.text !== '') paths.push(path);
  }
  if (paths.length === 0) return null;
  const added = await git(clone.folder, ['add', '--', ...paths]);
  if (!added.ok) return { ok: false, text: `not committed: ${added.text}` };
  const names = paths.join(', ');
  const message = `watchbill: ${names}`;
  const done = await git(clone.folder, [
    ...(await identity(clone, who)),
    'commit',
    '--quiet',
    '--no-verify',
    '-m',
    message,
    '--only',
    '--',
    ...paths,
  ]);
  return done.ok
    ? { ok: true, text: `committed ${names}` }
    : { ok: false, text: `not committed: ${done.text}` };
}

/** Joins two histories: ours on top of theirs where nothing else is in the way, else with a merge. */
async function join(
  clone: GitClone,
  who: { readonly name: string; readonly email: string },
): Promise<GitAnswer> {
  // Fetching takes its time: what a person began meanwhile would be thrown away by what takes ours back below.
  const inTheWay = await unfinishedWork(clone.folder);
  if (inTheWay !== '') return { ok: false, text: inTheWay };
  const me = [...(await identity(clone, who)), ...NO_STASH];
  const rebased = await git(clone.folder, [...me, 'rebase', '--quiet', '@{u}']);
  if (rebased.ok) return rebased;
  await git(clone.folder, ['rebase', '--abort']);
  const merged = await git(clone.folder, [...me, 'merge', '--quiet', '--no-edit', '@{u}']);
  if (!merged.ok) await git(clone.folder, ['merge', '--abort']);
  return merged;
}

/** What people have not committed stays where it is, whatever their git is set to. */
const NO_STASH = ['-c', 'rebase.autoStash=false', '-c', 'merge.autoStash=false'];

async function identity(
  clone: GitClone,
  who: { readonly name: string; readonly email: string },
): Promise<string[]> {
  const known = await git(clone.folder, ['config', 'user.email']);
  if (known.ok && known.text !== '') return [];
  return [
    '-c',
    `user.name=${who.name || 'Watchbill'}`,
    '-c',
    `user.email=${who.email || 'watchbill@localhost'}`,
  ];
}
