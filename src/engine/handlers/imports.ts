import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'import.preview' | 'import.apply';

export function importHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'import.preview': notYet,
    'import.apply': notYet,
  };
}
