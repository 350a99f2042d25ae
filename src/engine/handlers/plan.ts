import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'plan.get' | 'plan.start' | 'plan.cancel' | 'plan.write';

export function planHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'plan.get': notYet,
    'plan.start': notYet,
    'plan.cancel': notYet,
    'plan.write': notYet,
  };
}
