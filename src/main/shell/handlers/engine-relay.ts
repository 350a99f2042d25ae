import type { Checked, EngineCall, EngineHandlers, Output } from '../../../contract/bridge';
import { calls } from '../../../contract/calls';
import type { EngineLink } from '../../engine-link';
import type { StatusDesk } from '../status-desk';

/**
 * Handlers that pass a call on to the engine's process. Two know more than the engine does: how things stand when it
 * does not run, and the shell's own banners.
 */
export function engineRelay(link: EngineLink, status: StatusDesk): EngineHandlers {
  const relayed = Object.entries(calls)
    .filter(([, { where }]) => where === 'engine')
    .map(([name]) => [name, (input: Checked<EngineCall>) => ask(link, name as EngineCall, input)]);
  return {
    ...(Object.fromEntries(relayed) as EngineHandlers),
    'status.get': async () => {
      // Never refused: when the engine is gone, just that is the status.
      const answer = link.state.kind === 'running' ? await link.call('status.get', {}) : null;
      if (answer?.ok) status.engineSaid(answer.value);
      return status.current();
    },
    'banner.dismiss': async (input) =>
      status.dismiss(input.id) ? {} : await ask(link, 'banner.dismiss', input),
  };
}

async function ask<N extends EngineCall>(link: EngineLink, name: N, input: Checked<N>): Promise<Output<N>> {
  const answer = await link.call(name, input);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}
