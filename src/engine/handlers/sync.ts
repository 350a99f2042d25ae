import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'sync.get' | 'sync.set' | 'sync.now';

export function syncHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'sync.get': notYet,
    'sync.set': notYet,
    'sync.now': notYet,
  };
}
