import { err, ok, type Result } from '../../core/kernel/result';
import { removeLayer, setLayerCalendar, setPerson } from '../../core/team/edit-layer';
import { DAY, type Duration, HOUR, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log, Secrets } from '../ports';
import type { TeamFolder } from '../store/team-folder';
import { TEAM_FILE } from '../store/team-folder-file';
import { calendarAddress, fetchCalendar } from './fetch-calendar';
import type { IcsReader } from './ics-thread';
import { addressName, planSubscription, type Subscription, type Wanted, zoneOf } from './subscription';
import type { SubscriptionStore } from './subscription-store';
import { writeCalendarFile } from './write-calendar-file';

/** Calendars kept elsewhere that this desktop keeps up to date in the team folder. */
export type Subscriptions = {
  list(): readonly Subscription[];
  /** Fetches it, writes the file, names it in the team file, and goes on following. @returns it, or a sentence why not */
  subscribe(wanted: Wanted, url: string): Promise<Result<Subscription, string>>;
  /** Follows it no more and takes it out of the team file. The file stays. @returns a sentence why not */
  unsubscribe(id: string): Promise<Result<Subscription, string>>;
  /** Asks all of them now. Never rejects. */
  refresh(): Promise<void>;
  stop(): void;
};

const EVERY: Duration = 15 * MINUTE;
/** Back-off after failures, with jitter: so that many desktops do not come back all at once. */
const FIRST_RETRY: Duration = 1 * MINUTE;
const LAST_RETRY: Duration = 6 * HOUR;
/** What is expanded to see whether it can be used. */
const BACK = 60 * DAY;
const AHEAD = 300 * DAY;

export async function openSubscriptions(parts: {
  readonly folder: string;
  readonly teamFolder: TeamFolder;
  readonly secrets: Secrets;
  readonly store: SubscriptionStore;
  readonly readIcs: IcsReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Told of a file of the team folder that was written. */
  readonly wrote: (path: string) => void;
  /** Told when what is followed, or what is wrong with it, is another. */
  readonly changed: () => void;
}): Promise<Subscriptions> {
  const { folder, teamFolder, secrets, store, readIcs, clock, log } = parts;
  const known = new Map((await store.load()).map((one) => [one.id, one]));
  const failures = new Map<string, number>();
  /** When each is asked next. What was good a moment ago need not be asked at once. */
  const dueAt = new Map<string, Instant>();
  for (const { id, lastGoodAt } of known.values()) dueAt.set(id, (lastGoodAt ?? 0) + EVERY);
  const gone = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  arm();

  return {
    list: () => [...known.values()],
    subscribe: (wanted, url) => inTurn(() => subscribe(wanted, url)),
    unsubscribe: (id) => inTurn(() => unsubscribe(id)),
    refresh: () => inTurn(() => ask([...known.keys()])),
    stop() {
      gone.abort();
      if (timer) clearTimeout(timer);
    },
  };

  /** One thing after the other: two of them may change the same file. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function arm(): void {
    if (timer) clearTimeout(timer);
    if (gone.signal.aborted || dueAt.size === 0) return;
    const wait = Math.min(Math.max(Math.min(...dueAt.values()) - clock.now(), 1000), EVERY);
    timer = setTimeout(() => {
      const now = clock.now();
      const due = [...dueAt].filter(([, at]) => at <= now).map(([id]) => id);
      void inTurn(() => ask(due)).finally(arm);
    }, wait);
    timer.unref();
  }

  function isStopped(): boolean {
    return gone.signal.aborted;
  }

  async function ask(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const one = known.get(id);
      if (!one || isStopped()) continue;
      const { next, again } = await askOne(one).catch((error: unknown) =>
        failed(one, (error as Error).message),
      );
      if (isStopped() || !known.has(id)) continue;
      if (next.problem !== '' && next.problem !== one.problem)
        log.warn('a calendar could not be brought up to date', { id, host: one.host, problem: next.problem });
      known.set(id, next);
      dueAt.set(id, clock.now() + again);
      await store.save([...known.values()]);
      if (next.problem !== one.problem) parts.changed();
    }
  }

  type Asked = { readonly next: Subscription; readonly again: Duration };

  async function askOne(one: Subscription): Promise<Asked> {
    const url = await secrets.get(addressName(one.id));
    if (url === null) return failed(one, 'its address is not stored on this desktop; follow it again');
    const brought = await bring(one, url);
    if (!brought.ok) return failed(one, brought.error.problem, brought.error.retryAfter);
    failures.delete(one.id);
    return { next: brought.value, again: EVERY };
  }

  function failed(one: Subscription, problem: string, retryAfter: Duration | null = null): Asked {
    const times = (failures.get(one.id) ?? 0) + 1;
    failures.set(one.id, times);
    const ceiling = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(times, 20));
    const again = retryAfter ?? Math.round(ceiling * (0.5 + parts.random() / 2));
    return { next: { ...one, problem }, again };
  }

  type Failure = { readonly problem: string; readonly retryAfter: Duration | null };

  /** Fetches, checks and writes. The file stays as it was unless all of that went well. */
  async function bring(one: Subscription, url: string): Promise<Result<Subscription, Failure>> {
    const no = (problem: string, retryAfter: Duration | null = null) => err({ problem, retryAfter });
    const address = calendarAddress(url);
    if (!address.ok) return no(address.error);
    const now = clock.now();
    const fetched = await fetchCalendar(address.value, one.etag, now, gone.signal);
    if (fetched.kind === 'problem') return no(`${one.host}: ${fetched.problem}`, fetched.retryAfter);
    if (fetched.kind === 'same') return ok({ ...one, lastGoodAt: now, problem: '' });
    const zone = zoneOf(teamFolder.current().team, one);
    const span = { start: now - BACK, end: now + AHEAD };
    const read = await readIcs(fetched.text, { zone, span, slim: one.what });
    if (!read.ok) return no(`${one.host}: what it answered ${read.error}`);
    const events = read.value.events.length;
    // Nobody on call from one fetch to the next is rather a mistake there than the truth.
    if (one.what === 'layer' && events === 0 && one.events > 0)
      return no(`${one.host}: its calendar is empty now; the last one is kept in use`);
    if (await writeCalendarFile(folder, one.file, read.value.slim)) parts.wrote(one.file);
    return ok({ ...one, etag: fetched.etag, lastGoodAt: now, problem: '', events });
  }

  async function subscribe(wanted: Wanted, url: string): Promise<Result<Subscription, string>> {
    const address = calendarAddress(url);
    if (!address.ok) return address;
    const { team } = teamFolder.current();
    const planned = planSubscription(team, wanted, address.value.host, [...known.values()]);
    if (!planned.ok) return planned;
    const brought = await bring(planned.value, url);
    if (!brought.ok) return err(`That calendar cannot be followed: ${brought.error.problem}.`);
    const one = brought.value;
    const { id } = one;
    const before = await secrets.get(addressName(id));
    await secrets.set(addressName(id), url);
    const named = await teamFolder.edit((text) => {
      if (one.what === 'away') return setPerson(text, one.person, { away: one.file });
      const schedule = team.schedules.find((each) => each.id === one.schedule);
      if (!schedule) return err(`there is no schedule "${one.schedule}" any more`);
      return setLayerCalendar(text, schedule, { id: one.layer, name: one.layer }, one.file);
    });
    if (!named.ok) {
      await secrets.set(addressName(id), before);
      return named;
    }
    parts.wrote(TEAM_FILE);
    known.set(id, one);
    dueAt.set(id, clock.now() + EVERY);
    await store.save([...known.values()]);
    arm();
    parts.changed();
    return ok(one);
  }

  async function unsubscribe(id: string): Promise<Result<Subscription, string>> {
    const one = known.get(id);
    if (!one) return err('That calendar is not followed on this desktop.');
    const { team } = teamFolder.current();
    const person = team.people.find((each) => each.id === one.person);
    const schedule = team.schedules.find((each) => each.id === one.schedule);
    const layer = schedule?.layers.find((each) => each.id === one.layer);
    // What somebody changed by hand since then is left alone.
    if (person?.away === one.file || layer?.calendar === one.file) {
      const taken = await teamFolder.edit((text) =>
        one.what === 'away'
          ? setPerson(text, one.person, { away: '' })
          : removeLayer(text, one.schedule, one.layer),
      );
      if (!taken.ok) return taken;
      parts.wrote(TEAM_FILE);
    }
    known.delete(id);
    dueAt.delete(id);
    failures.delete(id);
    await secrets.set(addressName(id), null);
    await store.save([...known.values()]);
    parts.changed();
    return ok(one);
  }
}
