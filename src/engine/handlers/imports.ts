import type { EngineHandlers } from '../../contract/bridge';
import { type IcsReader, makeIcsReader } from '../calendars/ics-thread';
import { applyImport } from '../imports/apply-import';
import { importFile } from '../imports/import-file';
import { refusedView } from '../imports/import-plan';
import type { HandlerParts } from './parts';

type Calls = 'import.preview' | 'import.apply';
type Parts = Pick<HandlerParts, 'teamFolder' | 'clock' | 'folder'>;

/** @param readIcs reads calendars, in the app in a thread of their own */
export function importHandlers(
  parts: Parts,
  readIcs: IcsReader = makeIcsReader(null),
): Pick<EngineHandlers, Calls> {
  const read = (input: Parameters<typeof importFile>[0]) =>
    importFile(input, { team: parts.teamFolder.current().team, now: parts.clock.now(), readIcs });
  return {
    'import.preview': async (input) => {
      const plan = await read(input);
      return plan.ok ? plan.value.view : refusedView(plan.error);
    },
    'import.apply': async (input) => {
      const plan = await read(input);
      if (!plan.ok) return { ok: false, text: plan.error };
      const done = await applyImport(parts.folder, plan.value, (change) => parts.teamFolder.edit(change));
      if (!done.ok) return { ok: false, text: `Not imported: ${done.error}.` };
      const names = plan.value.view.schedules.map(({ name }) => name).join(', ');
      return {
        ok: true,
        text: `${names} ${plan.value.view.schedules.length === 1 ? 'is' : 'are'} in the team file.`,
      };
    },
  };
}
