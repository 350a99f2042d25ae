import type { Incident } from '../../core/incident/incident';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Pager } from '../pager/pager';
import { type Clock, type Log, NotStored } from '../ports';
import type { FactLog } from '../store/fact-log';
import { Backlog, type Entry, type Taken } from './backlog';
import { makeBodies } from './bodies';
import { makeDecider } from './decider';
import { keyNumber } from './gist';
import type { Item } from './item';
import type { Journal } from './journal';
import { gistAgain, parseBody } from './read-request';
import type { AcceptedRequest } from './request';
import { makeRoom } from './room';
import { makeSlices } from './slices';

/** Alerts that are decided in one go: about two milliseconds. */
const ONE_GO = 32;
/** Critical and error are decided as they come, before their sender is answered. */
const AT_ONCE = 1;
/** With so many facts on their way to the store the next alerts wait: what a person does must find room. */
const MOST_FACTS = 6000;
/** What an engine before this one left is decided first, for so long; then what is open rings (promise P3). */
const LEFT_FIRST: Duration = SECOND;
/** While more comes in, deciding gets so much of the time, and its rows and garbage take as much again. */
const SHARE = 0.15;
/** When so many wait it gets more. */
const MANY_WAIT = 100_000;
const LARGER_SHARE = 0.5;

/**
 * Takes what senders send: onto the disk, and then, behind the answer, into incidents (decisions/0006). With nothing
 * waiting that is a matter of a millisecond; in a flood the most urgent come first.
 */
export type Intake = {
  /** Resolves when the request is durable. @throws NotStored */
  accept(request: AcceptedRequest): Promise<void>;
  /**
   * Reads what the last engine left, once the store can be read, and decides most of it without a page: `started` is to
   * be taken after it. May be called again; tries again by itself while the journal cannot be read.
   */
  begin(): Promise<void>;
  /** Decides what waits of the alerts of these incidents: before a person does something to them. */
  settle(incidents: readonly Incident[]): void;
  /** Resolves when what was accepted until now is in the store, or after `within`. */
  caughtUp(within: Duration): Promise<void>;
  /** Alerts that were accepted and are not decided yet. */
  waiting(): number;
  /** Decides and stores what there is time for. */
  stop(): Promise<void>;
};

export type IntakeParts = {
  readonly pager: Pager;
  readonly log: FactLog;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly report: Log;
};

export function makeIntake(parts: IntakeParts): Intake {
  const { pager, log, journal, clock, report } = parts;
  const backlog = new Backlog<Item>();
  const room = makeRoom();
  const bodies = makeBodies();
  const slices = makeSlices(goOn, () => (backlog.size > MANY_WAIT ? LARGER_SHARE : SHARE));
  let began = false;
  /** While what was left is decided: what is open then rings when the engine says that it started. */
  let silent = false;
  let again: NodeJS.Timeout | null = null;
  const decider = makeDecider({ pager, log, journal, clock, report, bodies, silent: () => silent, over });

  async function accept(request: AcceptedRequest): Promise<void> {
    const count = request.gist.rank.length;
    const wait = room.enter(count, request.body.length);
    if (wait) await wait;
    const { at, source, format, body, inputs, gist } = request;
    const { seq, durable } = journal.append({ at, source, format, body, count });
    const item: Item = {
      at,
      source,
      format,
      seq,
      bytes: body.length,
      body,
      place: null,
      parsed: null,
      inputs,
      left: false,
    };
    bodies.keep(item);
    const entry = backlog.add(gist, item);
    if (gist.rank.some((rank) => rank <= AT_ONCE)) decideSome(AT_ONCE);
    if (backlog.size > 0) slices.more();
    try {
      item.place = await durable;
    } catch (error) {
      // It pages all the same where there is room to remember it; its sender was told to send it again.
      const taken = backlog.takeEntry(entry);
      if (taken && log.hasRoom()) decider.decide([taken]);
      else if (taken) over(entry);
      throw error;
    }
    bodies.written(item);
    if (!log.state().ok) throw new NotStored(log.state().error);
  }

  /** Nothing of it waits any more. */
  function over(entry: Entry<Item>): void {
    bodies.forget(entry.item);
    room.leave(entry.gist.rank.length, entry.item.bytes);
  }

  /** One go of what is most urgent. @returns whether there was anything, and room to decide it */
  function decideSome(leastRank?: number): boolean {
    if (log.waiting() > MOST_FACTS || !log.hasRoom()) return false;
    const go: Array<Taken<Item>> = [];
    for (let left = ONE_GO; left > 0; ) {
      const taken = backlog.take(left, leastRank);
      if (!taken) break;
      go.push(taken);
      left -= taken.places.length;
    }
    if (go.length > 0) decider.decide(go);
    return go.length > 0;
  }

  /** A slice of what waits. */
  function goOn(until: number): boolean {
    while (performance.now() < until) if (!decideSome()) break;
    return backlog.size > 0;
  }

  async function caughtUp(within: Duration): Promise<void> {
    const end = performance.now() + within;
    while (backlog.size > 0 && performance.now() < end) {
      if (!decideSome()) await log.flush().catch(() => undefined);
      if (!log.state().ok) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (log.waiting() === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, end - performance.now()));
    });
    await Promise.race([log.flush().catch(() => undefined), late]);
    clearTimeout(timer);
  }

  async function begin(): Promise<void> {
    const progress = log.progress();
    if (began || progress === undefined) return;
    // One that a newer Watchbill wrote ends a start; under a running pager it is said, as any that cannot be read.
    await journal.open(progress).catch(() => undefined);
    const keeper = journal.keeper();
    if (!keeper) {
      again ??= setTimeout(() => {
        again = null;
        void begin();
      }, SECOND).unref();
      return;
    }
    // Asked again meanwhile: what was left is given once.
    began = true;
    for (const { about, place } of journal.takeLeft()) {
      const { at, source, format, seq } = about;
      const bytes = place.length;
      const item: Item = {
        at,
        source,
        format,
        seq,
        bytes,
        body: null,
        place,
        parsed: null,
        inputs: null,
        left: true,
      };
      try {
        const gist = gistAgain(item, parseBody(bodies.of(item)));
        room.take(gist.rank.length, bytes);
        const entry = backlog.add(gist, item, (one) => keeper.isDone(seq, one));
        if (entry.left === 0) over(entry);
      } catch (error) {
        decider.setAside(item, error);
        keeper.done(seq);
      }
    }
    const end = performance.now() + LEFT_FIRST;
    silent = true;
    while (backlog.size > 0 && performance.now() < end && log.state().ok)
      if (!decideSome()) await log.flush().catch(() => undefined);
    silent = false;
    if (backlog.size > 0) slices.more();
  }

  return {
    accept,
    begin,
    settle(incidents) {
      if (backlog.size === 0) return;
      const keys = new Set(incidents.map(({ alert }) => keyNumber(alert)));
      const taken = backlog.takeKeys(keys);
      if (taken.length > 0) decider.decide(taken);
    },
    caughtUp,
    waiting: () => backlog.size,
    async stop() {
      await caughtUp(5 * SECOND);
      slices.stop();
      if (again) clearTimeout(again);
      await journal.close(backlog.size === 0 && log.waiting() === 0 && log.state().ok);
    },
  };
}
