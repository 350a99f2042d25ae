import type { EngineHandlers } from '../../contract/bridge';
import type { HandlerParts } from './parts';

type Calls = 'sync.get' | 'sync.set' | 'sync.now';

export function syncHandlers({ sync }: Pick<HandlerParts, 'sync'>): Pick<EngineHandlers, Calls> {
  return {
    'sync.get': () => sync.view(),
    'sync.set': ({ auto }) => sync.setAuto(auto),
    'sync.now': () => sync.now(),
  };
}
