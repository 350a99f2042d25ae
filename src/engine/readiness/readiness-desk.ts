import type { Readiness } from '../../core/readiness/check';
import type { ReadinessFacts } from '../../core/readiness/facts';
import { readinessLine, readinessOf } from '../../core/readiness/readiness-of';
import { unheard } from '../../core/source/health';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { DrillDesk } from '../drill/drill-desk';
import type { HandlerParts } from '../handlers/parts';
import type { HeartbeatDesk } from '../heartbeats/heartbeat-desk';
import type { OwnHeartbeat } from '../heartbeats/own-heartbeat';
import { makeChannelFacts } from './channel-facts';
import { heldFacts } from './held-facts';
import type { MachineDesk } from './machine-desk';
import { LOOK_AHEAD, makeRotaAhead } from './rota-facts';
import type { ReadinessDesk } from './watch-desk';

export type ReadinessParts = Pick<
  HandlerParts,
  'state' | 'names' | 'reader' | 'clock' | 'sources' | 'banners' | 'status' | 'channels'
> & {
  readonly startedAt: Instant;
  readonly machine: MachineDesk;
  readonly drills: DrillDesk;
  readonly heartbeats: HeartbeatDesk;
  readonly own: OwnHeartbeat;
};

/** The light is asked for with every status: it may be so old. */
const LIGHT_AGE: Duration = 2 * SECOND;

export function openReadinessDesk(parts: ReadinessParts): ReadinessDesk {
  const { state, clock } = parts;
  const ahead = makeRotaAhead();
  const channelFacts = makeChannelFacts(parts.reader);
  let judged: { readonly at: Instant; readonly readiness: Readiness } | null = null;
  let judging = false;

  function facts(now: Instant): ReadinessFacts {
    const names = parts.names();
    const status = parts.status();
    const { gaps, mine } = ahead(state.rota, state.me, now);
    const banner = (...ids: readonly string[]) =>
      parts.banners
        .all()
        .filter(({ id }) => ids.includes(id))
        .map(({ text }) => text)
        .join(' ');
    const { team } = state;
    const [latest] = parts.drills.list().filter(({ outcome }) => outcome !== 'running');
    const monthly = parts.drills.monthly();
    return {
      timeZone: zoneOf(parts),
      startedAt: parts.startedAt,
      storing: status.storing,
      listener: {
        ...status.listener,
        needed: team.sources.some(({ type }) => type === 'push') || callsIn(parts),
      },
      sources: team.sources.map((config) => {
        const health = state.sources.get(config.id) ?? unheard(config.id, now);
        return { ...health, title: names.sourceTitle(config.id), polled: config.type !== 'push' };
      }),
      clocks: parts.sources.clocks.all((id) => names.sourceTitle(id), now),
      channels: channelFacts(status.channels, parts.channels.tests()),
      machine: parts.machine.current(),
      team: {
        log: banner('team-log', 'not-told'),
        sync: banner('sync'),
        file: banner('team-file', 'unknown-me'),
      },
      duty: {
        now: status.onCall.yes,
        until: status.onCall.until,
        nextAt: mine.find(({ start }) => start > now)?.start ?? null,
      },
      schedules: state.rota.schedules.length,
      gaps,
      lastResort: team.lastResort ? names.person(team.lastResort).name : '',
      held: heldFacts(state, names, now),
      heartbeats: parts.heartbeats
        .list()
        .map(({ heartbeat: { id, name, within, match, fromStart }, pulse }) => ({
          id,
          name,
          within,
          lastHeardAt: pulse?.lastHeardAt ?? null,
          missedAt: pulse?.missedAt ?? null,
          waiting: fromStart !== true && (pulse?.lastHeardAt ?? null) === null,
          called: match === null,
        })),
      own: parts.own.view(),
      drills: {
        monthly: monthly.on,
        since: monthly.since,
        last: latest
          ? {
              at: latest.startedAt,
              outcome: latest.outcome === 'running' ? 'interrupted' : latest.outcome,
              answeredAfter: latest.answeredAfter,
            }
          : null,
        running: parts.drills.running() !== null,
      },
    };
  }

  function judge(now: Instant): Readiness {
    judging = true;
    try {
      judged = { at: now, readiness: readinessOf(facts(now), now) };
      return judged.readiness;
    } finally {
      judging = false;
    }
  }

  return {
    view() {
      const now = clock.now();
      const readiness = judge(now);
      const { gaps, mine } = ahead(state.rota, state.me, now);
      const to = now + LOOK_AHEAD;
      const cut = ({ start, end }: { readonly start: Instant; readonly end: Instant }) => ({
        start: Math.max(start, now),
        end: Math.min(end, to),
      });
      return {
        at: now,
        light: readiness.light,
        line: readinessLine(readiness),
        checks: readiness.checks.map((check) => ({ ...check, act: { ...check.act } })),
        timeZone: zoneOf(parts),
        ahead: {
          from: now,
          to,
          schedules: state.rota.schedules.map(({ id, name }) => ({
            id,
            name,
            spans: [
              ...gaps
                .filter(({ schedule }) => schedule === id)
                .map((gap) => ({ ...cut(gap), kind: gap.meant ? ('closed' as const) : ('nobody' as const) })),
              ...mine
                .filter(({ schedule }) => schedule === id)
                .map((duty) => ({ ...cut(duty), kind: 'mine' as const })),
            ].toSorted((a, b) => a.start - b.start),
          })),
        },
      };
    },
    light() {
      const now = clock.now();
      // The judgement asks for the status, which asks for the light.
      const isFresh = judged !== null && now >= judged.at && now - judged.at < LIGHT_AGE;
      const readiness = judging || isFresh ? judged?.readiness : judge(now);
      return readiness
        ? { light: readiness.light, text: readinessLine(readiness) }
        : { light: 'worth a look', text: 'Pageable: not looked at yet' };
    },
  };
}

function zoneOf({ state: { team, me } }: ReadinessParts): string {
  return team.people.find(({ id }) => id === me)?.timeZone ?? team.timeZone;
}

/** Jobs call in by the listener as well. */
function callsIn({ state: { team } }: ReadinessParts): boolean {
  return (team.heartbeats ?? []).some(({ match }) => match === null);
}
