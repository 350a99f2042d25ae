import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'calendar.export' | 'calendar.subscribe' | 'calendar.unsubscribe' | 'calendar.subscriptions';

export function calendarHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'calendar.export': notYet,
    'calendar.subscribe': notYet,
    'calendar.unsubscribe': notYet,
    'calendar.subscriptions': notYet,
  };
}
