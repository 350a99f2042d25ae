import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls =
  | 'trade.list'
  | 'trade.offer'
  | 'trade.effect'
  | 'trade.accept'
  | 'trade.decline'
  | 'trade.withdraw'
  | 'trade.undo';

export function tradeHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'trade.list': notYet,
    'trade.offer': notYet,
    'trade.effect': notYet,
    'trade.accept': notYet,
    'trade.decline': notYet,
    'trade.withdraw': notYet,
    'trade.undo': notYet,
  };
}
