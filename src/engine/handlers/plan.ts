import type { EngineHandlers } from '../../contract/bridge';
import type { PlanDesk } from '../plan/plan-desk';
import type { HandlerParts } from './parts';

type Calls = 'plan.get' | 'plan.start' | 'plan.cancel' | 'plan.write';

/** `plan` is optional until the engine makes the desk; without it every call fails with words. */
export function planHandlers(
  parts: HandlerParts & { readonly plan?: PlanDesk },
): Pick<EngineHandlers, Calls> {
  const desk = (): PlanDesk => {
    if (!parts.plan) throw new Error('not built yet');
    return parts.plan;
  };
  return {
    'plan.get': () => desk().view(),
    'plan.start': (request) => desk().start(request),
    'plan.cancel': () => desk().cancel(),
    'plan.write': () => desk().write(),
  };
}
