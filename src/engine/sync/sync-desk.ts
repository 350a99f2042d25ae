import { join } from 'node:path';
import { z } from 'zod';
import type { SyncView } from '../../contract/rota/share-views';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log } from '../ports';
import { readTextFile, replaceFile } from '../store/team-folder-file';
import { exchange, findClone, type GitClone, type GitStep } from './git-clone';

/** Pulls, commits and pushes a team folder that is a clone, when asked to. */
export type SyncDesk = {
  view(): SyncView;
  setAuto(auto: boolean): Promise<SyncView>;
  /** Exchanges with the others now; resolves when it is done. */
  now(): Promise<SyncView>;
  /** Something of ours was written in the folder: it goes out soon, when it is to go by itself. */
  wrote(path: string): void;
  /** Why the others do not hear what is done here, once it failed several times in a row by itself; '' else. */
  trouble(): string;
  stop(): Promise<void>;
};

/** Others' acts are fetched so often. */
const EVERY: Duration = 15 * SECOND;
/** What is written goes out so soon: several acts in a row are one commit. */
const SOON: Duration = 2 * SECOND;
const MOST_STEPS = 30;
/** A remote that was away for a moment is no news; one that is still away the next time is. */
const FAILURES_TOLD = 2;
const stored = z.object({
  version: z.literal(1),
  auto: z.boolean(),
  pending: z.array(z.string()).default([]),
});

type Step = SyncView['steps'][number];

export async function openSyncDesk(parts: {
  readonly folder: string;
  readonly dataFolder: string;
  /** Path of our own log in the team folder, `log/<desktop>.jsonl`. */
  readonly ownLog: string;
  readonly who: () => { readonly name: string; readonly email: string };
  readonly logTrouble: () => string;
  readonly desktops: () => SyncView['desktops'];
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (view: SyncView) => void;
  /** Others' files may have come: they are read now, not at the next poll. */
  readonly came: () => void;
  /** Told whenever `trouble` says something else: loudly while it says something, '' when it is over. */
  readonly trouble?: (why: string) => void;
  /** Milliseconds; for tests. */
  readonly every?: Duration;
  readonly soon?: Duration;
}): Promise<SyncDesk> {
  const { folder, clock, log, every = EVERY, soon = SOON } = parts;
  const path = join(parts.dataFolder, 'sync.json');
  const kept = await load();
  let { auto } = kept;
  /** What was written and has not gone out. */
  const written = new Set<string>(kept.pending);
  /** What is just going out: not known to be out yet. */
  let going: readonly string[] = [];
  let clone: GitClone | null = null;
  let state: SyncView['state'] = 'off';
  let text = '';
  let lastAt: Instant | null = null;
  let steps: readonly Step[] = [];
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let failures = 0;
  let trouble = '';
  let saving: Promise<unknown> = Promise.resolve();
  /** Nobody waits for git at the start. */
  const looked = look();

  async function load(): Promise<{ auto: boolean; pending: readonly string[] }> {
    const file = await readTextFile(path);
    if (!file.ok) return { auto: false, pending: [] };
    try {
      return stored.parse(JSON.parse(file.value.text));
    } catch (error) {
      log.warn('sync.json cannot be read and is begun anew', { error: String(error) });
      return { auto: false, pending: [] };
    }
  }

  /** One after the other: what is kept last is what holds. */
  function save(): Promise<unknown> {
    saving = saving.then(async () => {
      const body = JSON.stringify({ version: 1, auto, pending: [...new Set([...going, ...written])] });
      await replaceFile(path, `${body}\n`, 0o600).catch((error: unknown) =>
        log.warn('sync.json could not be kept', { error: String(error) }),
      );
    });
    return saving;
  }

  async function look(): Promise<void> {
    clone = await findClone(folder);
    if (clone && auto) {
      state = 'idle';
      arm(0);
    }
    parts.changed(view());
  }

  function view(): SyncView {
    return {
      kind: clone ? 'git' : 'folder',
      auto,
      state,
      text:
        text ||
        (state === 'working'
          ? 'Exchanging with the others.'
          : clone
            ? 'Not synced by Watchbill so far.'
            : 'A plain folder: whatever shares it carries the log.'),
      branch: clone?.branch ?? '',
      remote: clone?.remote ?? '',
      lastAt,
      steps: [...steps],
      logTrouble: parts.logTrouble(),
      desktops: parts.desktops(),
    };
  }

  function tell(step: GitStep): void {
    text = step.text;
    const [last, ...before] = steps;
    // What fails every few seconds is one step, or all that went well before would be gone from the list.
    const isSame = last !== undefined && !step.ok && last.text === step.text;
    steps = [{ at: clock.now(), ...step }, ...(isSame ? before : steps)].slice(0, MOST_STEPS);
    if (!step.ok && !isSame) log.warn('the team folder could not be synced', { problem: step.text });
    parts.changed(view());
  }

  function run(): Promise<void> {
    if (working) {
      again = true;
      return working;
    }
    working = once().finally(() => {
      working = null;
      if (stopped) return;
      if (again) arm(soon);
      else if (auto) arm(every);
      again = false;
    });
    return working;
  }

  async function once(): Promise<void> {
    text = '';
    clone = await findClone(folder);
    const fine = clone ? await exchanged(clone) : noClone();
    state = fine ? 'idle' : 'failed';
    if (fine) text ||= 'Nothing to exchange.';
    failures = fine ? 0 : failures + 1;
    weigh();
    parts.changed(view());
  }

  function noClone(): false {
    tell({ ok: false, text: 'the team folder is no clone of a git repository, or git is not installed' });
    return false;
  }

  async function exchanged(found: GitClone): Promise<boolean> {
    state = 'working';
    parts.changed(view());
    // What is written from here on may come too late for this exchange: it waits for the next.
    going = [...written];
    written.clear();
    const fine = await exchange(found, [parts.ownLog, ...going], parts.who(), tell).catch(
      (error: unknown) => {
        tell({ ok: false, text: String(error) });
        return false;
      },
    );
    if (!fine) for (const one of going) written.add(one);
    const wentOut = fine && going.length > 0;
    going = [];
    if (wentOut) void save();
    lastAt = clock.now();
    parts.came();
    return fine;
  }

  /** Only what goes by itself fails unseen: who asked for it by hand reads the answer. */
  function weigh(): void {
    const now =
      auto && failures >= FAILURES_TOLD
        ? `The team folder is not in step with the others: ${text.replace(/\.$/, '')}.`
        : '';
    if (now === trouble) return;
    trouble = now;
    parts.trouble?.(trouble);
  }

  function arm(delay: Duration): void {
    if (timer) clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void run(), delay);
    timer.unref();
  }

  return {
    view,
    async setAuto(wanted) {
      auto = wanted;
      await save();
      await looked;
      if (auto) arm(0);
      else {
        if (timer) clearTimeout(timer);
        state = 'off';
        failures = 0;
      }
      weigh();
      return view();
    },
    async now() {
      await looked;
      await run();
      return view();
    },
    wrote(changed) {
      if (changed !== parts.ownLog && !written.has(changed)) {
        written.add(changed);
        void save();
      }
      if (auto && clone) {
        if (working) again = true;
        else arm(soon);
      }
    },
    trouble: () => trouble,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await working;
      await saving;
    },
  };
}
