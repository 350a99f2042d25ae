import { basename, dirname, join } from 'node:path';
import type { Calendars } from '../../core/schedule/calendars';
import { DAY } from '../../core/time/duration';
import type { Clock, Log } from '../ports';
import { type Watching, watchFolder } from '../store/team-folder-watch';
import { calendarLastGood } from './calendar-last-good';
import type { CalendarPath } from './calendar-paths';
import type { IcsReader } from './ics-thread';
import { type KeptCalendar, keptCalendar } from './kept-calendar';

/** The .ics files that the team file names, read ahead and watched. */
export type CalendarFiles = {
  /** Answers from what was read ahead; a span beyond it is read in the background, and `onChange` tells. */
  readonly calendars: Calendars;
  /** Takes other files than before. Resolves when they were read for the first time, or took too long. */
  follow(paths: readonly CalendarPath[]): Promise<void>;
  /** What is wrong, a sentence each. */
  problems(): readonly string[];
  /** Told whenever events or problems changed. @returns what ends it */
  onChange(listener: () => void): () => void;
  /** Looks at the files now: something of ours was written. */
  look(): Promise<void>;
  stop(): void;
};

export type CalendarFilesOptions = {
  readonly folder: string;
  readonly dataFolder: string;
  readonly paths: readonly CalendarPath[];
  readonly readIcs: IcsReader;
  readonly clock: Clock;
  readonly log: Log;
  /** As for the team file (store/team-folder.ts), milliseconds. */
  readonly pollEvery?: number;
  readonly settle?: number;
  readonly patience?: number;
};

/** What is read ahead follows the clock in steps. */
const FOLLOW = 30 * DAY;

/**
 * Reads the files and keeps them watched. Never fails: a file that breaks or goes is used as it last was, also after
 * a restart, and `problems` says so.
 */
export async function openCalendarFiles(options: CalendarFilesOptions): Promise<CalendarFiles> {
  const { folder, readIcs, clock, log, pollEvery = 5000, settle = 120, patience = 1500 } = options;
  const lastGood = calendarLastGood(folder, options.dataFolder);
  const listeners = new Set<() => void>();
  const files = new Map<string, KeptCalendar>();
  const watching = new Map<string, Watching>();
  let around = clock.now();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let stopped = false;

  await follow(options.paths);

  return {
    calendars: { events: (path, span) => files.get(path)?.events(span) ?? null },
    follow,
    problems: () =>
      [...files.values()]
        .filter((file) => file.problem() !== '')
        .map((file) => `${file.path} ${file.problem()}`),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    stop() {
      stopped = true;
      for (const one of watching.values()) one.stop();
      watching.clear();
      listeners.clear();
    },
  };

  async function follow(paths: readonly CalendarPath[]): Promise<void> {
    const before = [...files.keys()].join('\n');
    const wanted = new Map(paths.map((path) => [path.path, path]));
    for (const path of files.keys()) if (!wanted.has(path)) files.delete(path);
    for (const path of wanted.values()) {
      if (files.get(path.path)?.zone === path.zone) continue;
      const parts = { folder, readIcs, lastGood, log, settle, changed: tell };
      files.set(path.path, keptCalendar(path, around, parts));
    }
    watchFolders();
    await Promise.race([look(), sleep(patience)]);
    await Promise.all([...files.values()].map((file) => file.fallBack()));
    if ([...files.keys()].join('\n') !== before) tell();
  }

  /** One watcher a folder: the system tells nothing of what lies deeper. */
  function watchFolders(): void {
    const folders = new Set([...files.keys()].map((path) => dirname(path)));
    for (const [name, one] of watching) {
      if (folders.has(name)) continue;
      one.stop();
      watching.delete(name);
    }
    for (const name of folders) {
      if (watching.has(name) || stopped || name.startsWith('/') || name.split('/').includes('..')) continue;
      const concerns = (file: string) => [...files.keys()].some((path) => basename(path) === file);
      watching.set(name, watchFolder({ folder: join(folder, name), concerns, pollEvery, settle, look }));
    }
  }

  /** One look at a time; what changes meanwhile is looked at afterwards. Never rejects. */
  function look(): Promise<void> {
    lookAgain = true;
    looking ??= lookUntilDone().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookUntilDone(): Promise<void> {
    while (lookAgain && !stopped) {
      lookAgain = false;
      const now = clock.now();
      if (Math.abs(now - around) > FOLLOW) {
        around = now;
        for (const file of files.values()) file.moveTo(now);
      }
      const told = await Promise.all([...files.values()].map(lookAt));
      if (told.includes(true)) tell();
    }
  }

  async function lookAt(file: KeptCalendar): Promise<boolean> {
    try {
      const became = await file.look();
      if (typeof became === 'boolean') return became;
      watching.get(dirname(file.path))?.soon(became.again);
    } catch (error) {
      log.error('looking at a calendar failed', { path: file.path, error: String(error) });
    }
    return false;
  }

  function tell(): void {
    if (!stopped) for (const listener of listeners) listener();
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
