import type { Input } from '../../core/step/input';
import { redact } from '../ingest/redact';
import type { Pager } from '../pager/pager';
import type { Clock, Log, Unreadable } from '../ports';
import type { FactLog } from '../store/fact-log';
import type { Entry, Taken } from './backlog';
import type { Bodies } from './bodies';
import type { Item } from './item';
import type { Journal } from './journal';
import { heardBefore, parseBody, readPlaces } from './read-request';

/** Decides alerts that were accepted. */
export type Decider = {
  /** Of several requests in one go: they share all that is done once a go. */
  decide(taken: ReadonlyArray<Taken<Item>>): void;
  /** Keeps for a person what could not be decided after all: nothing that was accepted is left out silently. */
  setAside(item: Item, error: unknown): void;
};

export type DeciderParts = {
  readonly pager: Pager;
  readonly log: FactLog;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly report: Log;
  readonly bodies: Bodies;
  /** Whether pages stay in: what was left by an engine before is decided. */
  readonly silent: () => boolean;
  /** Nothing of it waits any more. */
  readonly over: (entry: Entry<Item>) => void;
};

export function makeDecider(parts: DeciderParts): Decider {
  const { pager, log, journal, clock, report, bodies } = parts;

  function decide(taken: ReadonlyArray<Taken<Item>>): void {
    const readable: Array<Taken<Item>> = [];
    const inputs: Input[] = [];
    for (const some of taken) {
      try {
        inputs.push(...read(some));
        readable.push(some);
      } catch (error) {
        setAside(some.entry.item, error);
        note(some.entry, some.places);
      }
    }
    write(readable, inputs, 0);
    for (const entry of new Set(taken.map((some) => some.entry))) if (entry.left === 0) parts.over(entry);
  }

  /** @param from so many of the inputs are decided already, or set aside */
  function write(readable: ReadonlyArray<Taken<Item>>, inputs: readonly Input[], from: number): void {
    const { decisions, durable, failure } = pager.takeAccepted(
      from === 0 ? inputs : inputs.slice(from),
      (decided) => {
        noteSome(readable, from, from + decided);
        return journal.keeper()?.told() ?? null;
      },
      parts.silent(),
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
    setAside(itemAt(readable, place), failure);
    noteSome(readable, place, place + 1);
    write(readable, inputs, place + 1);
  }

  /** Those from one place to another, counted over all of them, are decided. */
  function noteSome(readable: ReadonlyArray<Taken<Item>>, from: number, to: number): void {
    let before = 0;
    for (const { entry, places } of readable) {
      const [first, end] = [Math.max(0, from - before), Math.min(places.length, to - before)];
      if (first < end) note(entry, places.slice(first, end));
      before += places.length;
    }
  }

  function note({ item, gist }: Entry<Item>, places: readonly number[]): void {
    if (item.seq > 0) journal.keeper()?.donePart(item.seq, places, gist.rank.length);
  }

  function read({ entry: { item }, places }: Taken<Item>): readonly Input[] {
    const { inputs } = item;
    if (inputs) return places.map((place) => inputs[place] as Input);
    item.parsed ??= { value: parseBody(bodies.of(item)) };
    const said = readPlaces(item, item.parsed.value, places);
    return item.left ? said.map((input) => heardBefore(input, clock.now())) : said;
  }

  function setAside(item: Item, error: unknown): void {
    const reason = `accepted, but it could not be decided: ${String(error)}`;
    let body = '';
    try {
      body = redact(bodies.of(item));
    } catch {
      // Then there is nothing to show of it.
    }
    const unreadable: Unreadable = { source: item.source, format: item.format, reason, body };
    report.error('an accepted request was set aside', { source: item.source, reason });
    log
      .write({ facts: [], incidents: new Map(), unreadable: [{ at: clock.now(), unreadable }] })
      .catch(() => undefined);
  }

  return { decide, setAside };
}

function itemAt(readable: ReadonlyArray<Taken<Item>>, place: number): Item {
  let before = 0;
  for (const { entry, places } of readable) {
    before += places.length;
    if (place < before) return entry.item;
  }
  throw new RangeError(`nothing is at ${place}`);
}
