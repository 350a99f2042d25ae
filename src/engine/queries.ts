import type { Incident } from '../core/incident/incident';
import { LOCAL_SOURCE } from '../core/kernel/ids';
import { isRinging } from '../core/page/ringing';
import { unheard } from '../core/source/health';
import type { State } from '../core/step/state';
import type { Counters } from './gate';
import type { Dispatch } from './pager/dispatch';
import type { Clock, Queries } from './ports';
import type { FactLog } from './store/fact-log';
import type { Reader } from './store/reader';

export type QueryParts = {
  readonly state: State;
  /** null while the store cannot be read; then only what is live is known. */
  readonly reader: () => Reader | null;
  readonly log: FactLog;
  readonly dispatch: () => Dispatch;
  /** Alerts that are accepted and not decided yet. */
  readonly waiting: () => number;
  readonly counters: Counters;
  readonly clock: Clock;
};

/** What is stored and known, for the HTTP API. */
export function makeQueries(parts: QueryParts): Queries {
  const { state } = parts;

  function live(): Incident[] {
    return [...state.incidents.values()].sort((a, b) => b.number - a.number);
  }

  return {
    incidents({ status, limit, cursor }) {
      const before = cursor === null ? null : readCursor(cursor);
      const reader = parts.reader();
      const found = reader
        ? reader.newest({ status, limit: limit + 1, before })
        : live()
            .filter(
              (incident) =>
                (status === 'all' || incident.status === status) &&
                (before === null || incident.number < before),
            )
            .slice(0, limit + 1);
      const incidents = found.slice(0, limit);
      return {
        incidents,
        next: found.length > limit ? writeCursor((incidents.at(-1) as Incident).number) : null,
      };
    },
    incident(id) {
      const stored = parts.reader()?.incident(id) ?? null;
      const known = state.incidents.get(id);
      return stored ?? (known ? { incident: known, facts: [], pages: [] } : null);
    },
    pages({ limit, cursor }) {
      const rows = parts.reader()?.pages(limit + 1, cursor === null ? null : readCursor(cursor)) ?? [];
      const shown = rows.slice(0, limit);
      return {
        pages: shown.map(({ page }) => page),
        next: rows.length > limit ? writeCursor((shown.at(-1) as { seq: number }).seq) : null,
      };
    },
    sources() {
      const of = (id: string) => state.sources.get(id) ?? unheard(id, parts.clock.now());
      return [
        ...state.team.sources.map((config) => ({ config, health: of(config.id) })),
        { config: null, health: of(LOCAL_SOURCE) },
      ];
    },
    unreadable: (limit) => parts.reader()?.unreadable(limit) ?? [],
    team: () => state.team,
    figures() {
      const incidents = live();
      return {
        open: incidents.filter(({ status }) => status === 'open').length,
        acknowledged: incidents.filter(({ status }) => status === 'acknowledged').length,
        ringing: incidents.filter(isRinging).length,
        alertsAccepted: parts.counters.accepted,
        alertsNotStored: parts.counters.notStored,
        alertsWaiting: parts.waiting(),
        unreadable: parts.counters.unreadable,
        pages: parts.dispatch().counts(),
        storing: parts.log.state().ok,
        sources: [...state.sources.values()].map(({ id, state: health, lastGoodAt }) => ({
          id,
          ok: health === 'ok',
          lastGoodAt,
        })),
      };
    },
  };
}

function writeCursor(position: number): string {
  return Buffer.from(`v1:${position}`).toString('base64url');
}

function readCursor(cursor: string): number {
  const m = /^v1:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!m) throw new RangeError('the cursor is none that this list gave');
  return Number(m[1]);
}
