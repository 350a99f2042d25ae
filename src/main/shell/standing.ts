import type { LinkState } from '../engine-link';
import type { EngineStanding } from './status-model';

/** How the engine stands, for a person. */
export function standingOf(state: LinkState): EngineStanding {
  if (state.kind === 'off') return { kind: 'setting-up' };
  if (state.kind === 'running') return { kind: 'running' };
  return state.again ? { kind: 'starting-again', problem: state.problem } : { kind: 'starting' };
}
