import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'plan.get' | 'plan.start' | 'plan.cancel' | 'plan.write';

export function planHandlers({ plan }: Pick<HandlerParts, 'plan'>): Pick<EngineHandlers, Calls> {
  return {
    'plan.get': () => plan.view(),
    'plan.start': (request) => plan.start(request),
    'plan.cancel': () => plan.cancel(),
    'plan.write': () => plan.write(),
  };
}
