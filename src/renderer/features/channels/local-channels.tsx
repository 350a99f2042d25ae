import type { ChannelsView } from '../../../contract/channels/channel-views';
import { useMirror } from '../../state/mirror';
import { Glyph } from '../../ui/glyph';
import { List, ListItem } from '../../ui/list';
import { Time } from '../../ui/time';
import { typeGlyph } from './channel-state';

/** What this desktop pages by itself, and how the last page went by each. */
export function LocalChannels({ local }: { local: ChannelsView['local'] }) {
  const paged = useMirror((mirror) => mirror.status?.channels) ?? [];
  return (
    <List label="Channels of this desktop">
      {local.map(({ id, title }) => {
        const last = paged.find((channel) => channel.id === id);
        const tone = last?.state === 'bad' ? 'bad' : last?.state === 'ok' ? 'good' : 'plain';
        return (
          <ListItem
            key={id}
            mark={
              <span className={`reach-mark reach-mark-${tone}`}>
                <Glyph name={typeGlyph(id)} />
              </span>
            }
            title={title}
            text={
              last?.at == null ? (
                'No page by it since the start'
              ) : (
                <>
                  Last page {last.state === 'bad' ? 'failed' : 'arrived'} <Time at={last.at} />
                  {last.state === 'bad' && `: ${last.detail}`}
                </>
              )
            }
          />
        );
      })}
    </List>
  );
}
