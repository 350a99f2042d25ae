import type { EngineHandlers } from '../../contract/bridge';
import type { DrillView, HeartbeatsView } from '../../contract/readiness/readiness-views';
import { printMatcher } from '../../core/alert/matcher';
import type { Drill } from '../../core/drill/drill';
import { scoreOf } from '../../core/drill/drill-of';
import type { OwnView } from '../heartbeats/own-heartbeat';
import type { HandlerParts } from './parts';

type Calls = Extract<
  keyof EngineHandlers,
  `${'readiness' | 'drill' | 'heartbeat' | 'ownHeartbeat'}.${string}`
>;

/** "Am I pageable?", drills, and heartbeats in and out. */
export function readinessHandlers({
  watch,
  listenerUrl,
  status,
}: Pick<HandlerParts, 'watch' | 'listenerUrl' | 'status'>): Pick<EngineHandlers, Calls> {
  const { drills, heartbeats, own, machine, readiness } = watch;

  function drillsView() {
    const { on, nextAt } = drills.monthly();
    return { monthly: on, nextAt, drills: drills.list().map(drillViewOf), trouble: drills.trouble() };
  }

  return {
    'readiness.get': async ({ fresh }) => {
      if (fresh || machine.current() === null) await machine.look();
      return readiness.view();
    },
    'readiness.machine': (shell) => {
      machine.told(shell);
      return {};
    },
    'drill.list': drillsView,
    'drill.get': ({ id }) => {
      const drill = drills.get(id);
      return drill && drillViewOf(drill);
    },
    'drill.start': async ({ severity }) => drillViewOf(await drills.start(severity)),
    'drill.setMonthly': async ({ on }) => {
      await drills.setMonthly(on);
      return drillsView();
    },
    'heartbeat.list': () => ({
      heartbeats: heartbeats.list().map(({ heartbeat, pulse, dueAt }) => ({
        id: heartbeat.id,
        name: heartbeat.name,
        within: heartbeat.within,
        service: heartbeat.service,
        match: (heartbeat.match ?? []).map(printMatcher),
        state: stateOf(pulse),
        lastHeardAt: pulse?.lastHeardAt ?? null,
        dueAt,
      })),
      own: ownViewOf(own.view()),
      url: status().listener.ok ? `${listenerUrl()}/api/v1/heartbeats/` : '',
    }),
    'heartbeat.beat': async ({ id }) => ({
      heard: await heartbeats.beat(id),
      known: heartbeats.list().map(({ heartbeat }) => heartbeat.id),
    }),
    'ownHeartbeat.set': async ({ url, ...next }) =>
      ownViewOf(await own.set(url === undefined ? next : { ...next, url })),
    'ownHeartbeat.tryNow': () => own.tryNow(),
  };
}

function stateOf(
  pulse: { readonly missedAt: number | null; readonly lastHeardAt: number | null } | null,
): HeartbeatsView['heartbeats'][number]['state'] {
  if (pulse && pulse.missedAt !== null) return 'missed';
  return pulse && pulse.lastHeardAt !== null ? 'beating' : 'new';
}

function ownViewOf({ on, every, method, host, lastOkAt, problem, held }: OwnView): HeartbeatsView['own'] {
  return { on, every, method, host, lastOkAt, problem, held };
}

/** A drill with its score, in words. */
export function drillViewOf(drill: Drill): DrillView {
  const score = scoreOf(drill);
  const said = drill.outcome === 'running' ? 'It runs: answer the page.' : 'Cut off: no result.';
  return {
    id: drill.id,
    kind: drill.kind,
    startedAt: drill.startedAt,
    endedAt: drill.endedAt,
    outcome: drill.outcome,
    answeredAfter: drill.answeredAfter,
    target: drill.target,
    points: score?.points ?? null,
    passed: score?.passed ?? false,
    says: score?.says ?? said,
    channels: drill.channels.map((channel) => ({ ...channel })),
  };
}
