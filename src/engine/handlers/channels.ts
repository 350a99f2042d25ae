import type { EngineHandlers } from '../../contract/bridge';
import { quietWords } from '../channel-desk/quiet-words';
import type { HandlerParts } from './parts';

type ChannelCallName = 'channels.list' | 'channels.save' | 'channels.remove' | 'channels.test' | 'rules.save';

/** How whoever sits here is reached. */
export function channelHandlers({
  channels: desk,
  state,
}: Pick<HandlerParts, 'channels' | 'state'>): Pick<EngineHandlers, ChannelCallName> {
  return {
    'channels.list': async () => {
      const me = state.team.people.find(({ id }) => id === state.me);
      const hours = (me?.quietHours ?? []).map(quietWords);
      return { ...(await desk.view()), quiet: { hours, zone: me?.timeZone ?? state.team.timeZone } };
    },
    'channels.save': (draft) => desk.save(draft),
    'channels.remove': ({ id }) => desk.remove(id),
    'channels.test': ({ id }) => desk.test(id),
    'rules.save': ({ rules }) => desk.saveRules(rules),
  };
}
