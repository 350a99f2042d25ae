import { join } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import { readTeam } from '../../core/team/read';
import { EMPTY_TEAM, type Team, type TeamProblem } from '../../core/team/team';
import type { Log } from '../ports';
import { codeownersStamp, withCodeowners } from './codeowners-file';
import { isKept } from './edit-kept';
import { otherCopies, readTextFile, replaceFile, stampOf, TEAM_FILE } from './team-folder-file';
import { lastGoodOf } from './team-folder-last-good';
import { type Watching, watchFolder } from './team-folder-watch';

/** What is known of the team now. */
export type TeamNow = {
  /** The team in force: the file's, or the last good one's, or what can be used of a file with errors, or the empty team. */
  readonly team: Team;
  /** What is wrong in the file as it stands, warnings included. */
  readonly problems: readonly TeamProblem[];
  /** The file as it stands cannot be used, and `team` is the last that could. */
  readonly lastGood: boolean;
  /** Text of the file as it stands; '' while it cannot be read. */
  readonly text: string;
};

export type TeamFolder = {
  current(): TeamNow;
  /** Told whenever `current` changed. @returns what ends it. */
  onChange(listener: (now: TeamNow) => void): () => void;
  /**
   * Changes the file: `change` gets its text and gives the new one, or a sentence why not. It may be asked again: the
   * file is written only if nobody else changed it since it was read (reliability F13). A change that would break the
   * file is refused.
   */
  edit(change: (text: string) => Result<string, string>): Promise<Result<void, string>>;
  stop(): void;
};

export type TeamFolderOptions = {
  readonly folder: string;
  readonly dataFolder: string;
  readonly log: Log;
  /** How often the file is looked at besides being watched: network folders tell nothing. Milliseconds. */
  readonly pollEvery?: number;
  /** A file must have stood still for this long before it is read: editors write in pieces. Milliseconds. */
  readonly settle?: number;
  /** How long the first look may take before the last good team is used instead. Milliseconds. */
  readonly patience?: number;
};

/** A broken file is read so often, `settle` x 3 apart, before it is called broken: it may be half written. */
const SECOND_LOOKS = 2;
const EDIT_ATTEMPTS = 5;

/**
 * Opens a team folder and keeps watching it. Never fails: without a usable file the last good one is used, and what
 * is wrong stands in `problems`. A damaged file is never written over.
 */
export async function openTeamFolder(options: TeamFolderOptions): Promise<TeamFolder> {
  const { folder, dataFolder, log, pollEvery = 5000, settle = 120, patience = 1500 } = options;
  const path = join(folder, TEAM_FILE);
  const lastGood = lastGoodOf(folder, dataFolder);
  const listeners = new Set<(now: TeamNow) => void>();
  let now: TeamNow = { team: EMPTY_TEAM, problems: [], lastGood: false, text: '' };
  let stamp = '';
  /** Of the team as its file says it, and the CODEOWNERS files that it names. */
  let owned: { readonly team: Team; readonly stamp: string } | null = null;
  let stopped = false;
  let watching: Watching | null = null;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let editing: Promise<unknown> = Promise.resolve();

  const kept = await lastGood.load();
  let good: Team | null = kept?.team ?? null;
  const answered = await Promise.race([look(true).then(() => true), sleep(patience).then(() => false)]);
  if (!answered) show(without(`${path} did not answer in ${patience / 1000} s`));
  watching = watchFolder({
    folder,
    concerns: (name) => name.startsWith('watchbill'),
    pollEvery,
    settle,
    look: () =>
      look().catch((error: unknown) =>
        log.error('looking at the team file failed', { error: String(error) }),
      ),
  });

  return {
    current: () => now,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit(change) {
      const turn = editing.then(() => editOnce(change));
      editing = turn.catch(() => undefined);
      return turn;
    },
    stop() {
      stopped = true;
      watching.stop();
      listeners.clear();
    },
  };

  /**
   * Reads the file if it changed. One look at a time; a folder that hangs is not asked again meanwhile. What changes
   * while we look is looked at afterwards.
   */
  function look(first = false): Promise<void> {
    if (looking) {
      lookAgain = true;
      return looking;
    }
    looking = lookOnce(first).finally(() => {
      looking = null;
      if (lookAgain) watching?.soon(settle);
      lookAgain = false;
    });
    return looking;
  }

  async function lookOnce(first: boolean): Promise<void> {
    if (!first) {
      const seen = await stampOf(path);
      if (seen === stamp && (await ownersStand())) return;
      if (!(await standsStill(seen))) return watching?.soon(settle);
    }
    for (let attempt = 0; ; attempt++) {
      const file = await readTextFile(path);
      const broken = !file.ok || readTeam(file.value.text).team === null;
      if (!broken || first || attempt >= SECOND_LOOKS || stopped) {
        await take(file);
        return;
      }
      await sleep(settle * 3);
    }
  }

  /** Whether the CODEOWNERS files are as they were when they were read. */
  async function ownersStand(): Promise<boolean> {
    return owned === null || (await codeownersStamp(folder, owned.team)) === owned.stamp;
  }

  async function standsStill(seen: string): Promise<boolean> {
    await sleep(settle);
    return (await stampOf(path)) === seen;
  }

  /** Makes what was read the truth. */
  async function take(file: Awaited<ReturnType<typeof readTextFile>>): Promise<void> {
    if (stopped) return;
    if (!file.ok) {
      stamp = await stampOf(path);
      const copies = await otherCopies(folder);
      const hint =
        copies.length > 0 ? ` (there is "${copies[0]}": is that the one? Its name must be ${TEAM_FILE})` : '';
      // The folder itself may have gone, and a watcher with it.
      watching?.renew();
      show(without(file.error + hint));
      return;
    }
    const { text } = file.value;
    const { team, usable, problems } = readTeam(text);
    const ownersAt = team ? await codeownersStamp(folder, team) : '';
    const whole = team && (await withCodeowners(folder, team, text));
    const all = [...problems, ...(whole?.problems ?? []), ...(await otherCopies(folder)).map(copyProblem)];
    stamp = file.value.stamp;
    owned = team && { team, stamp: ownersAt };
    if (whole) {
      good = whole.team;
      show({ team: whole.team, problems: all, lastGood: false, text });
      await lastGood
        .save(text)
        .catch((error: unknown) =>
          log.warn('the last good team file could not be kept', { error: String(error) }),
        );
    } else {
      // Without a last good one, what can be trusted of this one is better than nothing: its sources are polled (F2, B8).
      show({ team: good ?? usable ?? EMPTY_TEAM, problems: all, lastGood: good !== null, text });
    }
  }

  /** What holds while the file cannot be read. */
  function without(why: string): TeamNow {
    return {
      team: good ?? EMPTY_TEAM,
      problems: [{ level: 'error', line: 1, column: 1, message: why }],
      lastGood: good !== null,
      text: '',
    };
  }

  function show(next: TeamNow): void {
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    const errors = next.problems.filter(({ level }) => level === 'error');
    if (errors.length > 0)
      log.warn('the team file cannot be used', {
        file: path,
        line: errors[0]?.line,
        problem: errors[0]?.message,
        lastGood: next.lastGood,
      });
    else
      log.info('team file read', {
        file: path,
        team: next.team.name,
        people: next.team.people.length,
        sources: next.team.sources.length,
      });
    for (const listener of listeners) listener(next);
  }

  async function editOnce(change: (text: string) => Result<string, string>): Promise<Result<void, string>> {
    for (let attempt = 0; attempt < EDIT_ATTEMPTS; attempt++) {
      const file = await readTextFile(path);
      if (!file.ok) return file;
      const wrong = readTeam(file.value.text).problems.find(({ level }) => level === 'error');
      if (wrong)
        return err(
          `the team file has an error and is left alone; mend it first: line ${wrong.line}: ${wrong.message}`,
        );
      const changed = change(file.value.text);
      if (!changed.ok) return changed;
      if (changed.value === file.value.text) return ok(undefined);
      const broken = readTeam(changed.value).problems.find(({ level }) => level === 'error');
      if (broken) return err(`that would break the team file: line ${broken.line}: ${broken.message}`);
      try {
        const unchanged = async () => {
          const again = await readTextFile(path);
          return again.ok && again.value.text === file.value.text;
        };
        if (!(await replaceFile(path, changed.value, file.value.mode, unchanged))) continue;
      } catch (error) {
        return err(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
      }
      await looking?.catch(() => undefined);
      await take(await readTextFile(path));
      // Another desktop may have looked at the file as it was before, and put its own in the place of ours: then ours
      // is done again, on top of theirs, or refused.
      await sleep(settle);
      const still = await readTextFile(path);
      if (still.ok && !isKept(file.value.text, changed.value, still.value.text)) continue;
      return ok(undefined);
    }
    return err(`${path} keeps changing; try again in a moment`);
  }
}

function copyProblem(name: string): TeamProblem {
  return {
    level: 'warning',
    line: 1,
    column: 1,
    message: `there is also "${name}", perhaps from two machines that wrote at once; only ${TEAM_FILE} is read: move over what you need, then delete it`,
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
