import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PersonId } from '../../core/kernel/ids';
import type { Span } from '../../core/kernel/span';
import { Replay, type Replayed } from '../../core/replay/replay';
import { type ReplayEvent, replayEvents } from '../../core/replay/replay-event';
import type { Rota } from '../../core/schedule/rota';
import type { Team } from '../../core/team/team';
import { DAY, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Reader } from '../store/reader';
import { replaySlice } from '../store/replay-query';

/** Another preview was asked for meanwhile. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** What came in a span, to be decided on again. */
type Stored = { readonly span: Span; readonly events: readonly ReplayEvent[]; readonly cut: boolean };

const SPAN = 7 * DAY;
/** What came is read again after so long. */
const FRESH = MINUTE;
/** More than so many incidents of a week are not replayed: the latest are. */
const MOST_INCIDENTS = 20_000;
/** For so long at a time: in between, what comes in is decided and paged. */
const TURN_MS = 8;

export type ReplayDesk = {
  /**
   * The last seven days by two team files.
   * @throws Superseded when it was asked again meanwhile
   */
  compare(
    before: Team,
    after: Team,
    rota: Rota,
  ): Promise<{
    readonly span: Span;
    readonly before: readonly Replayed[];
    readonly after: readonly Replayed[];
    readonly cut: boolean;
  }>;
};

export function makeReplayDesk(parts: {
  readonly reader: () => Reader | null;
  readonly now: () => Instant;
  readonly me: PersonId;
}): ReplayDesk {
  let asked = 0;
  let stored: Stored | null = null;
  /** What the file in force would have done: asked for with every key that is typed. */
  let known: {
    readonly team: Team;
    readonly rota: Rota;
    readonly stored: Stored;
    readonly replayed: readonly Replayed[];
  } | null = null;

  return {
    async compare(before, after, rota) {
      const turn = ++asked;
      const check = () => {
        if (turn !== asked) throw new Superseded('Another preview was asked for meanwhile.');
      };
      const what = await read(check);
      const hit =
        known && known.team === before && known.rota === rota && known.stored === what
          ? known.replayed
          : null;
      const first = hit ?? (await run(before, rota, what, check));
      known = { team: before, rota, stored: what, replayed: first };
      const second = await run(after, rota, what, check);
      return { span: what.span, before: first, after: second, cut: what.cut };
    },
  };

  async function read(check: () => void): Promise<Stored> {
    const now = parts.now();
    if (stored && now >= stored.span.end && now - stored.span.end < FRESH) return stored;
    const reader = parts.reader();
    if (!reader) throw new Error('The store cannot be read now; try again in a moment.');
    const span = { start: now - SPAN, end: now };
    const facts: ReturnType<typeof replaySlice>['facts'][number][] = [];
    let incidents = 0;
    for (let at: Instant | null = span.start; at !== null && incidents < MOST_INCIDENTS; ) {
      const from: Instant = at;
      const slice = reader.asked((ask) => replaySlice(ask, from, span.end));
      for (const fact of slice.facts) facts.push(fact);
      incidents += slice.incidents;
      at = slice.next;
      await nextTurn();
      check();
    }
    facts.sort((a, b) => a.fact.at - b.fact.at || a.seq - b.seq);
    const events = replayEvents(facts.map(({ fact }) => fact));
    const cut = incidents >= MOST_INCIDENTS;
    const end = cut ? (events.at(-1)?.at ?? span.end) : span.end;
    stored = { span: { start: span.start, end }, events, cut };
    return stored;
  }

  async function run(
    team: Team,
    rota: Rota,
    { span, events }: Stored,
    check: () => void,
  ): Promise<Replayed[]> {
    const replay = new Replay(team, rota, parts.me, span.start);
    let turnBegan = performance.now();
    for (const event of events) {
      replay.happens(event);
      if (performance.now() - turnBegan < TURN_MS) continue;
      await nextTurn();
      check();
      turnBegan = performance.now();
    }
    return replay.end(span.end);
  }
}
