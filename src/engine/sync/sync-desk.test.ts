import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Clone, gitClones } from '../../../test/helpers/git-clones';
import { openSyncDesk, type SyncDesk } from './sync-desk';

/* The machine's own git, on a bare repository and two clones of it. */
vi.setConfig({ testTimeout: 60_000 });
const stops: Array<() => unknown> = [];
const YAML = 'watchbill: 1\nteam: Two\ntimeZone: UTC\n';
const OWN_LOG = 'log/a.jsonl';

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function clones(): ReturnType<typeof gitClones> {
  const made = gitClones(YAML);
  stops.push(() => made.ada.remove());
  return made;
}

async function desk(
  clone: Clone,
  told: string[] = [],
  pace: { every: number; soon: number } = { every: 60_000, soon: 60_000 },
): Promise<SyncDesk> {
  mkdirSync(clone.data, { recursive: true });
  const quiet = (): void => undefined;
  const made = await openSyncDesk({
    folder: clone.folder,
    dataFolder: clone.data,
    ownLog: OWN_LOG,
    who: () => ({ name: 'Ada Okafor', email: 'ada@example.com' }),
    logTrouble: () => '',
    desktops: () => [],
    clock: { now: () => Date.now() },
    log: { info: quiet, warn: quiet, error: quiet },
    changed: quiet,
    came: quiet,
    trouble: (why) => told.push(why),
    ...pace,
  });
  stops.push(() => made.stop());
  return made;
}

function act(clone: Clone, line: string): void {
  mkdirSync(join(clone.folder, 'log'), { recursive: true });
  appendFileSync(join(clone.folder, OWN_LOG), `${line}\n`);
}

const edit = (clone: Clone, line: string): void =>
  appendFileSync(join(clone.folder, 'watchbill.yaml'), `${line}\n`);
const commits = (clone: Clone): number => Number(clone.git('rev-list', '--count', 'HEAD'));
const pushed = (bare: string, clone: Clone): string =>
  clone.git('--git-dir', bare, 'show', 'main:watchbill.yaml');

/** Both sides have commits of their own, and the same line of a file differs: git cannot join them by itself. */
function diverge(ada: Clone, grace: Clone): void {
  for (const [clone, text] of [
    [grace, 'theirs'],
    [ada, 'ours'],
  ] as const) {
    writeFileSync(join(clone.folder, 'notes.md'), `${text}\n`);
    clone.git('add', '.');
    clone.git('commit', '--quiet', '-m', text);
  }
  grace.git('push', '--quiet');
}

describe('a sync that fails by itself', () => {
  const QUICK = { every: 30, soon: 30 };

  test('is told when it fails a second time in a row, once, and taken back by the next that goes well', async () => {
    const { ada, bare } = clones();
    const told: string[] = [];
    const sync = await desk(ada, told, QUICK);
    renameSync(bare, `${bare}-away`);
    await sync.setAuto(true);
    await expect.poll(() => told, { timeout: 30_000 }).toHaveLength(1);
    expect(told[0]).toMatch(/^The team folder is not in step with the others: not fetched: .+[^.]\.$/);
    expect(sync.trouble()).toBe(told[0]);
    // It goes on failing, and that is no news; nor does it push what went well out of the list of steps.
    const at = sync.view().lastAt ?? 0;
    await expect.poll(() => sync.view().lastAt ?? 0, { timeout: 30_000 }).toBeGreaterThan(at);
    expect(told).toHaveLength(1);
    expect(sync.view().steps).toHaveLength(1);
    renameSync(`${bare}-away`, bare);
    await expect.poll(() => told, { timeout: 30_000 }).toEqual([told[0], '']);
    expect(sync.trouble()).toBe('');
  });

  test('is not told after one failure, nor when a person asked for it and reads the answer', async () => {
    const { ada, bare } = clones();
    const told: string[] = [];
    const sync = await desk(ada, told);
    renameSync(bare, `${bare}-away`);
    for (let time = 0; time < 3; time++) expect((await sync.now()).state).toBe('failed');
    expect(told).toEqual([]);
  });

  test('is told no more once it is not to go by itself', async () => {
    const { ada, bare } = clones();
    const told: string[] = [];
    const sync = await desk(ada, told, QUICK);
    renameSync(bare, `${bare}-away`);
    await sync.setAuto(true);
    await expect.poll(() => told, { timeout: 30_000 }).toHaveLength(1);
    await sync.setAuto(false);
    expect(told[1]).toBe('');
  });

  test('says nothing of the failure before once it has gone well', async () => {
    const { ada, bare } = clones();
    const sync = await desk(ada);
    renameSync(bare, `${bare}-away`);
    expect((await sync.now()).text).toMatch(/^not fetched/);
    renameSync(`${bare}-away`, bare);
    expect(await sync.now()).toMatchObject({ state: 'idle', text: 'Nothing to exchange.' });
  });
});

describe('what Watchbill wrote', () => {
  /** Holds `git push` up until the function that is given back is called. */
  function slowPush(clone: Clone): { readonly arrived: string; go(): void } {
    const arrived = join(clone.folder, '.git', 'push-arrived');
    const go = join(clone.folder, '.git', 'push-go');
    const script = `#!/bin/sh\ntouch "${arrived}"\nwhile [ ! -e "${go}" ]; do sleep 0.05; done\n`;
    const hooks = join(clone.folder, '.git', 'hooks');
    mkdirSync(hooks, { recursive: true });
    writeFileSync(join(hooks, 'pre-push'), script, { mode: 0o755 });
    return { arrived, go: () => writeFileSync(go, '') };
  }

  test('while an exchange is under way goes out with the next one', async () => {
    const { ada, bare } = clones();
    const sync = await desk(ada);
    const push = slowPush(ada);
    edit(ada, '# first');
    sync.wrote('watchbill.yaml');
    const first = sync.now();
    await expect.poll(() => existsSync(push.arrived), { timeout: 20_000 }).toBe(true);
    edit(ada, '# second');
    sync.wrote('watchbill.yaml');
    push.go();
    await first;
    expect(pushed(bare, ada)).toMatch(/# first$/);
    await sync.now();
    expect(pushed(bare, ada)).toMatch(/# second$/);
  });

  test('is still known after a restart in the middle of an exchange', async () => {
    const { ada } = clones();
    const sync = await desk(ada);
    const push = slowPush(ada);
    edit(ada, '# first');
    sync.wrote('watchbill.yaml');
    const first = sync.now();
    await expect.poll(() => existsSync(push.arrived), { timeout: 20_000 }).toBe(true);
    sync.wrote('calendars/ada.ics');
    const kept = (): unknown => JSON.parse(readFileSync(join(ada.data, 'sync.json'), 'utf8'));
    await expect.poll(kept).toMatchObject({ pending: ['watchbill.yaml', 'calendars/ada.ics'] });
    push.go();
    await first;
    await expect.poll(kept).toMatchObject({ pending: ['calendars/ada.ics'] });
  });

  test('waits for the next exchange when this one fails', async () => {
    const { ada, bare } = clones();
    const sync = await desk(ada);
    edit(ada, '# ours');
    sync.wrote('watchbill.yaml');
    const index = join(ada.folder, '.git', 'index.lock');
    writeFileSync(index, '');
    expect(await sync.now()).toMatchObject({ state: 'failed' });
    renameSync(index, `${index}-away`);
    expect(await sync.now()).toMatchObject({ state: 'idle', text: 'pushed' });
    expect(pushed(bare, ada)).toMatch(/# ours$/);
  });
});

describe('what a person is in the middle of', () => {
  test.each([
    ['a merge', ['merge', '--quiet', 'origin/main'], 'MERGE_HEAD'],
    ['a rebase', ['rebase', '--quiet', 'origin/main'], 'rebase-merge'],
    ['a cherry-pick', ['cherry-pick', 'origin/main'], 'CHERRY_PICK_HEAD'],
  ])('%s is left alone, and said', async (words, begin, mark) => {
    const { ada, grace } = clones();
    diverge(ada, grace);
    ada.git('fetch', '--quiet');
    expect(() => ada.git(...begin)).toThrow('Command failed');
    writeFileSync(join(ada.folder, 'notes.md'), 'half resolved\n');
    act(ada, '{"an":"act"}');
    const before = { status: ada.git('status', '--porcelain'), commits: commits(ada) };
    const sync = await desk(ada);
    const view = await sync.now();
    expect(view.state).toBe('failed');
    expect(view.text).toMatch(new RegExp(`^${words} is not finished in this folder`));
    expect(existsSync(join(ada.folder, '.git', mark))).toBe(true);
    expect(readFileSync(join(ada.folder, 'notes.md'), 'utf8')).toBe('half resolved\n');
    expect({ status: ada.git('status', '--porcelain'), commits: commits(ada) }).toEqual(before);
  });

  test('begun while the others are asked is left alone too', async () => {
    const { ada, grace } = clones();
    diverge(ada, grace);
    ada.git('fetch', '--quiet');
    // Git runs this when it fetches: just then the person begins a merge.
    const upload = join(ada.data, 'upload-pack');
    mkdirSync(ada.data, { recursive: true });
    const merge = `git -C "${ada.folder}" -c user.name=T -c user.email=t@example.com merge origin/main`;
    writeFileSync(upload, `#!/bin/sh\n( unset GIT_DIR; ${merge} ) >&2\nexec git-upload-pack "$@"\n`, {
      mode: 0o755,
    });
    ada.git('config', 'remote.origin.uploadpack', upload);
    const sync = await desk(ada);
    const view = await sync.now();
    expect(view.text).toMatch(/^not pulled: a merge is not finished in this folder/);
    expect(existsSync(join(ada.folder, '.git', 'MERGE_HEAD'))).toBe(true);
  });

  test('is never stashed, whatever git is set to', async () => {
    const { ada, grace } = clones();
    ada.git('config', 'rebase.autoStash', 'true');
    ada.git('config', 'merge.autoStash', 'true');
    edit(grace, '# theirs');
    grace.git('commit', '--quiet', '-am', 'theirs');
    grace.git('push', '--quiet');
    edit(ada, '# mine, not ready');
    act(ada, '{"an":"act"}');
    const sync = await desk(ada);
    const view = await sync.now();
    expect(view.text).toMatch(/^not pulled: /);
    expect(readFileSync(join(ada.folder, 'watchbill.yaml'), 'utf8')).toBe(`${YAML}# mine, not ready\n`);
    expect(ada.git('status', '--porcelain', '--', 'watchbill.yaml')).toBe('M watchbill.yaml');
  });

  test('in a file that the app edits as well goes along with that edit; in any other it stays', async () => {
    const { ada } = clones();
    writeFileSync(join(ada.folder, 'runbook.md'), 'draft\n');
    edit(ada, '# by hand');
    edit(ada, '# by the app');
    const sync = await desk(ada);
    sync.wrote('watchbill.yaml');
    expect(await sync.now()).toMatchObject({ state: 'idle' });
    expect(ada.git('status', '--porcelain')).toBe('?? runbook.md');
    expect(ada.git('show', 'HEAD:watchbill.yaml')).toMatch(/# by hand\n# by the app$/);
  });
});
