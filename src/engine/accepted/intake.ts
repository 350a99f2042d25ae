import type { Incident } from '../../core/incident/incident';
import type { Input } from '../../core/step/input';
import { type Duration, SECOND } from '../../core/time/duration';
import { redact } from '../ingest/redact';
import type { Pager } from '../pager/pager';
import { type Clock, type Log, NotStored, type Unreadable } from '../ports';
import type { FactLog } from '../store/fact-log';
import { Backlog, type Entry, type Taken } from './backlog';
import { keyNumber } from './gist';
import type { Journal } from './journal';
import { gistAgain, heardBefore, parseBody, readPlaces, type Waiting } from './read-request';
import type { Place } from './recover';
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
/** While more comes in, deciding gets a fifth of the time; half of it when so many wait. */
const MANY_WAIT = 100_000;
/** Bodies are kept in memory up to here, and read back from the journal beyond. Bytes. */
const KEPT_BODIES = 8 << 20;

/**
 * Takes what senders send: onto the disk, and then, behind the answer, into incidents (decisions/0006). With nothing
 * waiting that is a matter of a millisecond; in a flood the most urgent come first.
 */
export type Intake = {
  /** Resolves when the request is durable. @throws NotStored */
  accept(request: AcceptedRequest): Promise<void>;
  /**
   * Reads what the last engine left, once the store can be read, and decides most of it without a page: `started` is to
   * be taken after it. May be called again. @throws NewerData
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

type Item = Waiting & {
  seq: number;
  readonly bytes: number;
  body: Buffer | null;
  place: Place | null;
  /** The body as JSON, while alerts of it are being decided. */
  parsed: { readonly value: unknown } | null;
  inputs: readonly Input[] | null;
  readonly left: boolean;
};

export function makeIntake(parts: IntakeParts): Intake {
  const { pager, log, journal, clock, report } = parts;
  const backlog = new Backlog<Item>();
  const room = makeRoom();
  const slices = makeSlices(goOn, () => (backlog.size > MANY_WAIT ? 0.5 : 0.2));
  let kept = 0;
  let began = false;
  /** While what was left is decided: what is open then rings when the engine says that it started. */
  let silent = false;
  let again: NodeJS.Timeout | null = null;

  async function accept(request: AcceptedRequest): Promise<void> {
    const count = request.gist.rank.length;
    const wait = room.enter(count, request.body.length);
    if (wait) await wait;
    const { at, source, format, body, inputs, gist } = request;
    const { seq, durable } = journal.append({ at, source, format, body, count });
    const bytes = body.length;
    const item: Item = {
      at,
      source,
      format,
      seq,
      bytes,
      body,
      place: null,
      parsed: null,
      inputs,
      left: false,
    };
    kept += bytes;
    const entry = backlog.add(gist, item);
    if (gist.rank.some((rank) => rank <= AT_ONCE)) decideSome(AT_ONCE);
    if (backlog.size > 0) slices.more();
    try {
      item.place = await durable;
    } catch (error) {
      // It pages all the same where there is room to remember it; its sender was told to send it again.
      const taken = backlog.takeEntry(entry);
      if (taken && log.hasRoom()) decide(taken);
      else if (taken) over(entry);
      throw error;
    }
    if (item.body && kept > KEPT_BODIES) forgetBody(item);
    if (!log.state().ok) throw new NotStored(log.state().error);
  }

  function forgetBody(item: Item): void {
    if (!item.body) return;
    kept -= item.body.length;
    item.body = null;
    item.inputs = null;
  }

  /** Nothing of it waits any more. */
  function over(entry: Entry<Item>): void {
    forgetBody(entry.item);
    entry.item.parsed = null;
    room.leave(entry.gist.rank.length, entry.item.bytes);
  }

  /** One go of what is most urgent. @returns whether there was anything, and room to decide it */
  function decideSome(leastRank?: number): boolean {
    if (log.waiting() > MOST_FACTS || !log.hasRoom()) return false;
    const taken = backlog.take(ONE_GO, leastRank);
    if (!taken) return false;
    decide(taken);
    return true;
  }

  function decide({ entry, places }: Taken<Item>): void {
    let inputs: readonly Input[];
    try {
      inputs = read(entry.item, places);
    } catch (error) {
      setAside(entry.item, error);
      note(entry, places);
      write([], places.length, entry, places);
      if (entry.left === 0) over(entry);
      return;
    }
    write(inputs, 0, entry, places);
    if (entry.left === 0) over(entry);
  }

  function write(
    inputs: readonly Input[],
    from: number,
    entry: Entry<Item>,
    places: readonly number[],
  ): void {
    const rest = inputs.slice(from);
    const { decisions, durable, failure } = pager.takeAccepted(
      rest,
      (decided) => {
        note(entry, places.slice(from, from + decided));
        return journal.keeper()?.told() ?? null;
      },
      silent,
    );
    const upTo = journal.keeper()?.allUpTo ?? 0;
    durable.then(
      () => journal.release(upTo),
      () => undefined, // The fact log says it loudly, and keeps it.
    );
    if (failure === null) return;
    const place = from + decisions.length;
    report.error('an alert could not be decided', {
      error: failure instanceof Error ? failure.message : 'unknown',
    });
    setAside(entry.item, failure);
    note(entry, places.slice(place, place + 1));
    write(inputs, place + 1, entry, places);
  }

  function note({ item, gist }: Entry<Item>, places: readonly number[]): void {
    if (item.seq > 0) journal.keeper()?.donePart(item.seq, places, gist.rank.length);
  }

  function read(item: Item, places: readonly number[]): readonly Input[] {
    if (item.inputs) return places.map((place) => (item.inputs as readonly Input[])[place] as Input);
    item.parsed ??= { value: parseBody(bodyOf(item)) };
    const inputs = readPlaces(item, item.parsed.value, places);
    return item.left ? inputs.map((input) => heardBefore(input, clock.now())) : inputs;
  }

  function bodyOf({ body, place }: Item): Buffer {
    if (body) return body;
    if (!place) throw new Error('its body is not there');
    return place.segment.read(place.from, place.length);
  }

  /** Nothing that was accepted is left out silently. */
  function setAside(item: Item, error: unknown): void {
    const reason = `accepted, but it could not be decided: ${String(error)}`;
    let body = '';
    try {
      body = redact(bodyOf(item));
    } catch {
      // Then there is nothing to show of it.
    }
    const unreadable: Unreadable = { source: item.source, format: item.format, reason, body };
    report.error('an accepted request was set aside', { source: item.source, reason });
    log
      .write({ facts: [], incidents: new Map(), unreadable: [{ at: clock.now(), unreadable }] })
      .catch(() => undefined);
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
    await journal.open(progress);
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
        const gist = gistAgain(item, parseBody(bodyOf(item)));
        room.take(gist.rank.length, bytes);
        const entry = backlog.add(gist, item, (one) => keeper.isDone(seq, one));
        if (entry.left === 0) over(entry);
      } catch (error) {
        setAside(item, error);
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
      for (const taken of backlog.takeKeys(keys)) decide(taken);
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
