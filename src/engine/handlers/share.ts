import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls =
  | 'sync.get'
  | 'sync.set'
  | 'sync.now'
  | 'calendar.export'
  | 'calendar.subscribe'
  | 'calendar.unsubscribe'
  | 'calendar.subscriptions'
  | 'import.preview'
  | 'import.apply';

export function shareHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'sync.get': notYet,
    'sync.set': notYet,
    'sync.now': notYet,
    'calendar.export': notYet,
    'calendar.subscribe': notYet,
    'calendar.unsubscribe': notYet,
    'calendar.subscriptions': notYet,
    'import.preview': notYet,
    'import.apply': notYet,
  };
}
