import type { Calendars } from '../../core/schedule/calendars';
import type { Rota } from '../../core/schedule/rota';
import type { Clock, Log, Secrets } from '../ports';
import type { TeamFolder } from '../store/team-folder';
import { type CalendarFeed, makeCalendarFeed } from './calendar-feed';
import { openCalendarFiles } from './calendar-files';
import { calendarPathsOf } from './calendar-paths';
import { makeFeedToken } from './feed-token';
import { type IcsReader, makeIcsReader } from './ics-thread';
import { subscriptionStore } from './subscription-store';
import { openSubscriptions, type Subscriptions } from './subscriptions';

/** What the calls about calendars are answered from. */
export type CalendarParts = {
  /** Reads calendars, bounded, in a thread of its own. */
  readonly readIcs: IcsReader;
  readonly feed: CalendarFeed;
  readonly subscriptions: Subscriptions;
};

/** All about calendars in one place: files read and watched, addresses followed, the feed. */
export type CalendarDesk = CalendarParts & {
  readonly calendars: Calendars;
  /** What is wrong with files and followed addresses, a sentence each. */
  problems(): readonly string[];
  onChange(listener: () => void): () => void;
  stop(): void;
};

/** @param parts.workerUrl built ics-worker.js; null reads in this thread (tests of pure parts) */
export async function openCalendarDesk(parts: {
  readonly folder: string;
  readonly dataFolder: string;
  readonly teamFolder: TeamFolder;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly workerUrl: URL | null;
  /** Not asked before the desk is open. */
  readonly rota: () => Rota;
  /** Told of a file of the team folder that was written, by its path there. */
  readonly wrote: (path: string) => void;
}): Promise<CalendarDesk> {
  const { folder, dataFolder, teamFolder, secrets, clock, log } = parts;
  const readIcs = makeIcsReader(parts.workerUrl);
  const paths = () => calendarPathsOf(teamFolder.current().team);
  const files = await openCalendarFiles({ folder, dataFolder, paths: paths(), readIcs, clock, log });
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  files.onChange(tell);
  const unfollow = teamFolder.onChange(() => void files.follow(paths()));
  const subscriptions = await openSubscriptions({
    folder,
    teamFolder,
    secrets,
    store: subscriptionStore(folder, dataFolder, log),
    readIcs,
    clock,
    log,
    random: Math.random,
    wrote(path) {
      void files.look();
      parts.wrote(path);
    },
    changed: tell,
  });
  const feed = makeCalendarFeed({ rota: parts.rota, clock, token: makeFeedToken(secrets, log) });

  return {
    readIcs,
    feed,
    subscriptions,
    calendars: files.calendars,
    problems: () => [
      ...files.problems(),
      ...subscriptions
        .list()
        .filter(({ problem }) => problem !== '')
        .map(({ file, problem }) => `${file} is not up to date: ${problem}`),
    ],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      unfollow();
      subscriptions.stop();
      files.stop();
      listeners.clear();
    },
  };
}
