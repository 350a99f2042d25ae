import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'schedule.draft' | 'schedule.preview' | 'schedule.save' | 'schedule.remove' | 'schedule.lint';

export function scheduleHandlers(_parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const notYet = (): never => {
    throw new Error('not built yet');
  };
  return {
    'schedule.draft': notYet,
    'schedule.preview': notYet,
    'schedule.save': notYet,
    'schedule.remove': notYet,
    'schedule.lint': notYet,
  };
}
