import type { ReadinessView } from '../../contract/readiness/readiness-views';
import type { StatusView } from '../../contract/views/status';
import type { DrillDesk } from '../drill/drill-desk';
import type { HeartbeatDesk } from '../heartbeats/heartbeat-desk';
import type { OwnHeartbeat } from '../heartbeats/own-heartbeat';
import type { MachineDesk } from './machine-desk';

type Pageable = NonNullable<StatusView['pageable']>;

/** "Am I pageable?", from everything that the engine knows. */
export type ReadinessDesk = {
  view(): ReadinessView;
  /** For the tray and the strip; judged anew every few seconds at the most. */
  light(): Pageable;
};

/** Everything by which the pager knows that it works. */
export type WatchDesk = {
  readonly drills: DrillDesk;
  readonly heartbeats: HeartbeatDesk;
  readonly own: OwnHeartbeat;
  readonly machine: MachineDesk;
  readonly readiness: ReadinessDesk;
  light(): Pageable;
  /** The listener was opened. */
  listening(): void;
  stop(): Promise<void>;
};
