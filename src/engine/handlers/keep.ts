import type { EngineHandlers } from '../../contract/bridge';
import type { KeepDesk } from '../keep/keep-desk';

type Calls = Extract<keyof EngineHandlers, `keep.${string}`>;

export function keepHandlers({ keep }: { readonly keep: KeepDesk }): Pick<EngineHandlers, Calls> {
  return {
    'keep.get': () => keep.view(),
    'keep.backUp': () => keep.backUp(),
    'keep.previewRestore': ({ name }) => keep.previewRestore(name),
    'keep.restore': ({ name }) => keep.restore(name),
    'keep.previewRetention': ({ days }) => ({ incidents: keep.wouldDelete(days) }),
    'keep.setRetention': ({ days }) => keep.setRetention(days),
    'keep.clockIsRight': () => keep.clockIsRight(),
    'keep.stageExport': () => keep.stageExport(),
    'keep.cancelExport': () => {
      keep.cancelExport();
      return {};
    },
  };
}
