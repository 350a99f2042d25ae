import { z } from 'zod';
import { call, done, nothing } from '../call';
import {
  drillsView,
  drillView,
  heartbeatsView,
  ownHeartbeatView,
  readinessView,
  shellMachine,
} from './readiness-views';

const heartbeatId = z.string().min(1).max(200);

/** "Am I pageable?", drills, and heartbeats in and out. */
export const readinessCalls = {
  /** `fresh`: the machine is read anew first, which takes up to some seconds. */
  'readiness.get': call('engine', z.strictObject({ fresh: z.boolean().default(false) }), readinessView),
  /** The shell tells what it knows of the machine, as it changes. */
  'readiness.machine': call('engine', shellMachine, z.object({})),
  'drill.list': call('engine', nothing, drillsView),
  'drill.get': call('engine', z.strictObject({ id: z.string().min(1).max(100) }), drillView.nullable()),
  'drill.start': call(
    'engine',
    z.strictObject({ severity: z.enum(['critical', 'warning']).default('critical') }),
    drillView,
  ),
  'drill.setMonthly': call('engine', z.strictObject({ on: z.boolean() }), drillsView),
  'heartbeat.list': call('engine', nothing, heartbeatsView),
  /** A job called. `known`: the heartbeats there are, where it is none of them. */
  'heartbeat.beat': call(
    'engine',
    z.strictObject({ id: heartbeatId }),
    z.object({ heard: z.boolean(), known: z.array(z.string()) }),
  ),
  /** `url` '' forgets the address; left out, it stays. */
  'ownHeartbeat.set': call(
    'engine',
    z.strictObject({
      on: z.boolean(),
      url: z.string().max(2048).optional(),
      every: z.number().int().min(1000).max(3_600_000),
      method: z.enum(['GET', 'POST']),
    }),
    ownHeartbeatView,
  ),
  'ownHeartbeat.tryNow': call('engine', nothing, done),
} as const;
