import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls =
  | 'rota.get'
  | 'rota.why'
  | 'rota.who'
  | 'override.make'
  | 'override.remove'
  | 'away.set'
  | 'away.remove'
  | 'notice.list'
  | 'notice.dismiss'
  | 'handover.get'
  | 'handover.note';

export function rotaHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'rota.get': notYet,
    'rota.why': notYet,
    'rota.who': notYet,
    'override.make': notYet,
    'override.remove': notYet,
    'away.set': notYet,
    'away.remove': notYet,
    'notice.list': notYet,
    'notice.dismiss': notYet,
    'handover.get': notYet,
    'handover.note': notYet,
  };
}
