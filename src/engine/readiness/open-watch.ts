import { watchesOf } from '../../core/heartbeat/watches-of';
import { isPractice } from '../../core/incident/practice';
import { isUnanswered } from '../../core/page/ringing';
import type { Input } from '../../core/step/input';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { openDrillDesk } from '../drill/drill-desk';
import type { HandlerParts } from '../handlers/parts';
import { openHeartbeatDesk } from '../heartbeats/heartbeat-desk';
import { openOwnHeartbeat } from '../heartbeats/own-heartbeat';
import type { Log } from '../ports';
import { keepAddress } from './kept-address';
import { openMachineDesk } from './machine-desk';
import { openReadinessDesk } from './readiness-desk';
import type { WatchDesk } from './watch-desk';

export type WatchParts = {
  readonly parts: Omit<HandlerParts, 'watch'>;
  readonly dataFolder: string;
  readonly startedAt: Instant;
  readonly log: Log;
  /** Takes inputs that the engine tells itself. */
  readonly take: (inputs: readonly Input[]) => void;
  /** What shows the light is to be painted anew. */
  readonly changed: () => void;
};

/** A source counts as blind to us after this long of our own start without a word, for our own heartbeat. */
const SETTLE: Duration = 30 * SECOND;

/** Opens all of it. Nothing of it holds up a page. */
export function openWatch(watch: WatchParts): WatchDesk {
  const { parts, dataFolder, log, changed } = watch;
  const { state, clock, names } = parts;
  const own = openOwnHeartbeat({
    dataFolder,
    secrets: parts.secrets,
    clock,
    log,
    trouble: () => troubleOf(parts, watch.startedAt),
    changed,
    sawDate: (date, asked, answered, age) =>
      parts.sources.clocks.saw('own heartbeat', date, asked, answered, age),
  });
  const heartbeats = openHeartbeatDesk({
    dataFolder,
    heartbeats: () => watchesOf(state.team),
    pulses: () => state.pulses,
    hear: (ids) => watch.take([{ kind: 'heartbeatsHeard', heartbeats: ids }]),
    clock,
    log,
  });
  const drills = openDrillDesk({
    dataFolder,
    desktop: state.desktop,
    practice: parts.practice,
    accept: (inputs) => parts.gate.accept(inputs),
    found: (id) => {
      const stored = parts.reader()?.incident(id) ?? null;
      const incident = state.incidents.get(id) ?? stored?.incident;
      return incident ? { incident, pages: stored?.pages ?? [] } : null;
    },
    channelTitle: (id) => names().channelTitle(id),
    zone: () => state.team.people.find(({ id }) => id === state.me)?.timeZone ?? state.team.timeZone,
    away: () => state.rota.acts.away.filter(({ person }) => person === state.me),
    isBusy: () =>
      [...state.incidents.values()].some((incident) => !isPractice(incident) && isUnanswered(incident)),
    clock,
    log,
    changed,
  });
  const machine = openMachineDesk(clock, changed);
  const address = keepAddress(dataFolder, () => parts.status().listener.url, log);
  const readiness = openReadinessDesk({
    ...parts,
    startedAt: watch.startedAt,
    machine,
    drills,
    heartbeats,
    own,
  });
  return {
    drills,
    heartbeats,
    own,
    machine,
    readiness,
    light: () => readiness.light(),
    listening: () => address.look(),
    async stop() {
      address.stop();
      machine.stop();
      own.stop();
      await drills.stop();
      await heartbeats.stop();
    },
  };
}

/** Why nobody could be paged from here, so that our own heartbeat is not sent: nothing stored, or nothing heard. */
function troubleOf(parts: Omit<HandlerParts, 'watch'>, startedAt: Instant): string {
  const { state, clock } = parts;
  if (!parts.storing()) return 'nothing can be stored here';
  const { listener } = parts.status();
  if (!listener.ok) return 'the listener is not open';
  const polled = state.team.sources.filter(({ type }) => type !== 'push');
  if (polled.length === 0) return '';
  const health = polled.map(({ id }) => state.sources.get(id)?.state ?? 'waiting');
  if (health.every((each) => each === 'blind')) return 'no source is heard';
  const settling = clock.now() - startedAt < SETTLE;
  return settling && health.every((each) => each !== 'ok') ? 'no source was heard yet' : '';
}
