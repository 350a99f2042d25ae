import { call, done, nothing } from '../call';
import { planRequest, planView } from './plan-views';

/** "Make a rota for the next quarter": solved in a worker, told by the push `plan`. */
export const planCalls = {
  'plan.get': call('engine', nothing, planView),
  'plan.start': call('engine', planRequest, planView),
  'plan.cancel': call('engine', nothing, planView),
  /** Writes what was planned into the team file, as a layer and overrides of its schedule. */
  'plan.write': call('engine', nothing, done),
} as const;
