import { join } from 'node:path';
import type { ActId, PersonId } from '../../core/kernel/ids';
import type { Act, ActBody } from '../../core/team-log/act';
import { answered } from '../../core/team-log/answered';
import { printAct } from '../../core/team-log/print-act';
import { MAX_LINE, readAct } from '../../core/team-log/read-act';
import {
  after,
  DESKTOP_NAME,
  FURTHEST_AHEAD,
  heard,
  nextStamp,
  parseStamp,
  printStamp,
  type Stamp,
} from '../../core/team-log/stamp';
import { printDuration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { type Clock, type Log, NotStored } from '../ports';
import { type Watching, watchFolder } from './team-folder-watch';
import { makeKnownActs } from './team-log-known';
import { openLogReader } from './team-log-reader';
import { openOwnLog } from './team-log-writer';

/** What the team did, as it stands in `log/` of the team folder (docs/team-folder.md, "The log"). */
export type TeamLog = {
  /** All acts known, in the order of their stamps, each once. A new list whenever there are more. */
  acts(): readonly Act[];
  /**
   * Writes acts into this desktop's file, in one piece. On the disk, and among `acts`, when it resolves; where the team
   * folder cannot be written they are on this desktop's disk, count here, and `trouble` says so.
   * @throws NotStored when they could not be stored anywhere; nothing has happened then
   */
  append(bodies: readonly ActBody[], by: PersonId): Promise<readonly Act[]>;
  /** Told of acts that were not known before, our own included. @returns what ends it */
  onChange(listener: (fresh: readonly Act[]) => void): () => void;
  /** Lines that make no sense, files that cannot be read, clocks that are far off; a sentence each, at most 200. */
  problems(): readonly string[];
  /** Why the others do not hear what is done here; '' while they do. */
  trouble(): string;
  /** Desktops that ever wrote: who did the last thing there, and when by its clock. */
  desktops(): readonly { readonly id: string; readonly person: PersonId; readonly lastAt: Instant }[];
  /** Looks at the folder now instead of at the next poll. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

export type TeamLogOptions = {
  readonly folder: string;
  readonly dataFolder: string;
  /** Name of this desktop and of its file: letters, digits, dots, dashes and underscores. */
  readonly desktop: string;
  readonly clock: Clock;
  readonly log: Log;
  /** How often the files are looked at besides being watched: network folders tell nothing. Milliseconds. */
  readonly pollEvery?: number;
  /** How long the first look may take; what is not read by then is read on, and told as it comes. Milliseconds. */
  readonly patience?: number;
};

const SETTLE = 30;
const MOST_PROBLEMS = 200;

/**
 * Opens the log of a team folder and keeps reading it. Never fails for what stands in the folder, or because it is not
 * there.
 */
export async function openTeamLog(options: TeamLogOptions): Promise<TeamLog> {
  const { folder, dataFolder, desktop, clock, log, pollEvery = 2000, patience = 1000 } = options;
  if (!DESKTOP_NAME.test(desktop)) throw new Error(`"${desktop}" cannot be the name of a desktop`);
  const known = makeKnownActs();
  const own = await openOwnLog({ folder, dataFolder, desktop, patience: 3000 });
  const reader = openLogReader(join(folder, 'log'), `${desktop}.jsonl`);
  const listeners = new Set<(fresh: readonly Act[]) => void>();
  let last: Stamp | null = null;
  let isComplete = false;
  let looking: Promise<void> | null = null;
  let appending: Promise<unknown> = Promise.resolve();
  /** Read and not learned yet: to go through a long log again and again would only take time. */
  let gathered: Act[] = [];
  let told = '';
  let stopped = false;
  let watching: Watching | null = null;
  let watched = '';

  learn(own.kept);
  await Promise.race([look(), sleep(patience)]);
  learnGathered();
  watched = reader.folderStamp();
  watching = watchFolder({
    folder: join(folder, 'log'),
    concerns: (name) => name.endsWith('.jsonl'),
    pollEvery,
    settle: SETTLE,
    look,
  });

  return {
    acts: () => known.all(),
    append(bodies, by) {
      const turn = appending.then(() => appendNow(bodies, by));
      appending = turn.catch(() => undefined);
      return turn;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    problems,
    trouble: () => own.trouble(),
    desktops: () => known.desktops(),
    async look() {
      // One that is under way may have passed by what is new.
      await looking;
      await look();
    },
    async stop() {
      stopped = true;
      watching.stop();
      listeners.clear();
      await appending;
    },
  };

  async function appendNow(bodies: readonly ActBody[], by: PersonId): Promise<readonly Act[]> {
    if (bodies.length === 0) return [];
    const acts: Act[] = [];
    const lines: string[] = [];
    for (const body of bodies) {
      const stamp = stampFor(body, acts.at(-1)?.stamp ?? null);
      const line = printAct({ id: printStamp(stamp), stamp, by, body });
      acts.push(asOthersRead(line));
      lines.push(line);
    }
    await own.append(lines);
    tellTrouble();
    learn(acts);
    return acts;
  }

  /** Later than all that is known, unless that is far ahead; later than what it answers in any case. */
  function stampFor(body: ActBody, before: Stamp | null): Stamp {
    let stamp = before === null ? nextStamp(last, clock.now(), desktop) : after(before, desktop);
    const act = answered(body, known.all(), stamp);
    if (act) stamp = after(act.stamp, desktop);
    while (known.has(printStamp(stamp))) stamp = after(stamp, desktop);
    if (parseStamp(printStamp(stamp)) === null)
      throw new NotStored(`this computer's clock cannot be right: ${printStamp(stamp).slice(0, 24)}`);
    return stamp;
  }

  /** One look at a time. Never rejects. */
  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookNow(): Promise<void> {
    const began = performance.now();
    let nextAt = began + patience;
    await reader.read((acts) => {
      for (const act of acts) gathered.push(act);
      const now = performance.now();
      if (now < nextAt) return;
      learnGathered();
      // Seldomer and seldomer: each time all that is known is gone through.
      nextAt = now + 2 * (now - began);
    });
    learnGathered();
    isComplete = true;
    if (stopped) return;
    if (reader.folderStamp() !== watched) {
      watched = reader.folderStamp();
      watching?.renew();
    }
    await own.flush();
    tellTrouble();
  }

  function learnGathered(): void {
    const acts = gathered;
    gathered = [];
    learn(acts);
  }

  function learn(acts: readonly Act[]): void {
    const fresh = known.add(acts);
    if (fresh.length === 0) return;
    const now = clock.now();
    for (const { stamp } of fresh) last = heard(last, stamp, now);
    if (stopped) return;
    for (const listener of listeners) listener(fresh);
  }

  function problems(): readonly string[] {
    const all = [
      ...(isComplete ? [] : ['The log of the team is still being read.']),
      ...reader.problems(),
      ...known.clashes().map(clashText),
      ...farAhead(known.all(), clock.now()),
    ];
    return all.length <= MOST_PROBLEMS
      ? all
      : [...all.slice(0, MOST_PROBLEMS - 1), `and ${all.length - MOST_PROBLEMS + 1} more`];
  }

  function tellTrouble(): void {
    const trouble = own.trouble();
    if (trouble === told) return;
    if (trouble !== '') log.warn('acts wait to be written into the team folder', { trouble });
    else log.info('acts that waited stand in the team folder');
    told = trouble;
  }
}

/** What every other desktop makes of a line. @throws NotStored where they would pass it over */
function asOthersRead(line: string): Act {
  if (Buffer.byteLength(line) > MAX_LINE)
    throw new NotStored('it is longer than the 64 KB that a line of the log may have');
  const read = readAct(line);
  if (read.kind !== 'act') throw new NotStored(`it makes no sense: ${read.why}`);
  return read.act;
}

function clashText(id: ActId): string {
  return `Two different acts in the log bear the id ${id}; every desktop takes the same one of them. Were two desktops set up from one copy?`;
}

/** A clock that is far ahead makes its acts win over later ones, and hides answers to them. */
function farAhead(acts: readonly Act[], now: Instant): string[] {
  const ahead = new Map<string, Act>();
  for (let i = acts.length - 1; i >= 0; i -= 1) {
    const act = acts[i] as Act;
    if (act.stamp.ms <= now + FURTHEST_AHEAD) break;
    if (!ahead.has(act.stamp.desktop)) ahead.set(act.stamp.desktop, act);
  }
  return [...ahead.values()].map(
    ({ stamp, by }) =>
      `The clock of desktop ${stamp.desktop} (${by}) is, or was, ahead by ${printDuration(stamp.ms - now)}; what was done there may count later than it was meant.`,
  );
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
