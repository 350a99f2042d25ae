import { type SourceHealth, unheard } from '../../core/source/health';
import type { State } from '../../core/step/state';
import { blindAt } from '../../core/step/watch';
import type { Instant } from '../../core/time/instant';

/** How a source stands at an instant. */
export type SourceStanding = {
  readonly health: SourceHealth;
  /** Asked by us; senders speak only when they have something to say. */
  readonly polled: boolean;
  readonly stands: SourceHealth['state'];
};

/**
 * How every source of the team file stands now. One that is due to be blind counts as blind although no step has
 * said so yet: what is shown is never better than what is true.
 */
export function sourceStandings(state: State, at: Instant): SourceStanding[] {
  return state.team.sources.map((config) => {
    const health = state.sources.get(config.id) ?? unheard(config.id, state.listeningSince);
    const due = config.type === 'alertmanager' ? blindAt(health, config) : null;
    return {
      health,
      polled: config.type === 'alertmanager',
      stands: due !== null && at >= due ? 'blind' : health.state,
    };
  });
}
