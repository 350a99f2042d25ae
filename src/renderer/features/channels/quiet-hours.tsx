import type { ChannelsView } from '../../../contract/channels/channel-views';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';

/** Hours in which what is not critical waits. They stand in the team file: everybody's desktop must know them. */
export function QuietHours({ quiet }: { quiet: ChannelsView['quiet'] }) {
  const { hours, zone } = quiet;
  return (
    <p className="reach-quiet">
      <Glyph name="snooze" />
      <span>
        {hours.length === 0 ? (
          <>
            You have no quiet hours. They would stand in the team file, as{' '}
            <code className="mono">quietHours</code> beside your name.
          </>
        ) : (
          <>
            Quiet hours: {hours.join('; ')} ({zone}). Until they are over only what is critical pages you.
            They stand in the team file.
          </>
        )}
      </span>
      <Button size="small" onClick={() => goTo('team')}>
        Open the team
      </Button>
    </p>
  );
}
